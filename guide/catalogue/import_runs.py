"""Runs of the importers: where they stand, what they did, what they found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.imports import ImportRunRow


class RunState(StrEnum):
    """How a run stands or how it ended."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """A check failed or the brake was pulled: an editor is asked."""

    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One run; ``waiting`` are numbers set aside until its end, ``high_water`` the newest load."""

    id: int
    kind: str
    source: str
    fingerprint: str
    mode: str
    state: RunState
    position: str
    started_at: datetime
    finished_at: datetime | None
    high_water: datetime | None
    source_count: int | None
    counts: dict[str, int]
    waiting: tuple[str, ...]
    findings: tuple[dict[str, Any], ...] = field(default=())


def start(
    work: UnitOfWork, *, kind: str, source: str, fingerprint: str, mode: str, now: datetime
) -> Run:
    """Begin a run."""
    row = ImportRunRow(
        kind=kind,
        source=source,
        fingerprint=fingerprint,
        mode=mode,
        state=RunState.RUNNING.value,
        started_at=now,
        changed_at=now,
    )
    work.session.add(row)
    work.flush()
    return _run(row)


def find_unfinished(
    work: UnitOfWork, *, kind: str, fingerprint: str, mode: str, since: datetime
) -> Run | None:
    """Find the newest run of the same source and mode that was broken off since a moment."""
    query = (
        select(ImportRunRow)
        .where(
            ImportRunRow.kind == kind,
            ImportRunRow.fingerprint == fingerprint,
            ImportRunRow.mode == mode,
        )
        .order_by(ImportRunRow.id.desc())
        .limit(1)
    )
    row = work.session.scalar(query)
    if row is None or row.state not in (RunState.RUNNING.value, RunState.FAILED.value):
        return None
    return _run(row) if row.changed_at >= since else None


def latest(work: UnitOfWork, kind: str, *, source: str | None = None) -> Run | None:
    """Return the newest finished run, of one source or of any."""
    query = select(ImportRunRow).where(
        ImportRunRow.kind == kind, ImportRunRow.state == RunState.DONE.value
    )
    if source is not None:
        query = query.where(ImportRunRow.source == source)
    row = work.session.scalar(query.order_by(ImportRunRow.id.desc()).limit(1))
    return None if row is None else _run(row)


def get(work: UnitOfWork, run_id: int) -> Run:
    """Return a run that must exist."""
    return _run(work.session.get_one(ImportRunRow, run_id))


def checkpoint(
    work: UnitOfWork,
    run_id: int,
    *,
    position: str,
    counts: dict[str, int],
    waiting: Sequence[str],
    high_water: datetime | None,
    now: datetime,
) -> None:
    """Note how far the run has come, in the transaction of what it did."""
    row = work.session.get_one(ImportRunRow, run_id)
    row.position, row.counts, row.waiting = position, dict(counts), list(waiting)
    row.high_water, row.changed_at = high_water, now
    work.flush()


def note_count(work: UnitOfWork, run_id: int, count: int | None) -> None:
    """Keep how many companies the source counted, for the next run to compare."""
    work.session.get_one(ImportRunRow, run_id).source_count = count
    work.flush()


def finish(
    work: UnitOfWork,
    run_id: int,
    state: RunState,
    now: datetime,
    findings: Sequence[dict[str, Any]] = (),
) -> None:
    """End a run."""
    row = work.session.get_one(ImportRunRow, run_id)
    row.state, row.finished_at, row.changed_at = state.value, now, now
    row.findings = list(findings)
    work.flush()


def _run(row: ImportRunRow) -> Run:
    return Run(
        id=row.id,
        kind=row.kind,
        source=row.source,
        fingerprint=row.fingerprint,
        mode=row.mode,
        state=RunState(row.state),
        position=row.position,
        started_at=row.started_at,
        finished_at=row.finished_at,
        high_water=row.high_water,
        source_count=row.source_count,
        counts=dict(row.counts or {}),
        waiting=tuple(row.waiting or ()),
        findings=tuple(row.findings or ()),
    )
