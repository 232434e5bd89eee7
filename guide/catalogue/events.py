"""Events as they are kept."""

from datetime import date, datetime

from sqlalchemy import func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.events import EventRow
from guide.domain.events import Event


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


def coming(work: UnitOfWork, today: date, limit: int = 50) -> list[Event]:
    """Return the events of today and later, the nearest first."""
    last_day = func.coalesce(EventRow.ends_on, EventRow.starts_on)
    query = (
        select(EventRow)
        .where(last_day >= today, EventRow.withdrawn_at.is_(None))
        .order_by(EventRow.starts_on, EventRow.title)
        .limit(limit)
    )
    return [_event(row) for row in work.session.scalars(query)]


def past(work: UnitOfWork, today: date, limit: int = 50) -> list[Event]:
    """Return the events before today, the latest first."""
    last_day = func.coalesce(EventRow.ends_on, EventRow.starts_on)
    query = (
        select(EventRow)
        .where(last_day < today, EventRow.withdrawn_at.is_(None))
        .order_by(EventRow.starts_on.desc(), EventRow.title)
        .limit(limit)
    )
    return [_event(row) for row in work.session.scalars(query)]


def undated(work: UnitOfWork) -> list[Event]:
    """Return the events whose day nobody told."""
    query = (
        select(EventRow)
        .where(EventRow.starts_on.is_(None), EventRow.withdrawn_at.is_(None))
        .order_by(EventRow.title)
    )
    return [_event(row) for row in work.session.scalars(query)]


def find(work: UnitOfWork, slug: str) -> Event | None:
    """Find an event by its slug."""
    row = work.session.scalar(
        select(EventRow).where(EventRow.slug == slug, EventRow.withdrawn_at.is_(None))
    )
    return None if row is None else _event(row)
