"""How often a company was seen and found: counted by day, shown by week, never by person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guide.domain.company import CompanyId
from guide.domain.personal_data import looks_personal
from guide.domain.texts import tidy_line

KEPT = timedelta(days=400)
WEEKS = 12
LEAST_SHOWN = 3
"""A search is told to the company when it has found it so many times."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A profile that was read on a day; the slug is what the address says."""

    slug: str
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Appearance:
    """A company on the first page of a search on a day."""

    company_id: CompanyId
    query: str
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A week from Monday; a count is ``None`` when nothing was counted then, which is not zero."""

    first: date
    views: int | None
    appearances: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundBy:
    """A search and how often it showed the company on its first page."""

    query: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Visits:
    """What a company is told; ``since`` is the first day that was counted at all."""

    since: date | None
    weeks: tuple[Week, ...]
    searches: tuple[FoundBy, ...]


def kept_query(text: str) -> str | None:
    """Return a search as it is counted, ``None`` when it is empty or may be about a person."""
    query = tidy_line(text).casefold()
    return None if not query or looks_personal(query) else query


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def first_monday(today: date) -> date:
    """Return the first day of the weeks that are shown."""
    return monday(today) - timedelta(weeks=WEEKS - 1)


def by_week(
    views: Mapping[date, int], appearances: Mapping[date, int], since: date | None, today: date
) -> tuple[Week, ...]:
    """Sum days up by week, newest first; weeks that ended before ``since`` were not counted."""
    found = []
    for step in range(WEEKS):
        first = monday(today) - timedelta(weeks=step)
        counted = since is not None and first + timedelta(days=6) >= since
        found.append(
            Week(
                first=first,
                views=_sum(views, first) if counted else None,
                appearances=_sum(appearances, first) if counted else None,
            )
        )
    return tuple(found)


def _sum(counts: Mapping[date, int], first: date) -> int:
    return sum(counts.get(first + timedelta(days=step), 0) for step in range(7))
