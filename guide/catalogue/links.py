"""Links of 256 bits with a purpose: made, found and used up; only their hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, or_, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.links import OneTimeLinkRow


class Purpose(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    DRAFT = "draft"
    STATUS = "status"
    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    EDITOR_INVITATION = "editor_invitation"
    CLAIM = "claim"
    STILL_RIGHT = "still_right"
    ERASURE = "erasure"
    FOLLOW = "follow"
    STOP_FOLLOWING = "stop_following"
    NEW_MAIL = "new_mail"
    KEEP_MAIL = "keep_mail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link that still works; ``subject`` is the id of what it is about."""

    hash: str
    purpose: Purpose
    subject: str
    mail: str
    browser_hash: str | None
    reusable: bool
    expires_at: datetime | None


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def make(
    work: UnitOfWork,
    purpose: Purpose,
    subject: str,
    now: datetime,
    *,
    lasts: timedelta | None = None,
    mail: str = "",
    browser: str | None = None,
    reusable: bool = False,
) -> str:
    """Keep a new link and return its token, which is told once and never again.

    ``browser`` is the asking browser's own secret: the link then works nowhere else.
    """
    token = secrets.token_urlsafe(32)
    row = OneTimeLinkRow(
        hash=digest(token),
        purpose=purpose.value,
        subject=subject,
        mail=mail,
        browser_hash=None if browser is None else digest(browser),
        reusable=reusable,
        created_at=now,
        expires_at=None if lasts is None else now + lasts,
    )
    work.session.add(row)
    work.flush()
    return token


def find(work: UnitOfWork, purpose: Purpose, token: str, now: datetime) -> Link | None:
    """Return the link of a token, or ``None`` when it is unknown, used up or too old."""
    row = work.session.get(OneTimeLinkRow, digest(token))
    if row is None or row.purpose != purpose.value:
        return None
    if row.used_at is not None and not row.reusable:
        return None
    if row.expires_at is not None and row.expires_at <= now:
        return None
    return Link(
        hash=row.hash,
        purpose=purpose,
        subject=row.subject,
        mail=row.mail,
        browser_hash=row.browser_hash,
        reusable=row.reusable,
        expires_at=row.expires_at,
    )


def use(work: UnitOfWork, purpose: Purpose, token: str, now: datetime) -> Link | None:
    """Use a link up and return it; of two at once only one gets it, the other ``None``."""
    link = find(work, purpose, token, now)
    if link is None or link.reusable:
        return link
    taken = work.session.execute(
        update(OneTimeLinkRow)
        .where(OneTimeLinkRow.hash == link.hash, OneTimeLinkRow.used_at.is_(None))
        .values(used_at=now)
        .returning(OneTimeLinkRow.hash)
    )
    return link if taken.first() is not None else None


def revoke(
    work: UnitOfWork, purpose: Purpose, subject: str, *, since: datetime | None = None
) -> None:
    """Make every link of a purpose to a subject useless, or those made since a moment."""
    statement = delete(OneTimeLinkRow).where(
        OneTimeLinkRow.purpose == purpose.value, OneTimeLinkRow.subject == subject
    )
    if since is not None:
        statement = statement.where(OneTimeLinkRow.created_at >= since)
    work.session.execute(statement)


def sweep(work: UnitOfWork, before: datetime) -> int:
    """Forget links that were used or ran out before a moment; return how many."""
    gone = work.session.execute(
        delete(OneTimeLinkRow)
        .where(
            or_(OneTimeLinkRow.expires_at < before, OneTimeLinkRow.used_at < before),
            OneTimeLinkRow.reusable.is_(False) | (OneTimeLinkRow.expires_at < before),
        )
        .returning(OneTimeLinkRow.hash)
    )
    return len(gone.all())
