"""Several companies over the years on one scale, told apart by dash, mark and name."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from guide.web.presenters.charts import HEIGHT, WIDTH, level
from guide.web.presenters.scales import Scale, covering
from guide.web.presenters.svg import Point, Series, circle, figure, path, xy

_LEFT, _RIGHT = 52.0, WIDTH - 84.0
_NAME_LENGTH = 15


def lines(
    series: Sequence[Series],
    *,
    title: str,
    tick: Callable[[float], str],
    scale: Scale | None = None,
) -> Markup:
    """Draw up to four series on one scale, each with its own dash, mark and name at its end.

    A missing year breaks the line. `tick` writes a value of the scale. For more than four, draw
    `bars` with one scale.
    """
    scale = scale or covering(point.value for one in series for point in one.points)
    steps = max(len(one.points) for one in series) - 1
    across = [_LEFT + (_RIGHT - _LEFT) * number / max(1, steps) for number in range(steps + 1)]
    grid = [_grid_line(value, scale, tick(value)) for value in scale.ticks]
    feet = [
        Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
            xy(x), xy(HEIGHT - 4), point.label
        )
        for x, point in zip(across, series[0].points, strict=False)
    ]
    names = _spread_names([_last_level(one, scale) for one in series])
    drawn = [
        _line(one, number, across, scale, names[number - 1])
        for number, one in enumerate(series, start=1)
    ]
    points = [
        Point(label=f"{one.name} {point.label}", value=point.value, text=point.text)
        for one in series
        for point in one.points
    ]
    return figure("chart", (WIDTH, HEIGHT), title, points, [*grid, *feet, *drawn])


def _grid_line(value: float, scale: Scale, text: str) -> Markup:
    return Markup(
        '<path class="{}" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>'
    ).format(
        "grid" if value else "axis",
        xy(_LEFT),
        xy(level(value, scale)),
        xy(_RIGHT),
        xy(_LEFT - 6),
        xy(level(value, scale) + 4),
        text,
    )


def _line(
    series: Series, number: int, across: Sequence[float], scale: Scale, name_level: float
) -> Markup:
    places = [
        None if point.value is None else (x, level(point.value, scale))
        for x, point in zip(across, series.points, strict=False)
    ]
    known = [place for place in places if place is not None]
    name = Markup('<text class="name" x="{}" y="{}">{}</text>').format(
        xy(across[-1] + 8), xy(name_level + 4), _shortened(series.name)
    )
    return Markup('<g class="series-{}"><path class="line" d="{}"/>{}{}</g>').format(
        number,
        path(places),
        Markup("").join(_MARKS[(number - 1) % 4](x, y) for x, y in known),
        name if known else "",
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1].rstrip() + "…"


def _drawn(path: str) -> Callable[[float, float], Markup]:
    def mark(x: float, y: float) -> Markup:
        return Markup('<path class="dot" d="M{} {}{}"/>').format(xy(x), xy(y), path)

    return mark


_MARKS: tuple[Callable[[float, float], Markup], ...] = (
    circle,
    _drawn("m-3.2 -3.2h6.4v6.4h-6.4z"),
    _drawn("m0 -4.6l4.6 4.6l-4.6 4.6l-4.6 -4.6z"),
    _drawn("m0 -4.2l4.4 7.6h-8.8z"),
)


def _last_level(series: Series, scale: Scale) -> float:
    known = [point.value for point in series.points if point.value is not None]
    return level(known[-1] if known else 0, scale)


def _spread_names(levels: Sequence[float], apart: float = 12.0) -> list[float]:
    """Push names down until no two lie closer than `apart`; order and count are kept."""
    placed: dict[int, float] = {}
    lowest = float("-inf")
    for index in sorted(range(len(levels)), key=levels.__getitem__):
        lowest = max(levels[index], lowest + apart)
        placed[index] = lowest
    return [placed[index] for index in range(len(levels))]
