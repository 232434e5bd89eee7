"""Deleting all that is kept of a company; only its id, its slugs and hashes stay."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select

from guide.catalogue import suppressions
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables import Base
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.imports import DeadLetterRow
from guide.catalogue.tables.submissions import SubmissionRow
from guide.domain.company import CompanyId

SEED = "seed"
"""The kind of a suppressed key that is a company's name in the seed's file."""
GONE = "Slettet virksomhed"
_KEPT = frozenset({"slug", "company"})
_KEYS = ("id", "created_at", "changed_at", "slug", "revision", "merged_into", "erased_at")
_TEXTS = ("name", "sort_key", "status", "status_note", "description", "purpose", "revenue_state")
_FLAGS = ("has_figures", "included", "excluded", "featured", "candidate", "listed")
_EMPTY: dict[str, object] = {
    **dict.fromkeys(_TEXTS, ""),
    **dict.fromkeys(_FLAGS, False),
    "products": [],
    "aliases": [],
}
"""What the columns that must hold something hold afterwards; a new one is missed at once."""


def erase(work: UnitOfWork, company_id: CompanyId, reason: str, now: datetime) -> dict[str, int]:
    """Empty a company and every table that speaks of it; return how many rows each table lost.

    Every table with a ``company_id`` is searched, so a new one is not forgotten. The slug stays,
    so that the old address can answer that the company is gone.
    """
    row = work.session.get_one(CompanyRow, company_id)
    cvr, seed_key = row.cvr, row.seed_key
    lost: dict[str, int] = {}
    mine = or_(SubmissionRow.company_id == company_id, SubmissionRow.cvr == (cvr or "-"))
    lost["submission"] = _count_and_delete(work, SubmissionRow.__table__, mine)
    told = DeadLetterRow.cvr == (cvr or "-")
    lost["dead_letter"] = _count_and_delete(work, DeadLetterRow.__table__, told)
    for table in reversed(Base.metadata.sorted_tables):
        if "company_id" in table.c and table.name not in _KEPT and table.name != "submission":
            condition = table.c.company_id == company_id
            lost[table.name] = _count_and_delete(work, table, condition)
    if cvr:
        suppressions.add(work, suppressions.CVR, cvr, reason, now)
    if seed_key:
        suppressions.add(work, SEED, seed_key, reason, now)
    _empty(row, now)
    work.flush()
    return dict(sorted(lost.items()))


def _count_and_delete(work: UnitOfWork, table: object, condition: object) -> int:
    found = work.session.scalar(
        select(func.count()).select_from(table).where(condition)  # type: ignore[arg-type]
    )
    work.session.execute(delete(table).where(condition))  # type: ignore[arg-type]
    return int(found or 0)


def _empty(row: CompanyRow, now: datetime) -> None:
    for column in CompanyRow.__table__.columns:
        if column.name in _KEYS:
            continue
        setattr(row, column.name, None if column.nullable else _EMPTY[column.name])
    row.name = row.sort_key = GONE
    row.status, row.revenue_state = "unknown", "unknown"
    row.erased_at, row.changed_at = now, now
    row.revision += 1
