"""Sums of views and appearances, added to by every worker and read by week."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select

from guide.catalogue import marks
from guide.catalogue.bulk import merging_insert, table_of
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow, SlugRow
from guide.catalogue.tables.outbox import MarkRow
from guide.catalogue.tables.visits import ProfileViewRow, SearchAppearanceRow
from guide.domain.company import CompanyId
from guide.domain.danish_time import danish_day
from guide.domain.visits import (
    LEAST_SHOWN,
    Appearance,
    FoundBy,
    View,
    Visits,
    by_week,
    first_monday,
)

SINCE = "visits_since"
"""The mark of when counting began: before it nothing is known, which is not zero."""

_MOST = 500
"""Keys asked for at once."""


def begin(work: UnitOfWork, now: datetime) -> None:
    """Note that counting begins, unless it has."""
    insert = merging_insert(_dialect(work), MarkRow)
    work.session.execute(
        insert.on_conflict_do_nothing(index_elements=["key"]),
        [{"key": SINCE, "value": "", "at": now}],
    )


def add_views(work: UnitOfWork, counts: Mapping[View, int]) -> None:
    """Add views; an address that no company has now is left out."""
    known = _companies(work, {view.slug for view in counts})
    sums: Counter[tuple[int, date]] = Counter()
    for view, count in counts.items():
        if view.slug in known:
            sums[known[view.slug], view.day] += count
    _add(
        work,
        ProfileViewRow,
        [
            {"company_id": company, "day": day, "count": count}
            for (company, day), count in sorted(sums.items())
        ],
    )


def add_appearances(work: UnitOfWork, counts: Mapping[Appearance, int]) -> None:
    """Add appearances; a company that was erased meanwhile is left out."""
    living = _living(work, {one.company_id for one in counts})
    rows = sorted(
        (one.company_id, one.query, one.day, count)
        for one, count in counts.items()
        if one.company_id in living
    )
    _add(
        work,
        SearchAppearanceRow,
        [
            {"company_id": company, "query": query, "day": day, "count": count}
            for company, query, day, count in rows
        ],
    )


def of_company(work: UnitOfWork, company_id: CompanyId, today: date) -> Visits:
    """Return what was counted of a company in the weeks that are shown."""
    begun = marks.find(work, SINCE)
    since = None if begun is None else danish_day(begun.at)
    first = first_monday(today)
    views = select(ProfileViewRow.day, ProfileViewRow.count).where(
        ProfileViewRow.company_id == company_id, ProfileViewRow.day >= first
    )
    found = (
        select(SearchAppearanceRow.day, func.sum(SearchAppearanceRow.count))
        .where(SearchAppearanceRow.company_id == company_id, SearchAppearanceRow.day >= first)
        .group_by(SearchAppearanceRow.day)
    )
    return Visits(
        since=since,
        weeks=by_week(
            {day: int(count) for day, count in work.session.execute(views)},
            {day: int(count) for day, count in work.session.execute(found)},
            since,
            today,
        ),
        searches=_searches(work, company_id, first),
    )


def forget(work: UnitOfWork, before: date) -> int:
    """Delete the counts of days before one; return how many."""
    gone = 0
    for row in (ProfileViewRow, SearchAppearanceRow):
        old = delete(row).where(row.day < before).returning(row.day)
        gone += len(work.session.execute(old).all())
    return gone


def _searches(work: UnitOfWork, company_id: CompanyId, first: date) -> tuple[FoundBy, ...]:
    total = func.sum(SearchAppearanceRow.count)
    query = (
        select(SearchAppearanceRow.query, total)
        .where(SearchAppearanceRow.company_id == company_id, SearchAppearanceRow.day >= first)
        .group_by(SearchAppearanceRow.query)
        .having(total >= LEAST_SHOWN)
        .order_by(total.desc(), SearchAppearanceRow.query)
        .limit(10)
    )
    return tuple(
        FoundBy(query=words, count=int(count)) for words, count in work.session.execute(query)
    )


def _companies(work: UnitOfWork, slugs: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _portions(sorted(slugs)):
        query = (
            select(SlugRow.slug, func.coalesce(CompanyRow.merged_into, CompanyRow.id))
            .join(CompanyRow, CompanyRow.id == SlugRow.company_id)
            .where(SlugRow.slug.in_(some), CompanyRow.erased_at.is_(None))
        )
        found |= {slug: int(company) for slug, company in work.session.execute(query)}
    return found


def _living(work: UnitOfWork, ids: Collection[CompanyId]) -> frozenset[int]:
    found: set[int] = set()
    for some in _portions(sorted(ids)):
        query = select(CompanyRow.id).where(CompanyRow.id.in_(some), CompanyRow.erased_at.is_(None))
        found.update(work.session.scalars(query))
    return frozenset(found)


def _portions(items: list[Any]) -> list[list[Any]]:
    return [items[at : at + _MOST] for at in range(0, len(items), _MOST)]


def _add(
    work: UnitOfWork,
    row: type[ProfileViewRow | SearchAppearanceRow],
    values: list[dict[str, object]],
) -> None:
    """Add to what stands in one statement a row, in one order, so that workers never deadlock."""
    if not values:
        return
    insert = merging_insert(_dialect(work), row)
    statement = insert.on_conflict_do_update(
        index_elements=[column.name for column in table_of(row).primary_key],
        set_={"count": row.count + insert.excluded["count"]},
    )
    work.session.connection().execute(statement, values)


def _dialect(work: UnitOfWork) -> str:
    return work.session.get_bind().dialect.name
