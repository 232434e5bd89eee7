from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.peers import summarize


def test_quartiles_are_those_of_a_spreadsheet():
    """Linear interpolation between the ordered values."""
    summary = summarize([1, 2, 3, 4, 5, 6])
    assert (summary.count, summary.lower, summary.median, summary.upper) == (
        6, Fraction(9, 4), Fraction(7, 2), Fraction(19, 4)
    )  # fmt: skip


@pytest.mark.parametrize("values", [[], [1, 2, 3, 4], [1, 2, 3, 4, None, None]])
def test_nothing_is_told_of_fewer_than_five(values):
    """Peers without a value do not make up the number."""
    assert summarize(values) is None


def test_five_are_enough():
    """The least number for which quartiles are shown."""
    assert summarize([5, 4, 3, 2, 1]).median == 3


@given(st.lists(st.fractions(), min_size=5, max_size=40))
def test_quartiles_are_ordered_and_within_the_values(values):
    """Lower, median and upper stand in order between the least and the greatest."""
    summary = summarize(values)
    assert min(values) <= summary.lower <= summary.median <= summary.upper <= max(values)
    assert summary == summarize(reversed(values))
