"""Follow a search or a company by mail: asked for, confirmed by a button, stopped by one click."""

from datetime import datetime, timedelta

from guide.catalogue import differences, links, subscriptions
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.links import Purpose
from guide.domain.letter_texts import write
from guide.domain.subscriptions import (
    CONFIRM_WITHIN,
    MOST_UNCONFIRMED,
    Subscription,
    SubscriptionId,
    Wish,
)
from guide.usecases.post import post, site_link

STOP_LASTS = timedelta(days=730)


def ask_to_follow(
    database: Database, mail: str, wish: Wish, *, locale: str, site_url: str, now: datetime
) -> None:
    """Mail the address a link to confirm; whoever asks learns nothing of what it follows.

    An address that follows this already, or has too many open requests, gets no letter.
    """
    with database.writing() as work:
        known = subscriptions.of_mail(work, mail)
        same = next((one for one in known if one.wish.query == wish.query), None)
        waiting = [one for one in known if one.confirmed_at is None]
        if same is not None and same.confirmed_at is not None:
            return
        if same is None and len(waiting) >= MOST_UNCONFIRMED:
            return
        if same is None:
            subscription_id = subscriptions.add(work, mail, locale, wish, now)
        else:
            subscription_id = same.id
            links.revoke(work, Purpose.FOLLOW, str(same.id))
        subject = str(subscription_id)
        token = links.make(work, Purpose.FOLLOW, subject, now, lasts=CONFIRM_WITHIN)
        address = site_link(site_url, locale, f"/foelg/bekraeft/{token}")
        post(work, write("follow", locale, mail, link=address), now)
        work.commit()


def confirm_following(database: Database, token: str, now: datetime) -> Subscription | None:
    """Use a link up; what changes from now on is told. ``None`` when it no longer works."""
    with database.writing() as work:
        link = links.use(work, Purpose.FOLLOW, token, now)
        found = link and subscriptions.find(work, SubscriptionId(int(link.subject)))
        if not found:
            return None
        subscriptions.confirm(work, found.id, differences.last_id(work), now)
        work.commit()
    return found


def stop_following(database: Database, token: str, now: datetime) -> None:
    """Stop and delete the address; an unknown link is no error, for there is nothing to stop."""
    with database.writing() as work:
        link = links.find(work, Purpose.STOP_FOLLOWING, token, now)
        if link is None:
            return
        subscriptions.stop(work, SubscriptionId(int(link.subject)), now)
        forget_links(work, link.subject)
        work.commit()


def forget_links(work: UnitOfWork, subject: str) -> None:
    """Make every link of a subscription useless."""
    for purpose in (Purpose.FOLLOW, Purpose.STOP_FOLLOWING):
        links.revoke(work, purpose, subject)


def stop_link(work: UnitOfWork, one: Subscription, site_url: str, now: datetime) -> str:
    """Return a new address that stops a subscription; those of earlier letters go on working."""
    token = links.make(
        work, Purpose.STOP_FOLLOWING, str(one.id), now, lasts=STOP_LASTS, reusable=True
    )
    return site_link(site_url, one.locale, f"/foelg/stop/{token}")
