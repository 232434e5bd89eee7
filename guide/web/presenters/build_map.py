"""Make the map's data from the full boundaries: `python -m guide.web.presenters.build_map SOURCE`.

SOURCE is `kommuner.geojson` (Geodatastyrelsen 2014), 1.9 MB, which the project does not carry.
What is made is small enough to stand inside a page: simplified, in whole units of about 70 m,
with Bornholm and Christiansø moved into an inset.
"""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import click

from guide.web.presenters.boundaries import (
    Municipality,
    Point,
    Polygon,
    Ring,
    centroid,
    read_municipalities,
)
from guide.web.presenters.topology import simplify

MAP_FILE = Path(__file__).parent / "municipalities.json"
BORNHOLM, CHRISTIANSOE = "0400", "0411"
_WEST, _NORTH = 8.03, 57.80
_UNITS_A_DEGREE = 1520.0
_NARROWING = math.cos(math.radians(56.2))
_WIDTH, _HEIGHT = 4040, 4950
_INSET = (3450, 50, 560, 620)
_INSET_SHIFT = (-2100.0, -3650.0)
_MAGNIFIED = 5.0
_LEAST_TRIANGLE = 30.0
_LEAST_ISLET = 130.0


def project(point: Point) -> Point:
    """Turn (longitude, latitude) into map units, x to the east and y to the south."""
    longitude, latitude = point
    x = (longitude - _WEST) * _UNITS_A_DEGREE * _NARROWING
    return x, (_NORTH - latitude) * _UNITS_A_DEGREE


def draw_map(municipalities: Sequence[Municipality]) -> dict[str, object]:
    """Give the map as plain data: its size, the inset and one SVG path by municipality code."""
    placed = [_place(municipality) for municipality in municipalities]
    rings = [(code, ring) for code, own in placed for ring in own]
    simplified = simplify([ring for _, ring in rings], _LEAST_TRIANGLE)
    paths: dict[str, list[str]] = {code: [] for code, _ in placed}
    for (code, _), ring in zip(rings, simplified, strict=True):
        paths[code].append(_path(ring))
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "inset": _INSET,
        "areas": {
            municipality.code: "".join(paths[municipality.code]) for municipality in municipalities
        },
    }


def _place(municipality: Municipality) -> tuple[str, list[Ring]]:
    """Project the rings, without islets too small to see; the inset's land is moved there."""
    rings = [[project(point) for point in ring] for ring in _rings(municipality.polygons)]
    if municipality.code == CHRISTIANSOE:
        rings = [_magnify(ring, project(centroid(municipality))) for ring in rings]
    if municipality.code in {BORNHOLM, CHRISTIANSOE}:
        right, down = _INSET_SHIFT
        rings = [[(x + right, y + down) for x, y in ring] for ring in rings]
    largest = max(_area(ring) for ring in rings)
    return municipality.code, [ring for ring in rings if _area(ring) >= min(largest, _LEAST_ISLET)]


def _rings(polygons: Iterable[Polygon]) -> Iterator[Ring]:
    for polygon in polygons:
        yield polygon.outer
        yield from polygon.holes


def _magnify(ring: Ring, middle: Point) -> list[Point]:
    """Draw Christiansø larger than it is: true to scale it would be a few units wide."""
    return [
        (middle[0] + (x - middle[0]) * _MAGNIFIED, middle[1] + (y - middle[1]) * _MAGNIFIED)
        for x, y in ring
    ]


def _area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))) / 2


def _path(ring: Ring) -> str:
    """Write a ring as SVG path data: one absolute point, then whole steps relative to the last."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points) if (ax, ay) != (bx, by)]
    numbers = [number for step in steps for number in step]
    relative = "".join(f"{number}" if number < 0 else f" {number}" for number in numbers)
    return f"M{points[0][0]} {points[0][1]}l{relative.removeprefix(' ')}z"


def write_centroids(municipalities: Iterable[Municipality], path: Path) -> None:
    """Write code, latitude and longitude (degrees, four decimals: about 10 m) by municipality."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "lat", "lon"])
        for municipality in municipalities:
            longitude, latitude = centroid(municipality)
            writer.writerow([municipality.code, f"{latitude:.4f}", f"{longitude:.4f}"])


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--data", default="data", type=click.Path(file_okay=False, path_type=Path))
@click.option("--target", default=MAP_FILE, type=click.Path(dir_okay=False, path_type=Path))
def main(source: Path, data: Path, target: Path) -> None:
    """Make the map and the centroids from SOURCE, the full boundaries as GeoJSON."""
    municipalities = read_municipalities(source)
    write_centroids(municipalities, data / "centroids.csv")
    text = json.dumps(draw_map(municipalities), ensure_ascii=False, separators=(",", ":"))
    target.write_text(text.replace('z","', 'z",\n"') + "\n", encoding="utf-8")
    click.echo(f"{len(municipalities)} municipalities, {len(text)} characters")


if __name__ == "__main__":
    main()
