"""Which rows of the seed an editor says are the year of an exact period."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.reports import SameYearRow
from guide.domain.company import CompanyId
from guide.domain.reports import Period


def among(work: UnitOfWork, ids: Sequence[CompanyId]) -> dict[tuple[CompanyId, str], Period]:
    """Return the periods of the companies' labels, in one query."""
    query = select(SameYearRow).where(SameYearRow.company_id.in_(list(ids)))
    return {
        (CompanyId(row.company_id), row.label): Period(start=row.period_start, end=row.period_end)
        for row in work.session.scalars(query)
    }


def put(
    work: UnitOfWork, company_id: CompanyId, label: str, period: Period, actor: str, now: datetime
) -> None:
    """Note that a label of the seed is this period; a later word takes an earlier one's place."""
    work.session.merge(
        SameYearRow(
            company_id=company_id,
            label=label,
            period_start=period.start,
            period_end=period.end,
            decided_at=now,
            decided_by=actor,
        )
    )
    work.flush()


def clear(work: UnitOfWork, company_id: CompanyId, label: str) -> bool:
    """Take an editor's word back; tell whether there was one."""
    row = work.session.get(SameYearRow, (company_id, label))
    if row is None:
        return False
    work.session.delete(row)
    work.flush()
    return True
