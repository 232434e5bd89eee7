"""How many work in a company, month by month, and which number may be called today's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STALE_AFTER_MONTHS = 18
"""An older number is shown with its date ("oplyst for 2018"), never as today's."""

_FIRST_MONTH_OF_NEW_SERIES = (2019, 10)


class Series(StrEnum):
    """The register's four series; the first three ended in 2018–2019, the last one lives."""

    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    CURRENT = "current"


_PREFERENCE = {Series.YEARLY: 0, Series.QUARTERLY: 1, Series.MONTHLY: 2, Series.CURRENT: 3}


@dataclass(frozen=True, slots=True)
class Band:
    """A number known only to lie within limits, both included; ``high`` None is open."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class EmploymentRow:
    """One period; ``month`` is the period's last (3, 6, 9, 12 for quarters, 12 for a year).

    ``employees`` and ``full_time`` (årsværk) are None where only the band was published.
    """

    series: Series
    year: int
    month: int
    employees: int | None
    employees_band: Band | None
    full_time: float | None

    @property
    def says_something(self) -> bool:
        """True when the row tells the number of employees, exactly or as a band."""
        return self.employees is not None or self.employees_band is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Headcount:
    """The newest number of employees with the period it is for; ``stale`` is not today's."""

    employees: int | None
    band: Band | None
    full_time: float | None
    series: Series
    year: int
    month: int
    stale: bool


def newest_headcount(rows: Iterable[EmploymentRow], today: date) -> Headcount | None:
    """Take the newest period of any series; within one period the living series wins."""
    row = max((row for row in rows if row.says_something), key=_newness, default=None)
    if row is None:
        return None
    return Headcount(
        employees=row.employees,
        band=row.employees_band,
        full_time=row.full_time,
        series=row.series,
        year=row.year,
        month=row.month,
        stale=_months_between(row, today) > STALE_AFTER_MONTHS,
    )


def monthly_series(rows: Iterable[EmploymentRow]) -> tuple[EmploymentRow, ...]:
    """Join the two monthly series into one, oldest first: the old to 2019-09, then the new."""
    joined = [
        row
        for row in rows
        if row.says_something
        and (
            (row.series is Series.CURRENT and (row.year, row.month) >= _FIRST_MONTH_OF_NEW_SERIES)
            or (row.series is Series.MONTHLY and (row.year, row.month) < _FIRST_MONTH_OF_NEW_SERIES)
        )
    ]
    return tuple(sorted(joined, key=lambda row: (row.year, row.month)))


def _newness(row: EmploymentRow) -> tuple[int, int, int]:
    return row.year, row.month, _PREFERENCE[row.series]


def _months_between(row: EmploymentRow, today: date) -> int:
    return (today.year - row.year) * 12 + today.month - row.month
