"""One cheap text that tells whether anything that pages read may have changed."""

from collections.abc import Sequence

from sqlalchemy import func, select

from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.tables.audit import AuditRow
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.events import EventRow
from guide.catalogue.tables.outbox import MarkRow, OutboxRow

_NEWEST = select(
    *(
        select(func.max(column)).scalar_subquery()
        for column in (
            OutboxRow.id,
            AuditRow.id,
            MarkRow.at,
            EventRow.changed_at,
            CompanyRow.changed_at,
        )
    )
)
"""Built once: putting it together for each page cost more than asking it."""


def current(work: UnitOfWork) -> str:
    """Return the version of the catalogue; equal texts mean that nothing was written between.

    Every change of a company leaves an outbox row, every editor's act an audit row, every import
    a mark: the newest of each is read by primary key or index.
    """
    return _text(work.session.execute(_NEWEST).one())


def newest(database: Database) -> str:
    """Return the version as it is now, at the cost of one query and nothing else."""
    return _text(database.one_row(_NEWEST))


def _text(row: Sequence[object]) -> str:
    return "/".join(str(value) for value in row)
