"""What every chart is drawn with: points, path data and the labelled SVG element around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

Place = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A value at a period; `text` is the value as read, or why there is none."""

    label: str
    value: float | None
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Points in order of time under one name."""

    name: str
    points: tuple[Point, ...]


def figure(
    kind: str, size: Place, title: str, points: Iterable[Point], parts: Iterable[Markup]
) -> Markup:
    """Give the SVG element; to those who listen it is its title and every point in words."""
    told = "; ".join(f"{point.label} {point.text}".strip() for point in points)
    return Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        kind, xy(size[0]), xy(size[1]), f"{title}: {told}", Markup("").join(parts)
    )


def path(places: Iterable[Place | None]) -> str:
    """Give path data that starts anew after each gap."""
    runs = [
        list(run) for known, run in groupby(places, key=lambda place: place is not None) if known
    ]
    return "".join(
        "M" + "L".join(f"{xy(x)} {xy(y)}" for x, y in (place for place in run if place))
        for run in runs
    )


def circle(x: float, y: float) -> Markup:
    """Give a dot for a point of a line."""
    return Markup('<circle class="dot" cx="{}" cy="{}" r="3.2"/>').format(xy(x), xy(y))


def xy(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
