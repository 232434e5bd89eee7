"""What is told of a list, and that no lists together tell of fewer than five."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.figure_series import FigureYear
from guide.domain.key_figures import KeyFigure
from guide.domain.list_statistics import ListMeasure, ListStatistics, blend, describe, rank_by
from guide.domain.report_terms import Absence, Scope
from guide.domain.reports import FigureSet, FigureValue

AMOUNTS = st.integers(-(10**9), 10**12)
REVENUE = ListMeasure.REVENUE


def told(chosen: list[int], values: dict[int, Fraction]) -> ListStatistics:
    """Describe some of the companies by their revenue alone."""
    return describe(chosen, {REVENUE: blend(values)}, {})


def numbered(values: list[int]) -> dict[int, Fraction]:
    """Give each value a company."""
    return {key: Fraction(value) for key, value in enumerate(values)}


@given(st.lists(AMOUNTS, min_size=5, max_size=40))
def test_a_blended_value_is_shared_by_at_least_five(values: list[int]) -> None:
    """Every value told is that of five companies or more, and the sum stays the same."""
    blended = blend(numbered(values))
    counts = [list(blended.values()).count(value) for value in blended.values()]
    assert min(counts) >= 5
    assert sum(blended.values()) == sum(values)


@given(st.lists(AMOUNTS, min_size=5, max_size=25), st.data())
def test_no_list_tells_neighbours_apart(values: list[int], data: st.DataObject) -> None:
    """Two companies of one block may change values, and no list whatever tells any difference.

    So nothing that can be worked out by holding lists against each other, filter by filter,
    is about fewer than the five of a block.
    """
    known = numbered(values)
    blended = blend(known)
    one = data.draw(st.sampled_from(sorted(known)))
    block = [key for key in known if blended[key] == blended[one]]
    other = data.draw(st.sampled_from(block))
    changed = known | {one: known[other], other: known[one]}
    assert blend(changed) == blended
    chosen = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True))
    assert told(chosen, known) == told(chosen, changed)


def test_every_list_of_seven_companies_is_silent_or_told_by_the_block() -> None:
    """All 128 lists of seven companies together know one number, and it is of seven companies."""
    values = numbered([3, 1, 4, 1, 5, 9, 2])
    heard = set()
    for size in range(8):
        for chosen in combinations(values, size):
            summary = told(list(chosen), values).spreads[REVENUE]
            assert (summary is None) == (size < 5)
            if summary:
                heard |= {summary.lower, summary.median, summary.upper}
    assert heard == {Fraction(25, 7)}


@pytest.mark.parametrize(
    ("yes", "no", "share"),
    [
        (5, 5, Fraction(1, 2)),
        (9, 0, Fraction(1)),
        (0, 7, Fraction(0)),
        (9, 1, None),
        (4, 9, None),
        (4, 0, None),
    ],
)
def test_a_share_hides_groups_of_one_to_four(yes: int, no: int, share: Fraction | None) -> None:
    """Neither those who publish nor those who do not may be fewer than five, unless none."""
    answers = {key: key < yes for key in range(yes + no)}
    assert describe(list(answers), {}, answers).publishing == share


def test_concentration_needs_five_behind_the_four() -> None:
    """With eight companies the four smallest would be told; with ten equal ones it is 40 %."""
    assert told(list(range(8)), numbered([10] * 8)).concentration is None
    assert told(list(range(10)), numbered([10] * 10)).concentration == Fraction(2, 5)


def year(value: FigureValue, currency: str = "DKK") -> FigureYear:
    """A year with a revenue."""
    figures = {KeyFigure.REVENUE: value}
    return FigureYear(
        filed=FigureSet(scope=Scope.PARENT, currency=currency, label="2025", figures=figures)
    )


def test_those_that_publish_nothing_stand_apart() -> None:
    """Withheld and unknown are no places, zero is one, and equals share the better place."""
    ranking = rank_by(
        KeyFigure.REVENUE,
        {
            1: year(5),
            2: year(Absence.NOT_PUBLISHED),
            3: year(9),
            4: year(5),
            5: None,
            6: year(0),
            7: year(8, "EUR"),
        },
    )
    assert [(row.place, row.key) for row in ranking.placed] == [(1, 3), (2, 1), (2, 4), (4, 6)]
    assert ranking.withheld == (2,)
    assert ranking.unknown == (5, 7)
