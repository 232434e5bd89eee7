"""Small marks of the guide's own state, each with its moment."""

from dataclasses import dataclass
from datetime import datetime

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.outbox import MarkRow

PUBLISHED = "published"
"""When the guide's data were last brought up to date; what "Opdateret" on every page says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A named value and when it was set."""

    key: str
    value: str
    at: datetime


def find(work: UnitOfWork, key: str) -> Mark | None:
    """Return a mark, or ``None`` when it was never set."""
    row = work.session.get(MarkRow, key)
    return None if row is None else Mark(key=row.key, value=row.value, at=row.at)


def put(work: UnitOfWork, key: str, value: str, now: datetime) -> None:
    """Set a mark."""
    row = work.session.get(MarkRow, key)
    if row is None:
        work.session.add(MarkRow(key=key, value=value, at=now))
    else:
        row.value, row.at = value, now
    work.flush()
