"""The append-only log: who did what, when and why; contents lie in revisions, not here."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from guide.catalogue import marks
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.audit import AuditRow
from guide.catalogue.tables.outbox import MarkRow
from guide.domain.accounts import AccountId
from guide.domain.company import CompanyId

RETENTION = "audit_retention"
"""The mark that the triggers of the log ask for; see alembic/versions/0001_catalogue.py."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the log."""

    at: datetime
    actor: str
    action: str
    object_kind: str
    object_id: str
    reason: str = ""
    before_hash: str | None = None
    after_hash: str | None = None
    revision_id: int | None = None
    request_id: str | None = None
    ip_prefix: str | None = None


def content_hash(content: Any) -> str:
    """Return the SHA-256 of a JSON-able content, independent of the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def write(work: UnitOfWork, entry: Entry) -> None:
    """Append a line."""
    work.session.add(
        AuditRow(
            at=entry.at,
            actor=entry.actor,
            action=entry.action,
            object_kind=entry.object_kind,
            object_id=entry.object_id,
            reason=entry.reason,
            before_hash=entry.before_hash,
            after_hash=entry.after_hash,
            revision_id=entry.revision_id,
            request_id=entry.request_id,
            ip_prefix=entry.ip_prefix,
        )
    )


def write_act(
    work: UnitOfWork,
    account_id: AccountId,
    action: str,
    now: datetime,
    *,
    company_id: CompanyId | None = None,
) -> None:
    """Log what somebody signed in did to a company, or else to the account itself."""
    entry = Entry(
        at=now,
        actor=f"account:{account_id}",
        action=action,
        object_kind="account" if company_id is None else "company",
        object_id=str(account_id if company_id is None else company_id),
    )
    write(work, entry)


def forget(work: UnitOfWork, before: datetime, now: datetime) -> int:
    """Delete lines that are older than a moment and log that it was done; return how many.

    The database lets only a transaction delete that has set the mark, which no other ever sees.
    """
    old = select(AuditRow.id).where(AuditRow.at < before).limit(1)
    if work.session.scalar(old) is None:
        return 0
    marks.put(work, RETENTION, "", now)
    gone = work.session.execute(delete(AuditRow).where(AuditRow.at < before).returning(AuditRow.id))
    count = len(gone.all())
    work.session.execute(delete(MarkRow).where(MarkRow.key == RETENTION))
    write(
        work,
        Entry(
            at=now,
            actor="retention",
            action="audit.forgotten",
            object_kind="audit",
            object_id="*",
            reason=f"{count}",
        ),
    )
    return count


def of_object(work: UnitOfWork, kind: str, object_id: str) -> list[Entry]:
    """Return the log of one object, oldest first."""
    query = (
        select(AuditRow)
        .where(AuditRow.object_kind == kind, AuditRow.object_id == object_id)
        .order_by(AuditRow.id)
    )
    return [
        Entry(
            at=row.at,
            actor=row.actor,
            action=row.action,
            object_kind=row.object_kind,
            object_id=row.object_id,
            reason=row.reason,
            before_hash=row.before_hash,
            after_hash=row.after_hash,
            revision_id=row.revision_id,
            request_id=row.request_id,
            ip_prefix=row.ip_prefix,
        )
        for row in work.session.scalars(query)
    ]
