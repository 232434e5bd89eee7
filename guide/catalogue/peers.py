"""The figures of companies like each other: one category, one size."""

from datetime import date

from sqlalchemy import select

from guide.catalogue import reports
from guide.catalogue.database import UnitOfWork
from guide.catalogue.listings import Criteria, narrowed
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.company import CompanyId, SizeBand
from guide.domain.reports import FigureSet

MOST = 500


def figures_of(
    work: UnitOfWork, category: str, band: SizeBand, today: date
) -> dict[CompanyId, list[FigureSet]]:
    """Return the figure sets of at most 500 living listed companies of a category and a band."""
    criteria = Criteria(
        values={"category": frozenset([category]), "size": frozenset([band.value])},
        alive_only=True,
    )
    query = narrowed(select(CompanyRow.id), criteria, today).where(CompanyRow.has_figures)
    ids = work.session.scalars(query.order_by(CompanyRow.id).limit(MOST))
    return reports.sets_of(work, [CompanyId(key) for key in ids])
