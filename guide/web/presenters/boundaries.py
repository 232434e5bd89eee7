"""Municipal boundaries as read from GeoJSON, and where their middle lies."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Ring = Sequence[Point]


class BoundaryError(ValueError):
    """The boundary file is not the GeoJSON we know; the text says where and what was expected."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Polygon:
    """A piece of land: rings of (longitude, latitude), the outer one first, then lakes."""

    outer: Ring
    holes: tuple[Ring, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Municipality:
    """A municipality (or Christiansø, 0411) with its four-digit code and all its land."""

    code: str
    name: str
    polygons: tuple[Polygon, ...]


def read_municipalities(path: Path) -> list[Municipality]:
    """Read Geodatastyrelsen's boundaries (properties `lau_1` and `label_dk`), sorted by code."""
    document = json.loads(path.read_text(encoding="utf-8"))
    land: dict[str, list[Polygon]] = {}
    names: dict[str, str] = {}
    for number, feature in enumerate(document.get("features", ())):
        code, name, polygon = _read_feature(feature, number)
        land.setdefault(code, []).append(polygon)
        names[code] = name
    if not land:
        raise BoundaryError(f"{path}: no features; expected a GeoJSON FeatureCollection")
    return [
        Municipality(code=code, name=names[code], polygons=tuple(land[code]))
        for code in sorted(land)
    ]


def _read_feature(feature: Mapping[str, object], number: int) -> tuple[str, str, Polygon]:
    match feature:
        case {
            "properties": {"lau_1": str(code), "label_dk": str(name)},
            "geometry": {"type": "Polygon", "coordinates": [outer, *holes]},
        }:
            polygon = Polygon(outer=_ring(outer), holes=tuple(_ring(hole) for hole in holes))
            return code.zfill(4), name, polygon
        case _:
            raise BoundaryError(f"feature {number}: expected a Polygon with lau_1 and label_dk")


def _ring(positions: Iterable[Sequence[float]]) -> Ring:
    """Drop the height (always -999 in the source) and the closing point that repeats the first."""
    return tuple((position[0], position[1]) for position in positions)[:-1]


def centroid(municipality: Municipality) -> Point:
    """Give (longitude, latitude) of the middle of all the land, weighted by area, lakes taken out.

    Shoelace formula in degrees with longitude scaled by the cosine of the latitude; the error
    against a true projection is far below 100 m for areas of this size.
    """
    parts = [
        (weight * abs(_moments(ring)[0]), _moments(ring))
        for polygon in municipality.polygons
        for weight, ring in ((1, polygon.outer), *((-1, hole) for hole in polygon.holes))
    ]
    total = sum(area for area, _ in parts)
    longitude = sum(area * moments[1] for area, moments in parts) / total
    latitude = sum(area * moments[2] for area, moments in parts) / total
    return longitude, latitude


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Give signed area (square degrees of latitude) and the middle of one ring."""
    origin_x, origin_y = ring[0]
    scale = math.cos(math.radians(origin_y))
    area = moment_x = moment_y = 0.0
    near = [(x - origin_x, y - origin_y) for x, y in ring]
    for (ax, ay), (bx, by) in zip(near, [*near[1:], near[0]], strict=True):
        cross = ax * by - bx * ay
        area += cross
        moment_x += (ax + bx) * cross
        moment_y += (ay + by) * cross
    return (
        area / 2 * scale,
        origin_x + moment_x / (3 * area),
        origin_y + moment_y / (3 * area),
    )
