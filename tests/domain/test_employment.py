"""Which number of employees is the newest, and whether it may be called today's."""

from datetime import date

import pytest

from guide.domain.employment import (
    Band,
    EmploymentRow,
    Series,
    monthly_series,
    newest_headcount,
)

TODAY = date(2026, 11, 25)


def row(
    series: Series, year: int, month: int, employees: int | None, band: Band | None = None
) -> EmploymentRow:
    """Build one period of a series."""
    return EmploymentRow(series, year, month, employees, band, None)


def test_the_newest_period_of_any_series_wins() -> None:
    """The yearly series ended in 2018; the living one goes on."""
    rows = [
        row(Series.CURRENT, 2026, 9, 42),
        row(Series.YEARLY, 2018, 12, 18),
        row(Series.MONTHLY, 2019, 9, 20),
        row(Series.CURRENT, 2026, 8, 41),
    ]
    newest = newest_headcount(rows, TODAY)
    assert newest is not None
    assert (newest.employees, newest.year, newest.month, newest.stale) == (42, 2026, 9, False)


@pytest.mark.parametrize(
    ("year", "month", "stale"), [(2025, 5, False), (2025, 4, True), (2018, 12, True)]
)
def test_a_number_older_than_eighteen_months_is_stale(year: int, month: int, stale: bool) -> None:
    """It keeps its date and is never today's number."""
    newest = newest_headcount([row(Series.CURRENT, year, month, 7)], TODAY)
    assert newest is not None
    assert newest.stale is stale


def test_within_one_period_the_living_series_wins() -> None:
    """December is a month, a quarter and a year; the finest living series counts."""
    rows = [row(series, 2019, 12, n) for n, series in enumerate(Series)]
    newest = newest_headcount(rows, TODAY)
    assert newest is not None
    assert newest.series is Series.CURRENT


def test_a_row_without_number_and_band_is_a_gap_and_the_last_value_stays() -> None:
    """Temporary gaps happen; the last value stands with its date."""
    rows = [row(Series.CURRENT, 2026, 9, None), row(Series.CURRENT, 2026, 8, 41)]
    newest = newest_headcount(rows, TODAY)
    assert newest is not None
    assert (newest.employees, newest.month) == (41, 8)


def test_a_band_alone_is_kept_as_a_band() -> None:
    """No exact number is made out of a band."""
    newest = newest_headcount([row(Series.MONTHLY, 2016, 12, None, Band(20, 49))], TODAY)
    assert newest is not None
    assert newest.employees is None
    assert newest.band == Band(20, 49)


def test_none_and_zero_are_different() -> None:
    """A company with no employees has 0, one that tells nothing has no head count."""
    nobody = newest_headcount([row(Series.CURRENT, 2026, 9, 0)], TODAY)
    assert nobody is not None
    assert nobody.employees == 0
    assert newest_headcount([], TODAY) is None


def test_the_chart_joins_the_old_months_with_the_new_ones_once() -> None:
    """The old series counts to September 2019, the new from October, sorted by time."""
    rows = [
        row(Series.CURRENT, 2019, 11, 19),
        row(Series.CURRENT, 2019, 9, 99),
        row(Series.MONTHLY, 2019, 10, 98),
        row(Series.CURRENT, 2019, 10, 18),
        row(Series.MONTHLY, 2019, 9, 17),
        row(Series.QUARTERLY, 2019, 9, 97),
    ]
    assert [item.employees for item in monthly_series(rows)] == [17, 18, 19]
