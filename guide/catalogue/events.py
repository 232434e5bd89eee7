"""Events as they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.categories import CategoryRow
from guide.catalogue.tables.events import EventCategoryRow, EventCompanyRow, EventRow
from guide.domain.company import CompanyId
from guide.domain.event_editing import TOLD, EventContent
from guide.domain.events import Event
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
        cancelled=row.cancelled_at is not None,
        sequence=row.sequence,
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
    """Which events: of a category and those below it, of a company; ``None`` is any.

    ``held`` leaves those out that are called off.
    """

    category: str | None = None
    company: CompanyId | None = None
    held: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EventTies:
    """What an event concerns."""

    companies: tuple[CompanyId, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptEvent:
    """An event as editors see it; no import changes the fields in ``edited``."""

    slug: str
    content: EventContent
    edited: tuple[str, ...]


ANY = EventFilter()
HELD = EventFilter(held=True)


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


def find_kept(work: UnitOfWork, slug: str, *, lock: bool = False) -> KeptEvent | None:
    """Find an event as editors see it, withdrawn or not; ``lock`` keeps others from changing it."""
    return _kept(work, EventRow.slug == slug, lock=lock)


def find_by_key(work: UnitOfWork, key: str, *, lock: bool = False) -> KeptEvent | None:
    """Find an event by the key it has where it came from; ``lock`` as in ``find_kept``."""
    return _kept(work, EventRow.seed_key == key, lock=lock)


def everything(work: UnitOfWork) -> list[KeptEvent]:
    """Return every event as editors see it, the latest day first, undated ones last."""
    rows = work.session.scalars(
        select(EventRow).order_by(
            EventRow.starts_on.is_(None), EventRow.starts_on.desc(), EventRow.title
        )
    )
    return [_kept_row(row, EventTies(companies=(), categories=())) for row in rows]


def withdrawn(work: UnitOfWork, wanted: EventFilter = ANY) -> list[Event]:
    """Return the dated events that were taken off the pages, for calendars that hold them."""
    query = _of(wanted).where(EventRow.withdrawn_at.is_not(None), EventRow.starts_on.is_not(None))
    return [_event(row) for row in work.session.scalars(query.order_by(EventRow.slug))]


def add(work: UnitOfWork, content: EventContent, now: datetime, key: str | None = None) -> str:
    """Add an event and return its slug, which it keeps whatever it is called later."""
    slug = free_slug(content.event.slug, lambda taken: _is_taken(work, taken))
    row = EventRow(slug=slug, seed_key=key, sequence=0, source=content.event.source)
    _write(row, content, now)
    work.session.add(row)
    work.flush()
    _tie(work, row.id, content)
    return slug


def put(
    work: UnitOfWork, slug: str, content: EventContent, edited: Iterable[str], now: datetime
) -> None:
    """Write an event anew with the fields that imports leave alone; its sequence rises."""
    row = work.session.scalars(select(EventRow).where(EventRow.slug == slug)).one()
    _write(row, content, now)
    row.edited, row.sequence = list(edited), row.sequence + 1
    for table in (EventCompanyRow, EventCategoryRow):
        work.session.execute(delete(table).where(table.event_id == row.id))
    work.flush()
    _tie(work, row.id, content)


def _kept(work: UnitOfWork, condition: ColumnElement[bool], *, lock: bool) -> KeptEvent | None:
    query = select(EventRow).where(condition)
    row = work.session.scalar(query.with_for_update() if lock else query)
    return None if row is None else _kept_row(row, ties(work, row.slug))


def _kept_row(row: EventRow, tied: EventTies) -> KeptEvent:
    content = EventContent(
        event=_event(row),
        companies=tied.companies,
        categories=tied.categories,
        withdrawn=row.withdrawn_at is not None,
    )
    return KeptEvent(slug=row.slug, content=content, edited=tuple(row.edited))


def _tie(work: UnitOfWork, event_id: int, content: EventContent) -> None:
    for company_id in content.companies:
        work.session.add(EventCompanyRow(event_id=event_id, company_id=company_id))
    for slug in content.categories:
        work.session.add(EventCategoryRow(event_id=event_id, category=slug))
    work.flush()


def _write(row: EventRow, content: EventContent, now: datetime) -> None:
    for name in TOLD:
        setattr(row, name, content.value(name))
    row.cancelled_at = (row.cancelled_at or now) if content.event.cancelled else None
    row.withdrawn_at = (row.withdrawn_at or now) if content.withdrawn else None
    row.changed_at = now


def _is_taken(work: UnitOfWork, slug: str) -> bool:
    return bool(work.session.scalar(select(func.count()).where(EventRow.slug == slug)))


def _last_day() -> ColumnElement[Any]:
    return func.coalesce(EventRow.ends_on, EventRow.starts_on)


def _shown(wanted: EventFilter) -> Select[EventRow]:
    query = _of(wanted).where(EventRow.withdrawn_at.is_(None))
    return query.where(EventRow.cancelled_at.is_(None)) if wanted.held else query


def _of(wanted: EventFilter) -> Select[EventRow]:
    query = select(EventRow)
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
