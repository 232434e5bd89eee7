"""A map of the municipalities coloured by a figure, as inline SVG beside its table.

Boundaries: Geodatastyrelsen 2014, simplified by build_map.py.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import quantiles

from markupsafe import Markup

SHADES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundaries:
    """The map as drawn: size in units, the inset's frame (x, y, width, height), paths by code."""

    width: int
    height: int
    inset: tuple[int, int, int, int]
    areas: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaValue:
    """What the map shows for one municipality; `text` is the whole label, name and figure."""

    value: float | None
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shading:
    """The upper bounds of the shades, lightest first; zero and unknown have shades of their own.

    Values below zero are shaded as losses, by the same bounds turned about.
    """

    bounds: tuple[float, ...]

    def shade(self, value: float | None) -> str:
        """Name the CSS class of a value."""
        if value is None:
            return "class-unknown"
        if value == 0:
            return "class-0"
        step = 1 + sum(abs(value) > bound for bound in self.bounds[:-1])
        return f"class-{step}" if value > 0 else f"class-loss-{step}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LegendItem:
    """A shade and what it stands for."""

    shade: str
    label: str


@cache
def load_boundaries() -> Boundaries:
    """Read the boundaries that build_map.py made; once in the life of a process."""
    path = Path(__file__).parent / "municipalities.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Boundaries(
        width=data["width"], height=data["height"], inset=tuple(data["inset"]), areas=data["areas"]
    )


def shading(values: Iterable[float | None]) -> Shading:
    """Choose at most five shades so that each holds about as many municipalities.

    Whole-number counts have their bounds rounded up to whole numbers; equal bounds fall together.
    """
    sizes = sorted(abs(value) for value in values if value)
    if not sizes:
        return Shading(bounds=())
    if len(set(sizes)) <= SHADES:
        return Shading(bounds=tuple(sorted(set(sizes))))
    cuts = quantiles(sizes, n=SHADES, method="inclusive")
    if all(float(size).is_integer() for size in sizes):
        cuts = [float(-(-cut // 1)) for cut in cuts]
    return Shading(bounds=tuple(sorted({*cuts, sizes[-1]})))


def legend(
    shading: Shading, *, text: Callable[[float, float], str], zero: str = "", unknown: str = ""
) -> list[LegendItem]:
    """List the shades in order; `text` writes a shade's range from above one bound to the next."""
    items = [LegendItem(shade="class-unknown", label=unknown)] if unknown else []
    if zero:
        items.append(LegendItem(shade="class-0", label=zero))
    lower = (0.0, *shading.bounds)
    items += [
        LegendItem(shade=f"class-{step}", label=text(low, high))
        for step, (low, high) in enumerate(zip(lower, shading.bounds, strict=False), start=1)
    ]
    return items


def choropleth(
    values: Mapping[str, AreaValue],
    *,
    title: str,
    shading: Shading,
    chosen: Sequence[str] = (),
) -> Markup:
    """Draw the map. A municipality that `values` lacks is drawn as unknown and has no label.

    The links are for the mouse alone: the drawing is hidden from assistive technology, because
    the table beside it has the same links and figures in order.
    """
    bounds = load_boundaries()
    x, y, width, height = bounds.inset
    areas = [
        _area(path, values.get(code), shading, code in chosen)
        for code, path in bounds.areas.items()
    ]
    return Markup(
        '<svg class="map" viewBox="0 0 {} {}" aria-hidden="true" data-map="{}">'
        '<rect class="frame" x="{}" y="{}" width="{}" height="{}"/>{}</svg>'
    ).format(bounds.width, bounds.height, title, x, y, width, height, Markup("").join(areas))


def _area(path: str, area: AreaValue | None, shading: Shading, chosen: bool) -> Markup:
    shade = shading.shade(area.value if area else None)
    drawn = Markup('<path class="area {}{}" d="{}"><title>{}</title></path>').format(
        shade, " chosen" if chosen else "", path, area.text if area else ""
    )
    if area is None or not area.url:
        return drawn
    return Markup('<a href="{}" tabindex="-1">{}</a>').format(area.url, drawn)
