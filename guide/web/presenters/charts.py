"""Charts as inline SVG without a line of style: classes only, every text escaped.

A chart never stands alone: the page has the same figures as a table. Colours, and how they
change in the dark, in print and with forced colours, are the stylesheet's.
"""

from collections.abc import Sequence

from markupsafe import Markup

from guide.web.presenters.scales import Scale, covering
from guide.web.presenters.svg import Point, circle, figure, path, xy

WIDTH, HEIGHT = 360.0, 190.0
_TOP, _BOTTOM = 18.0, 34.0
_ROOMY = 7


def bars(points: Sequence[Point], *, title: str, scale: Scale | None = None) -> Markup:
    """Draw a bar for each period, from zero; a missing year is a dashed gap, a loss hangs down.

    Pass one `scale` to several charts that are to be compared. Above seven periods only every
    second one, counted from the newest, has its name and value written.
    """
    scale = scale or covering(point.value for point in points)
    slot = WIDTH / max(1, len(points))
    every = 1 if len(points) <= _ROOMY else 2
    drawn = [
        _bar(point, slot * number, slot, scale, written=(len(points) - 1 - number) % every == 0)
        for number, point in enumerate(points)
    ]
    axis = Markup('<path class="axis" d="M0 {}H{}"/>').format(xy(level(0, scale)), xy(WIDTH))
    return figure("chart", (WIDTH, HEIGHT), title, points, [*drawn, axis])


def _bar(point: Point, left: float, slot: float, scale: Scale, *, written: bool) -> Markup:
    middle = left + slot / 2
    width = min(slot * 0.62, 56.0)
    zero = level(0, scale)
    end = zero - 12 if point.value is None else level(point.value, scale)
    kind = "gap" if point.value is None else "bar bar-negative" if point.value < 0 else "bar"
    below = point.value is not None and point.value < 0
    return Markup(
        "<g><title>{label}: {text}</title>"
        '<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'
        '<text class="value" x="{middle}" y="{at}" text-anchor="middle">{shown}</text>'
        '<text x="{middle}" y="{foot}" text-anchor="middle">{name}</text></g>'
    ).format(
        label=point.label,
        text=point.text,
        kind=kind,
        x=xy(middle - width / 2),
        y=xy(min(zero, end)),
        width=xy(width),
        height=xy(abs(zero - end)),
        middle=xy(middle),
        at=xy(end + 12 if below else end - 5),
        shown=point.text if written and point.value is not None else "",
        name=point.label if written else "",
        foot=xy(HEIGHT - 4),
    )


def level(value: float, scale: Scale) -> float:
    """Give how far from the top a value lies in a chart of this size."""
    return _TOP + (1 - scale.part(value)) * (HEIGHT - _TOP - _BOTTOM)


def sparkline(points: Sequence[Point], *, title: str) -> Markup:
    """Draw the course of a figure as small as a word; the last known value has a dot."""
    known = [point.value for point in points if point.value is not None]
    scale = covering(known)
    step = 80.0 / max(1, len(points) - 1)
    places = [
        None if point.value is None else (4 + step * number, 3 + (1 - scale.part(point.value)) * 18)
        for number, point in enumerate(points)
    ]
    drawn = [Markup('<path class="line" d="{}"/>').format(path(places))]
    ends = [place for place in places if place is not None][-1:]
    drawn += [circle(x, y) for x, y in ends]
    return figure("spark series-1", (88.0, 24.0), title, points, drawn)
