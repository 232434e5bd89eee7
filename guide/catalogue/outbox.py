"""Jobs that a commit leaves behind: they are written with it, and done by the worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.outbox import OutboxRow
from guide.domain.company import CompanyId

INDEX = "index"
MAIL = "mail"
MAX_WAIT = timedelta(hours=1)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When a dead letter is due: not before somebody revives it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One job waiting to be done."""

    id: int
    topic: str
    company_id: CompanyId | None
    payload: dict[str, Any]
    created_at: datetime
    attempts: int
    error: str = ""


def add(
    work: UnitOfWork,
    topic: str,
    now: datetime,
    *,
    company_id: CompanyId | None = None,
    payload: dict[str, Any] | None = None,
) -> None:
    """Leave a job in this transaction."""
    row = OutboxRow(
        topic=topic, company_id=company_id, payload=payload or {}, created_at=now, not_before=now
    )
    work.session.add(row)


def hold(
    work: UnitOfWork, topic: str, now: datetime, until: datetime, payload: dict[str, Any]
) -> int:
    """Leave a job that waits until a moment, as what led to it may be taken back; return its id."""
    row = OutboxRow(topic=topic, payload=payload, created_at=now, not_before=until)
    work.session.add(row)
    work.flush()
    return row.id


def take_back(work: UnitOfWork, job_id: int, until: datetime) -> bool:
    """Delete a job that was held until a moment; False when a worker has begun it.

    A worker that claims a job moves its moment, so of the two exactly one finds it as it was.
    """
    gone = work.session.execute(
        delete(OutboxRow)
        .where(OutboxRow.id == job_id, OutboxRow.done_at.is_(None), OutboxRow.not_before <= until)
        .returning(OutboxRow.id)
    )
    return gone.first() is not None


def open_jobs(work: UnitOfWork, topic: str, now: datetime, limit: int = 500) -> list[Job]:
    """Return the oldest jobs of a topic that are due."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.topic == topic, OutboxRow.done_at.is_(None), OutboxRow.not_before <= now)
        .order_by(OutboxRow.id)
        .limit(limit)
    )
    return [_job(row) for row in work.session.scalars(query)]


def _job(row: OutboxRow) -> Job:
    return Job(
        id=row.id,
        topic=row.topic,
        company_id=None if row.company_id is None else CompanyId(row.company_id),
        payload=dict(row.payload),
        created_at=row.created_at,
        attempts=row.attempts,
        error=row.error,
    )


def claim(work: UnitOfWork, job: Job, now: datetime, lease: timedelta) -> bool:
    """Take a job for a while; False when another worker holds or has done it."""
    taken = work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job.id, OutboxRow.done_at.is_(None), OutboxRow.not_before <= now)
        .values(not_before=now + lease)
        .returning(OutboxRow.id)
    )
    return taken.first() is not None


def bury(work: UnitOfWork, job: Job, error: str) -> None:
    """Make a job a dead letter: kept and shown, but not tried again by itself."""
    work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job.id)
        .values(attempts=job.attempts + 1, error=error[:500], not_before=NEVER)
    )


def dead_jobs(work: UnitOfWork, topic: str) -> list[Job]:
    """Return the dead letters of a topic, oldest first."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.topic == topic, OutboxRow.done_at.is_(None), OutboxRow.not_before == NEVER)
        .order_by(OutboxRow.id)
    )
    return [_job(row) for row in work.session.scalars(query)]


def revive(work: UnitOfWork, job_id: int, now: datetime) -> None:
    """Let a dead letter be tried again."""
    work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job_id, OutboxRow.done_at.is_(None))
        .values(not_before=now, attempts=0)
    )


def forget_payload(work: UnitOfWork, job_id: int) -> None:
    """Empty a done job's payload."""
    work.session.execute(update(OutboxRow).where(OutboxRow.id == job_id).values(payload={}))


def finish(work: UnitOfWork, ids: Iterable[int], now: datetime) -> None:
    """Mark jobs as done."""
    work.session.execute(
        update(OutboxRow).where(OutboxRow.id.in_(list(ids))).values(done_at=now, error="")
    )


def postpone(work: UnitOfWork, job: Job, error: str, now: datetime) -> None:
    """Leave a failed job for later, waiting twice as long each time, at most an hour."""
    wait = min(timedelta(seconds=5 * 2 ** min(job.attempts, 10)), MAX_WAIT)
    work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job.id)
        .values(attempts=job.attempts + 1, error=error[:500], not_before=now + wait)
    )


def count_open(work: UnitOfWork, topic: str) -> int:
    """Count the jobs of a topic that are not done."""
    query = select(func.count()).where(OutboxRow.topic == topic, OutboxRow.done_at.is_(None))
    return int(work.session.scalar(query) or 0)


def latest_done(work: UnitOfWork, topic: str) -> datetime | None:
    """Return when the topic's last job was done."""
    return work.session.scalar(select(func.max(OutboxRow.done_at)).where(OutboxRow.topic == topic))
