"""Revisions as they are kept, and the table of what goes through at once."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.accounts import ModerationRuleRow
from guide.catalogue.tables.audit import RevisionRow
from guide.domain.company import CompanyId
from guide.domain.facts import FactValue, Field
from guide.domain.revisions import (
    AT_ONCE_BY_DEFAULT,
    Decision,
    FieldState,
    Revision,
    RevisionId,
    RevisionState,
    from_plain,
    to_plain,
)

EDIT = "edit"


def propose(
    work: UnitOfWork,
    company_id: CompanyId,
    *,
    before: Mapping[Field, FactValue],
    after: Mapping[Field, FactValue],
    base_revision: int,
    author: str,
    now: datetime,
    reason: str = "",
) -> Revision:
    """Keep a proposal beside the live version; any number may wait."""
    row = RevisionRow(
        company_id=company_id,
        kind=EDIT,
        state=RevisionState.PENDING.value,
        base_revision=base_revision,
        before=to_plain(before),
        after=to_plain(after),
        decisions={},
        author=author,
        reason=reason,
        created_at=now,
    )
    work.session.add(row)
    work.flush()
    return _revision(row)


def find(work: UnitOfWork, revision_id: RevisionId, *, to_change: bool = False) -> Revision | None:
    """Find a revision; ``to_change`` holds it until the transaction ends."""
    row = work.session.get(RevisionRow, revision_id, with_for_update=to_change)
    return None if row is None or row.kind != EDIT else _revision(row)


def pending(work: UnitOfWork, company_id: CompanyId | None = None) -> list[Revision]:
    """Return the revisions of which a field waits, oldest first."""
    query = select(RevisionRow).where(
        RevisionRow.kind == EDIT, RevisionRow.state == RevisionState.PENDING.value
    )
    if company_id is not None:
        query = query.where(RevisionRow.company_id == company_id)
    return [_revision(row) for row in work.session.scalars(query.order_by(RevisionRow.id))]


def of_company(work: UnitOfWork, company_id: CompanyId, limit: int = 50) -> list[Revision]:
    """Return a company's revisions, newest first."""
    query = (
        select(RevisionRow)
        .where(RevisionRow.kind == EDIT, RevisionRow.company_id == company_id)
        .order_by(RevisionRow.id.desc())
        .limit(limit)
    )
    return [_revision(row) for row in work.session.scalars(query)]


def save_decisions(
    work: UnitOfWork,
    revision_id: RevisionId,
    decisions: Mapping[Field, Decision],
    actor: str,
    now: datetime,
) -> Revision:
    """Write decisions down; a revision of which no field waits is decided."""
    row = work.session.get_one(RevisionRow, revision_id)
    row.decisions = {
        field.value: {"state": one.state.value, "by": one.by, "reason": one.reason}
        for field, one in decisions.items()
    }
    work.flush()
    if not _revision(row).waiting:
        row.state = RevisionState.DECIDED.value
    row.decided_at, row.decided_by = now, actor
    work.flush()
    return _revision(row)


def wait_again(
    work: UnitOfWork, revision_id: RevisionId, decisions: Mapping[Field, Decision]
) -> None:
    """Take a field's decision back: these are left, and the proposal waits."""
    row = work.session.get_one(RevisionRow, revision_id)
    row.decisions = {
        field.value: {"state": one.state.value, "by": one.by, "reason": one.reason}
        for field, one in decisions.items()
    }
    row.state = RevisionState.PENDING.value
    work.flush()


def withdraw(work: UnitOfWork, revision_id: RevisionId, actor: str, now: datetime) -> None:
    """Take a proposal back."""
    row = work.session.get_one(RevisionRow, revision_id)
    row.state = RevisionState.WITHDRAWN.value
    row.decided_at, row.decided_by = now, actor
    work.flush()


def rules(work: UnitOfWork) -> dict[Field, bool]:
    """Return for each field whether a proven owner's change goes through at once."""
    kept = {
        Field(row.field): row.at_once for row in work.session.scalars(select(ModerationRuleRow))
    }
    return {**AT_ONCE_BY_DEFAULT, **kept}


def set_rule(work: UnitOfWork, field: Field, *, at_once: bool) -> None:
    """Change a rule."""
    work.session.merge(ModerationRuleRow(field=field.value, at_once=at_once))
    work.flush()


def _revision(row: RevisionRow) -> Revision:
    assert row.company_id is not None
    return Revision(
        id=RevisionId(row.id),
        company_id=CompanyId(row.company_id),
        state=RevisionState(row.state),
        author=row.author,
        created_at=row.created_at,
        before=from_plain(row.before),
        after=from_plain(row.after),
        decisions={
            Field(key): Decision(
                state=FieldState(value["state"]), by=value["by"], reason=value["reason"]
            )
            for key, value in row.decisions.items()
        },
    )
