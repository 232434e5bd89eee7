"""Following by mail as it is kept; an address is emptied when its owner stops."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.subscriptions import SubscriptionRow
from guide.domain.company import CompanyId
from guide.domain.subscriptions import Subscription, SubscriptionId, Wish


def add(work: UnitOfWork, mail: str, locale: str, wish: Wish, now: datetime) -> SubscriptionId:
    """Keep a wish that nobody has confirmed yet."""
    row = SubscriptionRow(
        mail=mail,
        locale=locale,
        query=wish.query,
        company_id=wish.company_id,
        asked=None if wish.asked is None else dict(wish.asked),
        created_at=now,
        last_difference_id=0,
    )
    work.session.add(row)
    work.flush()
    return SubscriptionId(row.id)


def find(work: UnitOfWork, subscription_id: SubscriptionId) -> Subscription | None:
    """Return a subscription that has not been stopped."""
    row = work.session.get(SubscriptionRow, subscription_id)
    return None if row is None or row.stopped_at is not None else _subscription(row)


def of_mail(work: UnitOfWork, mail: str) -> list[Subscription]:
    """Return what an address follows or asked to."""
    query = select(SubscriptionRow).where(
        SubscriptionRow.mail == mail, SubscriptionRow.stopped_at.is_(None)
    )
    return [_subscription(row) for row in work.session.scalars(query)]


def confirmed(work: UnitOfWork) -> list[Subscription]:
    """Return everything that is followed, the oldest first."""
    query = select(SubscriptionRow).where(
        SubscriptionRow.confirmed_at.is_not(None), SubscriptionRow.stopped_at.is_(None)
    )
    return [_subscription(row) for row in work.session.scalars(query.order_by(SubscriptionRow.id))]


def confirm(
    work: UnitOfWork, subscription_id: SubscriptionId, last_difference_id: int, now: datetime
) -> None:
    """Begin: whatever changed up to a difference is not told."""
    work.session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id)
        .values(confirmed_at=now, last_difference_id=last_difference_id)
    )


def advance(work: UnitOfWork, seen: Subscription, last: int, sent_at: datetime | None) -> bool:
    """Move on to a difference; False when another one did so, or it was stopped meanwhile."""
    taken = work.session.execute(
        update(SubscriptionRow)
        .where(
            SubscriptionRow.id == seen.id,
            SubscriptionRow.last_difference_id == seen.last_difference_id,
            SubscriptionRow.stopped_at.is_(None),
        )
        .values(last_difference_id=last, last_sent_at=sent_at)
        .returning(SubscriptionRow.id)
    )
    return taken.first() is not None


def widen(work: UnitOfWork, slug: str, others: Sequence[str]) -> int:
    """Let whoever follows a category follow others beside it; return how many searches."""
    query = select(SubscriptionRow).where(
        SubscriptionRow.stopped_at.is_(None), SubscriptionRow.company_id.is_(None)
    )
    count = 0
    for row in work.session.scalars(query):
        chosen = dict((row.asked or {}).get("values", {})).get("category", [])
        if slug not in chosen:
            continue
        values = {**(row.asked or {})["values"], "category": sorted({*chosen, *others})}
        row.asked = {**(row.asked or {}), "values": values}
        row.query = "&".join([row.query, *(f"kategori={other}" for other in others)])
        count += 1
    work.flush()
    return count


def stop(work: UnitOfWork, subscription_id: SubscriptionId, now: datetime) -> None:
    """Stop and forget the address and what it followed."""
    work.session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id)
        .values(mail="", query="", asked=None, company_id=None, stopped_at=now)
    )


def delete_old(
    work: UnitOfWork, unconfirmed_before: datetime, stopped_before: datetime
) -> list[SubscriptionId]:
    """Delete what nobody confirmed and what was stopped long ago; return the ids."""
    never = SubscriptionRow.confirmed_at.is_(None) & (
        SubscriptionRow.created_at < unconfirmed_before
    )
    gone = work.session.execute(
        delete(SubscriptionRow)
        .where(or_(never, SubscriptionRow.stopped_at < stopped_before))
        .returning(SubscriptionRow.id)
    )
    return [SubscriptionId(row.id) for row in gone]


def _subscription(row: SubscriptionRow) -> Subscription:
    company_id = None if row.company_id is None else CompanyId(row.company_id)
    return Subscription(
        id=SubscriptionId(row.id),
        mail=row.mail,
        locale=row.locale,
        wish=Wish(query=row.query, company_id=company_id, asked=row.asked),
        confirmed_at=row.confirmed_at,
        last_difference_id=row.last_difference_id,
        last_sent_at=row.last_sent_at,
    )
