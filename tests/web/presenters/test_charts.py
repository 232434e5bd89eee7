"""Charts show gaps as gaps, losses as losses, and hold no style of their own."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.web.presenters.charts import bars, sparkline
from guide.web.presenters.line_charts import lines
from guide.web.presenters.scales import covering
from guide.web.presenters.svg import Point, Series


def points(*values: float | None) -> tuple[Point, ...]:
    """Give points of successive years; a missing one says why."""
    return tuple(
        Point(
            label=str(2020 + at), value=value, text="ikke oplyst" if value is None else f"{value}"
        )
        for at, value in enumerate(values)
    )


def parse(svg: str) -> ET.Element:
    """Read the SVG as XML, which fails when anything is left unescaped."""
    return ET.fromstring(svg)


def rectangles(svg: str) -> list[dict[str, str]]:
    """Give the attributes of every bar in order."""
    return [rectangle.attrib for rectangle in parse(svg).iter("rect")]


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        ((58.4, 47.3), 0, 60, 20),
        ((-12.1, 58.4), -20, 60, 20),
        ((-5.0,), -6, 0, 2),
        ((0, 0), 0, 0.5, 0.5),
        ((None,), 0, 0.5, 0.5),
        ((0.013,), 0, 0.015, 0.005),
    ],
)
def test_a_scale_holds_zero_and_ends_on_round_numbers(
    values: tuple[float | None, ...], low: float, high: float, step: float
) -> None:
    """Zero is always on the scale, so a bar's length is its value."""
    scale = covering(values)
    assert (scale.low, scale.high, scale.step) == pytest.approx((low, high, step))
    assert scale.ticks[0] == pytest.approx(low)
    assert scale.ticks[-1] == pytest.approx(high)


@given(st.lists(st.none() | st.floats(-1e12, 1e12, allow_subnormal=False), max_size=8))
def test_every_value_lies_on_its_scale(values: list[float | None]) -> None:
    """No bar is ever drawn outside its chart."""
    scale = covering(values)
    for value in values:
        if value is not None:
            assert -1e-9 <= scale.part(value) <= 1 + 1e-9


def test_a_bar_is_as_high_as_its_value() -> None:
    """Twice the value is twice the height."""
    half, whole = rectangles(bars(points(50, 100), title="Omsætning"))
    assert float(whole["height"]) == pytest.approx(2 * float(half["height"]), abs=0.2)


def test_a_missing_year_is_a_gap_and_never_a_zero() -> None:
    """A year without a figure is drawn as a gap that has no value written on it."""
    svg = bars(points(50, None), title="Omsætning")
    assert [rectangle["class"] for rectangle in rectangles(svg)] == ["bar", "gap"]
    assert "2021 ikke oplyst" in parse(svg).attrib["aria-label"]


def test_many_years_are_not_written_into_each_other() -> None:
    """Of ten years every second is named, the newest among them; all ten are drawn and told."""
    svg = bars(points(*range(1, 11)), title="Ansatte")
    years = [text.text for text in parse(svg).iter("text") if not text.get("class")]
    assert [year for year in years if year] == ["2021", "2023", "2025", "2027", "2029"]
    assert len(rectangles(svg)) == 10
    assert "2020 1" in parse(svg).attrib["aria-label"]


def test_a_loss_hangs_below_the_axis() -> None:
    """A negative bar starts at zero and goes down."""
    gain, loss = rectangles(bars(points(50, -20), title="Resultat"))
    assert loss["class"] == "bar bar-negative"
    assert float(loss["y"]) == pytest.approx(float(gain["y"]) + float(gain["height"]), abs=0.11)


def test_two_charts_on_one_scale_can_be_compared() -> None:
    """The same value has the same height in both."""
    scale = covering((10, 1000))
    (small,) = rectangles(bars(points(10), title="Lille", scale=scale))
    (large,) = rectangles(bars(points(1000), title="Stor", scale=scale))
    assert float(large["height"]) == pytest.approx(100 * float(small["height"]), rel=0.05)


def test_a_missing_year_breaks_the_line() -> None:
    """A line is never drawn across a year without a figure."""
    series = Series(name="Nordlys", points=points(1, 2, None, 3))
    svg = lines((series,), title="Omsætning", tick=str)
    (line,) = (path for path in parse(svg).iter("path") if path.get("class") == "line")
    assert line.attrib["d"].count("M") == 2


def test_series_differ_in_mark_and_name_and_not_in_colour_alone() -> None:
    """Each series has a class for its dash, a mark of its own shape and its name at the end."""
    series = [Series(name=name, points=points(1, 2)) for name in ("A", "B", "C", "D")]
    svg = parse(lines(series, title="Omsætning", tick=str))
    groups = [group for group in svg.iter("g") if group.get("class", "").startswith("series-")]
    assert [group.attrib["class"] for group in groups] == [f"series-{n}" for n in (1, 2, 3, 4)]
    marks = [re.sub(r"^M[\d. ]+", "", _first_mark(group)) for group in groups]
    assert len(set(marks)) == 4


def _first_mark(group: ET.Element) -> str:
    mark = next(element for element in group if element.get("class") == "dot")
    return mark.get("d", "circle")


def test_names_at_the_end_of_lines_do_not_overlap() -> None:
    """Series that end at the same value have their names a line apart."""
    series = [Series(name=name, points=points(1, 2)) for name in ("A", "B", "C")]
    svg = parse(lines(series, title="Omsætning", tick=str))
    levels = [float(text.attrib["y"]) for text in svg.iter("text") if text.get("class") == "name"]
    assert levels[1] - levels[0] >= 12
    assert levels[2] - levels[1] >= 12


def test_a_long_name_is_shortened_in_the_drawing_and_whole_to_those_who_listen() -> None:
    """The drawing keeps within its width."""
    series = Series(name="Fiberværket Sønderjylland P/S", points=points(1))
    svg = parse(lines((series,), title="Omsætning", tick=str))
    assert "Fiberværket Sø…" in [text.text for text in svg.iter("text")]
    assert "Fiberværket Sønderjylland P/S" in svg.attrib["aria-label"]


def test_a_sparkline_ends_in_a_dot_at_the_last_known_value() -> None:
    """A year missing at the end moves the dot to the last one that is known."""
    svg = parse(sparkline(points(1, 3, None), title="Ansatte"))
    (dot,) = svg.iter("circle")
    assert float(dot.attrib["cx"]) == 44


def test_charts_without_a_single_figure_still_draw() -> None:
    """All years missing gives gaps, not an error."""
    for svg in (
        bars(points(None, None), title="Omsætning"),
        sparkline(points(None), title="Omsætning"),
        lines((Series(name="A", points=points(None)),), title="Omsætning", tick=str),
    ):
        assert parse(svg).tag == "svg"


def test_no_text_escapes_its_place_and_no_chart_has_style() -> None:
    """Names and labels are escaped; the content policy holds."""
    nasty = Point(label='"><script>', value=1, text="<b>")
    series = Series(name="</text><script>", points=(nasty,))
    for svg in (
        bars((nasty,), title="<i>"),
        sparkline((nasty,), title="<i>"),
        lines((series,), title="<i>", tick=str),
    ):
        parse(svg)
        assert "<script" not in svg
        assert "style=" not in svg
