"""One cheap text that tells whether anything that pages read may have changed."""

from sqlalchemy import func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.audit import AuditRow
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.events import EventRow
from guide.catalogue.tables.outbox import MarkRow, OutboxRow


def current(work: UnitOfWork) -> str:
    """Return the version of the catalogue; equal texts mean that nothing was written between.

    Every change of a company leaves an outbox row, every editor's act an audit row, every import
    a mark: the newest of each is read by primary key or index.
    """
    newest = (OutboxRow.id, AuditRow.id, MarkRow.at, EventRow.changed_at, CompanyRow.changed_at)
    query = select(*(select(func.max(column)).scalar_subquery() for column in newest))
    return "/".join(str(value) for value in work.session.execute(query).one())
