from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from guide.domain.figure_series import series, year_of
from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import FigureOrigin, Scope
from guide.domain.reports import Period
from tests.domain.invented import calendar_year, figure_set

MAY, JUNE = datetime(2025, 5, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)


def filed(year, when=MAY, **changes):
    """A year as a report filed it."""
    source = changes.pop("source", f"{year}-{when.month}.xml")
    return replace(figure_set(year, source=source, **changes), published_at=when)


def seed(year, **changes):
    """A seed row: a label, no dates, an unknown scope."""
    return figure_set(
        year,
        **{"scope": Scope.UNKNOWN, "dated": False, "origin": FigureOrigin.SEED, "source": "side"}
        | changes,
    )


def test_years_stand_oldest_first():
    """The order of arrival does not matter."""
    years = series([filed(2024), filed(2022), filed(2023)], Scope.PARENT)
    assert [year.filed.label for year in years] == ["2022", "2023", "2024"]


def test_parent_and_group_are_never_in_one_series():
    """Each scope has its own row of years, and unknown stands with the parent's."""
    sets = [filed(2024, ebit=1), filed(2024, ebit=2, scope=Scope.GROUP), seed(2020, ebit=3)]
    assert [y.filed.number(KeyFigure.EBIT) for y in series(sets, Scope.PARENT)] == [3, 1]
    assert [y.filed.number(KeyFigure.EBIT) for y in series(sets, Scope.GROUP)] == [2]


def test_a_correction_replaces_what_it_corrects():
    """The newest filing of a period wins, whichever came first."""
    corrected = replace(filed(2024, JUNE, ebit=9), corrected=True)
    for order in ([filed(2024, ebit=1), corrected], [corrected, filed(2024, ebit=1)]):
        (year,) = series(order, Scope.PARENT)
        assert year.filed.number(KeyFigure.EBIT) == 9
        assert year.filed.corrected


def test_growth_rests_on_the_restated_year_before():
    """The filed history stays, the comparatives are used, and the change is named."""
    before = filed(2023, ebit=5, equity=2)
    now = filed(2024, JUNE, ebit=8)
    restated = filed(2023, JUNE, ebit=4, equity=2, comparative=True, source=now.source)
    years = series([before, now, restated], Scope.PARENT)
    assert years[0].filed is before
    assert years[1].before is restated
    assert years[1].restated == {KeyFigure.EBIT}


def test_without_comparatives_the_filed_year_before_is_used():
    """A file that brings no comparatives leans on last year's file."""
    before, now = filed(2023), filed(2024)
    assert series([before, now], Scope.PARENT)[1].before is before


def test_comparatives_of_another_document_are_not_the_year_before():
    """What an older, corrected file said of last year counts no more."""
    old = filed(2023, ebit=4, comparative=True, source="2024-gammel.xml")
    before, now = filed(2023, ebit=5), filed(2024, JUNE)
    assert series([old, before, now], Scope.PARENT)[1].before is before


def test_a_year_known_only_from_comparatives_is_not_lost():
    """The first filing brings two years; the older one is marked as comparatives."""
    now = filed(2024)
    older = filed(2023, comparative=True, source=now.source)
    years = series([now, older], Scope.PARENT)
    assert [(y.filed.label, y.filed.comparative) for y in years] == [
        ("2023", True),
        ("2024", False),
    ]
    assert years[0].before is None


def test_a_report_replaces_the_seed_of_the_same_exact_period():
    """The same dates are the same year."""
    years = series([seed(2024, dated=True, ebit=1), filed(2024, ebit=2)], Scope.PARENT)
    assert [y.filed.number(KeyFigure.EBIT) for y in years] == [2]


def test_a_label_alone_does_not_make_two_rows_the_same():
    """Until somebody says that they are the same, both are shown with their source."""
    years = series([seed(2024, ebit=1), filed(2024, ebit=2)], Scope.PARENT)
    assert [y.filed.origin for y in years] == [FigureOrigin.SEED, FigureOrigin.REPORT]


def test_seed_labels_are_neighbours_on_one_page_only():
    """A label of another page may mean another year."""
    same = series([seed(2022), seed(2023)], Scope.PARENT)
    other = series([seed(2022), seed(2023, source="anden side")], Scope.PARENT)
    assert same[1].before is same[0].filed
    assert other[1].before is None


def test_a_seed_year_is_no_base_for_a_report():
    """A label is never turned into a date, so nobody knows that they meet."""
    assert series([seed(2023), filed(2024)], Scope.PARENT)[1].before is None


def test_a_year_of_unknown_scope_is_no_base_for_the_parents():
    """Growth from what may be a group's figure would be a guess."""
    years = series([filed(2023, scope=Scope.UNKNOWN), filed(2024)], Scope.PARENT)
    assert years[1].before is None


def test_a_gap_leaves_the_year_before_open():
    """The year before is the one that ends the day before, not the latest known."""
    assert series([filed(2022), filed(2024)], Scope.PARENT)[1].before is None


def test_restated_figures_in_another_currency_are_not_differences():
    """A change of currency is told elsewhere."""
    now = filed(2024, JUNE, currency="EUR")
    restated = filed(2023, JUNE, ebit=1, currency="EUR", comparative=True, source=now.source)
    years = series([filed(2023, ebit=7), now, restated], Scope.PARENT)
    assert years[1].restated == frozenset()


CHANGED = Period(start=date(2024, 1, 1), end=date(2024, 6, 30))
AFTER = Period(start=date(2024, 7, 1), end=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([seed(2024, ebit=1), filed(2024, ebit=2)], 2),
        ([seed(2024, ebit=1), seed(2024, ebit=2, scope=Scope.PARENT)], 2),
        ([filed(2024, ebit=1, exact=CHANGED), filed(2024, ebit=2)], 2),
        ([filed(2025, ebit=1, exact=AFTER), filed(2024, ebit=2)], 2),
        ([filed(2023, ebit=1)], None),
    ],
)
def test_one_row_speaks_for_a_year(sets, expected):
    """A report before the seed, a known scope before an unknown one, a full year before a part."""
    row = year_of(series(sets, Scope.PARENT), 2024)
    assert (row and row.filed.number(KeyFigure.EBIT)) == expected


def test_a_changed_year_follows_the_short_one():
    """Twelve months after a changed year have the short year before them."""
    years = series([filed(2024, exact=CHANGED), filed(2025, exact=AFTER)], Scope.PARENT)
    assert years[1].before is years[0].filed
    assert years[0].filed.months == 6
    assert calendar_year(2023).months == 12
