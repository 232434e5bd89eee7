"""The sources of statements."""

from dataclasses import dataclass
from datetime import date

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.facts import SourceRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where statements come from and on what terms."""

    key: str
    title: str
    url: str | None = None
    licence: str | None = None
    as_of: date | None = None


def save(work: UnitOfWork, source: Source) -> None:
    """Add a source or bring its description up to date."""
    row = work.session.get(SourceRow, source.key) or SourceRow(key=source.key)
    row.title, row.url = source.title, source.url
    row.licence, row.as_of = source.licence, source.as_of
    work.session.add(row)
    work.flush()


def every(work: UnitOfWork) -> list[Source]:
    """Return all sources in the order of their keys."""
    rows = work.session.query(SourceRow).order_by(SourceRow.key)
    return [
        Source(key=r.key, title=r.title, url=r.url, licence=r.licence, as_of=r.as_of) for r in rows
    ]
