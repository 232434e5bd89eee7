"""Events as they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.categories import CategoryRow
from guide.catalogue.tables.events import EventCategoryRow, EventCompanyRow, EventRow
from guide.domain.company import CompanyId
from guide.domain.events import CalendarEntry, Event
from guide.domain.slugs import free_slug


def _event(row: EventRow) -> Event:
    return Event(
        slug=row.slug,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        theme=row.theme,
        price=row.price,
        url=row.url,
        source=row.source,
        description=row.description,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def save_from_seed(work: UnitOfWork, event: Event, seed_key: str, now: datetime) -> bool:
    """Add an event of the seed once; what an editor changed or withdrew stays as it is."""
    known = select(func.count()).where(EventRow.seed_key == seed_key)
    if work.session.scalar(known):
        return False
    work.session.add(
        EventRow(
            slug=event.slug,
            seed_key=seed_key,
            title=event.title,
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            place=event.place,
            theme=event.theme,
            price=event.price,
            url=event.url,
            source=event.source,
            changed_at=now,
        )
    )
    work.flush()
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class EventFilter:
    """Which events: of a category and those below it, of a company; ``None`` is any."""

    category: str | None = None
    company: CompanyId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventTies:
    """What an event concerns."""

    companies: tuple[CompanyId, ...]
    categories: tuple[str, ...]


ANY = EventFilter()


def coming(
    work: UnitOfWork, today: date, limit: int = 50, wanted: EventFilter = ANY
) -> list[Event]:
    """Return the events of today and later, the nearest first."""
    query = _shown(wanted).where(_last_day() >= today)
    query = query.order_by(EventRow.starts_on, EventRow.title).limit(limit)
    return [_event(row) for row in work.session.scalars(query)]


def past(work: UnitOfWork, today: date, limit: int = 50, wanted: EventFilter = ANY) -> list[Event]:
    """Return the events before today, the latest first."""
    query = _shown(wanted).where(_last_day() < today)
    query = query.order_by(EventRow.starts_on.desc(), EventRow.title).limit(limit)
    return [_event(row) for row in work.session.scalars(query)]


def undated(work: UnitOfWork, wanted: EventFilter = ANY) -> list[Event]:
    """Return the events whose day nobody told."""
    query = _shown(wanted).where(EventRow.starts_on.is_(None)).order_by(EventRow.title)
    return [_event(row) for row in work.session.scalars(query)]


def find(work: UnitOfWork, slug: str) -> Event | None:
    """Find an event by its slug."""
    row = work.session.scalar(_shown(ANY).where(EventRow.slug == slug))
    return None if row is None else _event(row)


def ties(work: UnitOfWork, slug: str) -> EventTies:
    """Return the companies and categories that an event concerns."""
    by_slug = select(EventRow.id).where(EventRow.slug == slug).scalar_subquery()
    companies = select(EventCompanyRow.company_id).where(EventCompanyRow.event_id == by_slug)
    categories = select(EventCategoryRow.category).where(EventCategoryRow.event_id == by_slug)
    ids = work.session.scalars(companies.order_by(EventCompanyRow.company_id))
    return EventTies(
        companies=tuple(CompanyId(key) for key in ids),
        categories=tuple(work.session.scalars(categories.order_by(EventCategoryRow.category))),
    )


def save_from_calendar(work: UnitOfWork, entry: CalendarEntry, now: datetime) -> bool:
    """Add an event of a calendar, bring it up to date or call it off; tell of any change.

    What an editor withdrew stays withdrawn.
    """
    row = work.session.scalar(select(EventRow).where(EventRow.seed_key == entry.key))
    if row is None:
        if entry.cancelled:
            return False
        slug = free_slug(entry.event.slug, lambda taken: _is_taken(work, taken))
        row = EventRow(slug=slug, seed_key=entry.key, changed_at=now)
        work.session.add(row)
    elif row.withdrawn_at is not None:
        return False
    changed = _write(row, entry.event)
    if entry.cancelled:
        row.withdrawn_at, changed = now, True
    if changed:
        row.changed_at = now
    work.flush()
    return changed


def tie(
    work: UnitOfWork, key: str, companies: Iterable[CompanyId], categories: Iterable[str]
) -> None:
    """Tie an event to companies and categories beside those it has."""
    row = work.session.scalar(select(EventRow).where(EventRow.seed_key == key))
    if row is None:
        return
    for company_id in companies:
        work.session.merge(EventCompanyRow(event_id=row.id, company_id=company_id))
    for slug in categories:
        work.session.merge(EventCategoryRow(event_id=row.id, category=slug))
    work.flush()


def _write(row: EventRow, event: Event) -> bool:
    values = {name: getattr(event, name) for name in _TOLD}
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


_TOLD = (
    "title", "description", "starts_on", "ends_on", "starts_at", "ends_at", "place", "theme",
    "price", "url", "source",
)  # fmt: skip


def _is_taken(work: UnitOfWork, slug: str) -> bool:
    return bool(work.session.scalar(select(func.count()).where(EventRow.slug == slug)))


def _last_day() -> ColumnElement[Any]:
    return func.coalesce(EventRow.ends_on, EventRow.starts_on)


def _shown(wanted: EventFilter) -> Select[EventRow]:
    query = select(EventRow).where(EventRow.withdrawn_at.is_(None))
    if wanted.category is not None:
        query = query.where(EventRow.id.in_(_in_category(wanted.category)))
    if wanted.company is not None:
        of = select(EventCompanyRow.event_id).where(EventCompanyRow.company_id == wanted.company)
        query = query.where(EventRow.id.in_(of))
    return query


def _in_category(slug: str) -> Select[int]:
    """Select the events of a category and of those below it."""
    return (
        select(EventCategoryRow.event_id)
        .join(CategoryRow, CategoryRow.slug == EventCategoryRow.category)
        .where(or_(CategoryRow.slug == slug, CategoryRow.parent == slug))
    )
