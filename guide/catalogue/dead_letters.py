"""Documents that could not be read or kept, once each, with their bytes and the reason."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.imports import DeadLetterRow

MAX_BYTES = 1 << 20
"""Of a larger document only the beginning is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLetter:
    """One document left aside; ``raw`` are its bytes, without participants where possible."""

    id: int
    at: datetime
    position: str
    cvr: str | None
    reason: str
    raw: bytes


def add(
    work: UnitOfWork,
    run_id: int,
    *,
    position: str,
    cvr: str | None,
    reason: str,
    raw: bytes,
    now: datetime,
) -> bool:
    """Keep a document; the same one for the same reason is kept once. Tell whether it is new."""
    digest = sha256(reason.encode("utf-8", "replace") + b"\0" + raw).hexdigest()
    known = select(DeadLetterRow.id).where(DeadLetterRow.digest == digest)
    if work.session.scalar(known) is not None:
        return False
    work.session.add(
        DeadLetterRow(
            run_id=run_id,
            at=now,
            position=position,
            cvr=cvr,
            reason=reason,
            raw=raw[:MAX_BYTES],
            digest=digest,
        )
    )
    work.flush()
    return True


def newest(work: UnitOfWork, limit: int = 100) -> list[DeadLetter]:
    """Return the newest documents left aside."""
    query = select(DeadLetterRow).order_by(DeadLetterRow.id.desc()).limit(limit)
    return [
        DeadLetter(
            id=row.id,
            at=row.at,
            position=row.position,
            cvr=row.cvr,
            reason=row.reason,
            raw=row.raw,
        )
        for row in work.session.scalars(query)
    ]


def count(work: UnitOfWork) -> int:
    """Count the documents left aside."""
    return int(work.session.scalar(select(func.count(DeadLetterRow.id))) or 0)


def remove_older(work: UnitOfWork, before: datetime) -> int:
    """Delete what was left aside before a moment; return how many."""
    gone = list(work.session.scalars(select(DeadLetterRow.id).where(DeadLetterRow.at < before)))
    work.session.execute(delete(DeadLetterRow).where(DeadLetterRow.at < before))
    return len(gone)


def remove_of(work: UnitOfWork, cvr: str) -> None:
    """Delete what was left aside of one company, when it is erased."""
    work.session.execute(delete(DeadLetterRow).where(DeadLetterRow.cvr == cvr))


def remove(work: UnitOfWork, letter_id: int) -> bool:
    """Delete one document; False when it is gone already."""
    row = work.session.get(DeadLetterRow, letter_id)
    if row is None:
        return False
    work.session.delete(row)
    work.flush()
    return True
