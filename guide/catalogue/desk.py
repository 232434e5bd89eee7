"""The editors' queue, read from everywhere something waits, the oldest first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select

from guide.catalogue import (
    claims,
    companies,
    dead_letters,
    error_reports,
    mentions,
    outbox,
    revisions,
    submissions,
    tasks,
)
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.outbox import MarkRow
from guide.domain.accounts import AccountId
from guide.domain.claims import worry_about
from guide.domain.company import CompanyId
from guide.domain.desk import DeskItem, ItemKind

_PREFIX = "assigned:"


def queue(work: UnitOfWork, now: datetime) -> list[DeskItem]:
    """Return everything that waits, with who took it on."""
    taken = _assignments(work)
    found = [
        replace(item, assigned_to=taken.get(item.name, ""))
        for source in _SOURCES
        for item in source(work, now)
    ]
    return sorted(found, key=lambda item: (item.at, item.kind, item.key))


def assign(work: UnitOfWork, name: str, actor: str, now: datetime) -> None:
    """Note who takes an item on; an empty actor gives it back."""
    work.session.execute(delete(MarkRow).where(MarkRow.key == _PREFIX + name))
    if actor:
        work.session.add(MarkRow(key=_PREFIX + name, value=actor, at=now))
    work.flush()


def give_back(work: UnitOfWork, kind: ItemKind, key: str) -> None:
    """Forget who took an item on: it is decided."""
    name = f"{_PREFIX}{kind.value}:{key}"
    work.session.execute(delete(MarkRow).where(MarkRow.key == name))


def sweep(work: UnitOfWork, now: datetime) -> int:
    """Forget who took on what no longer waits; return how many marks that were."""
    present = {_PREFIX + item.name for item in queue(work, now)}
    marks = work.session.scalars(select(MarkRow.key).where(MarkRow.key.startswith(_PREFIX)))
    gone = [key for key in marks if key not in present]
    work.session.execute(delete(MarkRow).where(MarkRow.key.in_(gone)))
    return len(gone)


def _assignments(work: UnitOfWork) -> dict[str, str]:
    query = select(MarkRow).where(MarkRow.key.startswith(_PREFIX))
    return {row.key.removeprefix(_PREFIX): row.value for row in work.session.scalars(query)}


def _name(work: UnitOfWork, company_id: CompanyId | None) -> str:
    known = None if company_id is None else companies.find(work, company_id)
    return known.name if known else ""


def _submissions(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in submissions.queue(work):
        yield DeskItem(
            kind=ItemKind.SUBMISSION,
            key=str(one.id),
            at=one.created_at,
            title=one.proposal.name,
            detail=one.state.value,
            company_id=one.company_id,
        )


def _edits(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in revisions.pending(work):
        yield DeskItem(
            kind=ItemKind.EDIT,
            key=str(one.id),
            at=one.created_at,
            title=_name(work, one.company_id),
            detail=", ".join(field.value for field in one.waiting),
            company_id=one.company_id,
        )


def _tasks(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in tasks.open_tasks(work):
        yield DeskItem(
            kind=ItemKind.TASK,
            key=str(one.id),
            at=one.created_at,
            title=_name(work, one.company_id),
            detail=one.kind.value,
            company_id=one.company_id,
        )


def _mentions(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in mentions.questions(work):
        yield DeskItem(
            kind=ItemKind.MENTION,
            key=f"{one.company_id}:{one.surface}",
            at=one.asked_at,
            title=one.company_name,
            detail=one.surface,
            company_id=one.company_id,
        )


def _letters(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in dead_letters.newest(work):
        yield DeskItem(
            kind=ItemKind.LETTER,
            key=str(one.id),
            at=one.at,
            title=one.cvr or one.position,
            detail=one.reason,
        )


def _mails(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in outbox.dead_jobs(work, outbox.MAIL):
        yield DeskItem(
            kind=ItemKind.MAIL,
            key=str(one.id),
            at=one.created_at,
            title=str(one.payload.get("subject", "")),
            detail=one.error,
        )


def _errors(work: UnitOfWork, _now: datetime) -> Iterator[DeskItem]:
    for one in error_reports.waiting(work):
        yield DeskItem(
            kind=ItemKind.ERROR,
            key=str(one.id),
            at=one.created_at,
            title=_name(work, one.company_id),
            detail=one.subject.value,
            company_id=one.company_id,
        )


def _claims(work: UnitOfWork, now: datetime) -> Iterator[DeskItem]:
    """Yield one claim of each account and company: the first that needs an editor."""
    told: set[tuple[CompanyId, AccountId | None]] = set()
    for one in claims.every_waiting(work, now):
        held = [proof.account_id for proof in claims.proofs(work, one.company_id)]
        another = bool(held) and one.account_id not in held
        worry = worry_about(one.method, one.created_at, now, held_by_another=another)
        if worry is None or (one.company_id, one.account_id) in told:
            continue
        told.add((one.company_id, one.account_id))
        yield DeskItem(
            kind=ItemKind.CLAIM,
            key=str(one.id),
            at=one.created_at,
            title=_name(work, one.company_id),
            detail=worry.value,
            company_id=one.company_id,
        )


_SOURCES = (_submissions, _edits, _errors, _claims, _tasks, _mentions, _letters, _mails)
