"""Events as they are kept."""

from datetime import date, datetime

from sqlalchemy import Select, func, or_, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.categories import CategoryRow
from guide.catalogue.tables.events import EventCategoryRow, EventRow
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


def coming(
    work: UnitOfWork, today: date, limit: int = 50, *, category: str | None = None
) -> list[Event]:
    """Return today's and later events, the nearest first; of one category where it is given."""
    last_day = func.coalesce(EventRow.ends_on, EventRow.starts_on)
    query = (
        select(EventRow)
        .where(last_day >= today, EventRow.withdrawn_at.is_(None))
        .order_by(EventRow.starts_on, EventRow.title)
        .limit(limit)
    )
    if category is not None:
        query = query.where(EventRow.id.in_(_in_category(category)))
    return [_event(row) for row in work.session.scalars(query)]


def _in_category(slug: str) -> Select[int]:
    """Select the events of a category and of those below it."""
    return (
        select(EventCategoryRow.event_id)
        .join(CategoryRow, CategoryRow.slug == EventCategoryRow.category)
        .where(or_(CategoryRow.slug == slug, CategoryRow.parent == slug))
    )


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
