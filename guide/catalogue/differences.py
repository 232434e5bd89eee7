"""Differences as they are kept: written with the change itself, read newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.differences import DifferenceRow
from guide.domain.company import CompanyId
from guide.domain.differences import Difference, Followed, Value, differences

BATCH = 500


def state(row: CompanyRow, categories: Sequence[str]) -> dict[Followed, Value]:
    """Return the followed fields of a company as they are now."""
    return {
        Followed.LISTED: 1 if row.listed else None,
        Followed.NAME: row.name,
        Followed.STATUS: row.status,
        Followed.EMPLOYEES: row.employees,
        Followed.MUNICIPALITY: row.municipality,
        Followed.CATEGORIES: sorted(categories),
        Followed.REVENUE_YEAR: row.revenue_year,
    }


def record(
    work: UnitOfWork,
    company_id: CompanyId,
    before: dict[Followed, Value],
    after: dict[Followed, Value],
    now: datetime,
) -> None:
    """Keep what changed between two states."""
    for field, old, new in differences(before, after):
        work.session.add(
            DifferenceRow(company_id=company_id, at=now, field=field.value, before=old, after=new)
        )


def newest(work: UnitOfWork, most: int = 5000) -> Iterator[Difference]:
    """Yield the differences, the newest first, at most so many; read as it is consumed."""
    last: int | None = None
    for _ in range(0, most, BATCH):
        query = select(DifferenceRow).order_by(DifferenceRow.id.desc()).limit(BATCH)
        if last is not None:
            query = query.where(DifferenceRow.id < last)
        rows = list(work.session.scalars(query))
        for row in rows:
            yield _difference(row)
        if len(rows) < BATCH:
            return
        last = rows[-1].id


def of_company(work: UnitOfWork, company_id: CompanyId, limit: int) -> list[Difference]:
    """Return a company's differences, the newest first."""
    query = select(DifferenceRow).where(DifferenceRow.company_id == company_id)
    rows = work.session.scalars(query.order_by(DifferenceRow.id.desc()).limit(limit))
    return [_difference(row) for row in rows]


def last_id(work: UnitOfWork) -> int:
    """Return the id of the newest difference; 0 before the first."""
    return int(work.session.scalar(select(func.max(DifferenceRow.id))) or 0)


def after(work: UnitOfWork, last: int, most: int = 50_000) -> list[Difference]:
    """Return the differences behind an id, the earliest first."""
    query = select(DifferenceRow).where(DifferenceRow.id > last).order_by(DifferenceRow.id)
    return [_difference(row) for row in work.session.scalars(query.limit(most))]


def _difference(row: DifferenceRow) -> Difference:
    return Difference(
        id=row.id,
        company_id=CompanyId(row.company_id),
        at=row.at,
        field=Followed(row.field),
        before=row.before,
        after=row.after,
    )
