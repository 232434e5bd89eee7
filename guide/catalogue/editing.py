"""What editors did: the contents in a revision, their hashes in the log, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from guide.catalogue import audit
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.audit import AuditRow, RevisionRow
from guide.domain.company import CompanyId

DONE, UNDONE = "edited", "undone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One thing an editor did; ``before`` and ``after`` are JSON-able contents."""

    kind: str
    actor: str
    reason: str
    object_kind: str
    object_id: str
    company_id: CompanyId | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptEdit:
    """An edit as it is kept; ``undone`` when it was taken back."""

    id: int
    kind: str
    company_id: CompanyId | None
    before: dict[str, Any]
    after: dict[str, Any]
    author: str
    reason: str
    created_at: datetime
    undone: bool


def keep(work: UnitOfWork, edit: Edit, now: datetime) -> int:
    """Keep an edit's contents and log it; return the revision's id."""
    row = RevisionRow(
        company_id=edit.company_id,
        kind=edit.kind,
        state=DONE,
        before=edit.before,
        after=edit.after,
        author=edit.actor,
        reason=edit.reason,
        created_at=now,
        decided_at=now,
        decided_by=edit.actor,
    )
    work.session.add(row)
    work.flush()
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=edit.actor,
            action=edit.kind,
            object_kind=edit.object_kind,
            object_id=edit.object_id,
            reason=edit.reason,
            before_hash=audit.content_hash(edit.before),
            after_hash=audit.content_hash(edit.after),
            revision_id=row.id,
        ),
    )
    work.flush()
    return row.id


def find(work: UnitOfWork, revision_id: int) -> KeptEdit | None:
    """Find an edit that was made, undone or not; a company's proposals are not among them."""
    row = work.session.get(RevisionRow, revision_id)
    return _kept(row) if row is not None and row.state in (DONE, UNDONE) else None


def of_company(work: UnitOfWork, company_id: CompanyId, limit: int = 50) -> Sequence[KeptEdit]:
    """Return the newest edits of a company, the newest first."""
    query = (
        select(RevisionRow)
        .where(RevisionRow.company_id == company_id, RevisionRow.state.in_([DONE, UNDONE]))
        .order_by(RevisionRow.id.desc())
        .limit(limit)
    )
    return [_kept(row) for row in work.session.scalars(query)]


def of_object(work: UnitOfWork, kind: str, object_id: str) -> Sequence[KeptEdit]:
    """Return all edits of one object, the newest first."""
    query = (
        select(RevisionRow)
        .join(AuditRow, AuditRow.revision_id == RevisionRow.id)
        .where(AuditRow.object_kind == kind, AuditRow.object_id == object_id)
        .where(AuditRow.action == RevisionRow.kind, RevisionRow.state.in_([DONE, UNDONE]))
        .order_by(RevisionRow.id.desc())
    )
    return [_kept(row) for row in work.session.scalars(query)]


def mark_undone(work: UnitOfWork, revision_id: int, actor: str, now: datetime) -> bool:
    """Note that an edit was taken back; False when somebody was first."""
    row = work.session.get_one(RevisionRow, revision_id, with_for_update=True)
    if row.state != DONE:
        return False
    row.state, row.decided_by, row.decided_at = UNDONE, actor, now
    work.flush()
    return True


def _kept(row: RevisionRow) -> KeptEdit:
    return KeptEdit(
        id=row.id,
        kind=row.kind,
        company_id=None if row.company_id is None else CompanyId(row.company_id),
        before=dict(row.before),
        after=dict(row.after),
        author=row.author,
        reason=row.reason,
        created_at=row.created_at,
        undone=row.state == UNDONE,
    )
