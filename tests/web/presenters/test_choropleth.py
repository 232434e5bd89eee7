"""The map is shaded by figures that are told, and links where its table links."""

import xml.etree.ElementTree as ET

import pytest

from guide.web.presenters.choropleth import (
    AreaValue,
    LegendItem,
    Shading,
    choropleth,
    legend,
    shading,
)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ((), ()),
        ((None, 0), ()),
        ((1, 2, 2, 7), (1, 2, 7)),
        (tuple(range(1, 11)), (3, 5, 7, 9, 10)),
        ((1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 60), (1, 2, 4, 60)),
    ],
)
def test_shades_hold_about_as_many_each(
    values: tuple[float | None, ...], bounds: tuple[float, ...]
) -> None:
    """Bounds of counts are whole numbers, and equal bounds fall together."""
    assert shading(values).bounds == bounds


@pytest.mark.parametrize(
    ("value", "shade"),
    [
        (None, "class-unknown"),
        (0, "class-0"),
        (1, "class-1"),
        (3, "class-1"),
        (4, "class-2"),
        (9, "class-3"),
        (-4, "class-loss-2"),
        (50, "class-3"),
    ],
)
def test_unknown_and_zero_have_shades_of_their_own(value: float | None, shade: str) -> None:
    """Nothing told, nothing there and a decline are four different things from a number."""
    assert Shading(bounds=(3, 6, 9)).shade(value) == shade


def test_the_legend_tells_each_shade_in_order() -> None:
    """Unknown first, then none, then the ranges from light to dark."""
    items = legend(
        Shading(bounds=(3, 6)),
        text=lambda low, high: f"{low + 1:.0f}–{high:.0f}",
        zero="ingen",
        unknown="ikke oplyst",
    )
    assert items == [
        LegendItem(shade="class-unknown", label="ikke oplyst"),
        LegendItem(shade="class-0", label="ingen"),
        LegendItem(shade="class-1", label="1–3"),
        LegendItem(shade="class-2", label="4–6"),
    ]


def test_the_map_labels_links_and_marks_a_municipality() -> None:
    """Each area has its label and link; the drawing itself is hidden, the table speaks."""
    values = {"0751": AreaValue(value=9, text="Aarhus: 9 <b>", url="/sted/aarhus?a=1&b=2")}
    shades = Shading(bounds=(9,))
    svg = choropleth(values, title="Virksomheder", shading=shades, chosen=["0751"])
    tree = ET.fromstring(svg)
    assert tree.attrib["aria-hidden"] == "true"
    (link,) = tree.iter("a")
    assert link.attrib == {"href": "/sted/aarhus?a=1&b=2", "tabindex": "-1"}
    area = link[0]
    assert area.attrib["class"] == "area class-1 chosen"
    assert area[0].text == "Aarhus: 9 <b>"
    assert len(list(tree.iter("path"))) == 99
    assert "style=" not in svg
