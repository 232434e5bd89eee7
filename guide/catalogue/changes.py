"""What changed since a moment: companies by when they last changed, the earliest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from guide.catalogue.companies import visibility_of_row
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.company import CompanyId
from guide.domain.protection import Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """That a company changed; ``listed`` is whether it is in the guide now."""

    company_id: CompanyId
    changed_at: datetime
    revision: int
    listed: bool
    visibility: Visibility


def since(
    work: UnitOfWork, moment: datetime, *, after: CompanyId | None = None, limit: int = 100
) -> list[Change]:
    """Return changes from a moment on, of companies that are or once were listed.

    With ``after`` the moment's own companies with that id or a lower one are left out.
    """
    later = CompanyRow.changed_at >= moment
    if after is not None:
        at_once = and_(CompanyRow.changed_at == moment, CompanyRow.id > after)
        later = or_(CompanyRow.changed_at > moment, at_once)
    query = (
        select(CompanyRow)
        .where(later, CompanyRow.listed_at.is_not(None))
        .order_by(CompanyRow.changed_at, CompanyRow.id)
        .limit(limit)
    )
    return [
        Change(
            company_id=CompanyId(row.id),
            changed_at=row.changed_at,
            revision=row.revision,
            listed=row.listed and row.merged_into is None,
            visibility=visibility_of_row(row),
        )
        for row in work.session.scalars(query)
    ]
