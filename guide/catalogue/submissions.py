"""Sign-ups as they are kept: proposals, states, consent and what was written about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.submissions import SubmissionMessageRow, SubmissionRow
from guide.domain.company import CompanyId
from guide.domain.submissions import (
    OPEN_STATES,
    Proposal,
    SubmissionId,
    SubmissionState,
    check_move,
    read_proposal,
)


class SubmissionConflictError(Exception):
    """Somebody saved the sign-up meanwhile; the version given is no longer the present one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """One sign-up."""

    id: SubmissionId
    state: SubmissionState
    version: int
    locale: str
    proposal: Proposal
    contact_mail: str
    consent_text: str
    consent_at: datetime | None
    created_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    reason: str
    company_id: CompanyId | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Something written on the status page; ``author`` is "submitter" or an editor."""

    at: datetime
    author: str
    text: str


def add(
    work: UnitOfWork,
    proposal: Proposal,
    state: SubmissionState,
    now: datetime,
    *,
    locale: str = "da",
    consent_text: str = "",
) -> SubmissionId:
    """Keep a new sign-up."""
    row = SubmissionRow(
        state=state.value,
        locale=locale,
        cvr=proposal.cvr or None,
        name=proposal.name,
        content=proposal.content(),
        contact_mail=proposal.contact_mail,
        consent_text=consent_text,
        consent_at=now if consent_text else None,
        created_at=now,
        changed_at=now,
    )
    work.session.add(row)
    work.flush()
    return SubmissionId(row.id)


def find(work: UnitOfWork, submission_id: SubmissionId) -> Submission | None:
    """Find a sign-up."""
    row = work.session.get(SubmissionRow, submission_id)
    return None if row is None else _submission(row)


def get(work: UnitOfWork, submission_id: SubmissionId) -> Submission:
    """Return a sign-up that must exist; ``KeyError`` when it does not."""
    found = find(work, submission_id)
    if found is None:
        raise KeyError(submission_id)
    return found


def in_states(work: UnitOfWork, states: Sequence[SubmissionState]) -> list[Submission]:
    """Return the sign-ups in some states, oldest first."""
    query = (
        select(SubmissionRow)
        .where(SubmissionRow.state.in_([state.value for state in states]))
        .order_by(SubmissionRow.id)
    )
    return [_submission(row) for row in work.session.scalars(query)]


def queue(work: UnitOfWork) -> list[Submission]:
    """Return what waits for an editor, oldest first, unconfirmed ones included."""
    return in_states(work, OPEN_STATES)


def of_mail(work: UnitOfWork, mail: str) -> list[Submission]:
    """Return the sign-ups that a contact mail stands on."""
    query = select(SubmissionRow).where(SubmissionRow.contact_mail == mail)
    return [_submission(row) for row in work.session.scalars(query.order_by(SubmissionRow.id))]


def save(
    work: UnitOfWork, submission_id: SubmissionId, proposal: Proposal, version: int, now: datetime
) -> int:
    """Put a new proposal in the place of version ``version`` and return the new version.

    Raises ``SubmissionConflictError`` when another was saved meanwhile; nothing is changed then.
    """
    row = work.session.get_one(SubmissionRow, submission_id, with_for_update=True)
    if row.version != version:
        raise SubmissionConflictError
    row.version += 1
    row.cvr, row.name = proposal.cvr or None, proposal.name
    row.content, row.contact_mail = proposal.content(), proposal.contact_mail
    row.changed_at = now
    work.flush()
    return row.version


def move(
    work: UnitOfWork, submission_id: SubmissionId, state: SubmissionState, now: datetime
) -> None:
    """Take a sign-up to another state; raises ``IllegalMoveError`` where that cannot be."""
    row = work.session.get_one(SubmissionRow, submission_id, with_for_update=True)
    check_move(SubmissionState(row.state), state)
    row.state, row.changed_at = state.value, now
    work.flush()


def consent(work: UnitOfWork, submission_id: SubmissionId, text: str, now: datetime) -> None:
    """Note the text that was agreed to."""
    row = work.session.get_one(SubmissionRow, submission_id)
    row.consent_text, row.consent_at = text, now
    work.flush()


def confirm(work: UnitOfWork, submission_id: SubmissionId, now: datetime) -> None:
    """Note that the contact mail's owner confirmed."""
    work.session.get_one(SubmissionRow, submission_id).confirmed_at = now
    work.flush()


def decide(
    work: UnitOfWork,
    submission_id: SubmissionId,
    state: SubmissionState,
    actor: str,
    reason: str,
    now: datetime,
    company_id: CompanyId | None = None,
) -> None:
    """Write an editor's decision down; raises ``IllegalMoveError`` when it was decided already."""
    move(work, submission_id, state, now)
    row = work.session.get_one(SubmissionRow, submission_id)
    row.decided_at, row.decided_by, row.reason = now, actor, reason
    row.company_id = company_id
    work.flush()


def say(
    work: UnitOfWork, submission_id: SubmissionId, author: str, text: str, now: datetime
) -> None:
    """Write on the status page."""
    work.session.add(
        SubmissionMessageRow(submission_id=submission_id, at=now, author=author, text=text)
    )
    work.flush()


def messages(work: UnitOfWork, submission_id: SubmissionId) -> list[Message]:
    """Return what was written, oldest first."""
    query = (
        select(SubmissionMessageRow)
        .where(SubmissionMessageRow.submission_id == submission_id)
        .order_by(SubmissionMessageRow.id)
    )
    return [Message(at=r.at, author=r.author, text=r.text) for r in work.session.scalars(query)]


def delete_untouched(
    work: UnitOfWork, states: Sequence[SubmissionState], before: datetime
) -> list[SubmissionId]:
    """Delete sign-ups in some states that nobody touched since a moment; return their ids."""
    gone = work.session.execute(
        delete(SubmissionRow)
        .where(
            SubmissionRow.state.in_([state.value for state in states]),
            SubmissionRow.changed_at < before,
        )
        .returning(SubmissionRow.id)
    )
    return [SubmissionId(key) for key in gone.scalars()]


def _submission(row: SubmissionRow) -> Submission:
    return Submission(
        id=SubmissionId(row.id),
        state=SubmissionState(row.state),
        version=row.version,
        locale=row.locale,
        proposal=read_proposal(row.content),
        contact_mail=row.contact_mail,
        consent_text=row.consent_text,
        consent_at=row.consent_at,
        created_at=row.created_at,
        changed_at=row.changed_at,
        confirmed_at=row.confirmed_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
        company_id=None if row.company_id is None else CompanyId(row.company_id),
    )
