"""The questions that wait for an editor."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.imports import TaskRow
from guide.domain.company import CompanyId
from guide.domain.tasks import Task, TaskKind, TaskOutcome


def ask(work: UnitOfWork, task: Task) -> bool:
    """Leave a question unless it was asked before, answered or not; tell whether it is new."""
    query = select(TaskRow.id).where(TaskRow.kind == task.kind.value, TaskRow.key == task.key)
    if work.session.scalar(query) is not None:
        return False
    work.session.add(
        TaskRow(
            kind=task.kind.value,
            key=task.key,
            company_id=task.company_id,
            payload=task.payload,
            created_at=task.created_at,
        )
    )
    work.flush()
    return True


def open_tasks(work: UnitOfWork, kind: TaskKind | None = None, limit: int = 200) -> list[Task]:
    """Return the open questions, oldest first."""
    query = select(TaskRow).where(TaskRow.closed_at.is_(None)).order_by(TaskRow.id).limit(limit)
    if kind is not None:
        query = query.where(TaskRow.kind == kind.value)
    return [_task(row) for row in work.session.scalars(query)]


def asked_since(work: UnitOfWork, kind: TaskKind, moment: datetime) -> frozenset[CompanyId]:
    """Return the companies that a question of a kind was asked about since a moment."""
    query = select(TaskRow.company_id).where(
        TaskRow.kind == kind.value, TaskRow.created_at > moment, TaskRow.company_id.is_not(None)
    )
    return frozenset(CompanyId(found) for found in work.session.scalars(query) if found)


def count_open(work: UnitOfWork) -> dict[TaskKind, int]:
    """Count the open questions by kind."""
    query = (
        select(TaskRow.kind, func.count()).where(TaskRow.closed_at.is_(None)).group_by(TaskRow.kind)
    )
    return {TaskKind(kind): int(count) for kind, count in work.session.execute(query)}


def get(work: UnitOfWork, task_id: int) -> Task:
    """Return a question; ``KeyError`` when there is none of that number."""
    row = work.session.get(TaskRow, task_id)
    if row is None:
        raise KeyError(task_id)
    return _task(row)


def close(
    work: UnitOfWork, task_id: int, outcome: TaskOutcome, closed_by: str, now: datetime
) -> bool:
    """Note the answer; False when somebody was first."""
    row = work.session.get_one(TaskRow, task_id)
    if row.closed_at is not None:
        return False
    row.closed_at, row.closed_by, row.outcome = now, closed_by, outcome.value
    work.flush()
    return True


def dismissed(work: UnitOfWork, kind: TaskKind, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys whose question was answered with no."""
    query = select(TaskRow.key).where(
        TaskRow.kind == kind.value,
        TaskRow.key.in_(list(keys)),
        TaskRow.outcome == TaskOutcome.DISMISSED.value,
    )
    return frozenset(work.session.scalars(query))


def _task(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        kind=TaskKind(row.kind),
        key=row.key,
        company_id=None if row.company_id is None else CompanyId(row.company_id),
        payload=dict(row.payload),
        created_at=row.created_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        outcome=TaskOutcome(row.outcome) if row.outcome else None,
    )
