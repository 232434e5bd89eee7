"""Page numbers and facets are laid out for reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.web.presenters.results import FacetGroup, FacetOption, page_numbers


@pytest.mark.parametrize(
    ("current", "total", "expected"),
    [
        (1, 0, (1,)),
        (1, 20, (1,)),
        (1, 21, (1, 2)),
        (1, 254, (1, 2, 3, None, 13)),
        (4, 254, (1, 2, 3, 4, 5, 6, None, 13)),
        (5, 254, (1, 2, 3, 4, 5, 6, 7, None, 13)),
        (7, 254, (1, None, 5, 6, 7, 8, 9, None, 13)),
        (13, 254, (1, None, 11, 12, 13)),
    ],
)
def test_page_numbers_show_the_ends_and_the_neighbours(
    current: int, total: int, expected: tuple[int | None, ...]
) -> None:
    """First, last and two on each side; a gap never hides a single page."""
    assert page_numbers(current, total, 20, str).numbers == expected


@given(st.integers(1, 400), st.integers(0, 8000))
def test_page_numbers_rise_and_hide_at_least_two_pages_in_a_gap(current: int, total: int) -> None:
    """Numbers are in order without repetition, and dots always stand for something."""
    pages = page_numbers(min(current, max(1, -(-total // 20))), total, 20, str)
    known = [page for page in pages.numbers if page is not None]
    assert known == sorted(set(known))
    for before, gap, after in zip(
        pages.numbers, pages.numbers[1:], pages.numbers[2:], strict=False
    ):
        if gap is None:
            assert before is not None
            assert after is not None
            assert after - before > 2


def test_the_first_and_the_last_page_have_one_neighbour() -> None:
    """No link leads before the first page or past the last."""
    first = page_numbers(1, 60, 20, lambda page: f"?side={page}")
    last = page_numbers(3, 60, 20, lambda page: f"?side={page}")
    assert (first.previous_url, first.next_url) == (None, "?side=2")
    assert (last.previous_url, last.next_url) == ("?side=2", None)


def test_a_facet_is_active_when_a_value_deep_beneath_is_chosen() -> None:
    """A chosen leaf unfolds its whole branch."""
    leaf = FacetOption(value="erp", label="ERP", count=2, checked=True)
    branch = FacetOption(value="forretning", label="Forretning", count=9, children=(leaf,))
    assert FacetGroup(name="kategori", label="Kategori", options=(branch,)).active
    assert not FacetOption(value="x", label="X", count=1).active
