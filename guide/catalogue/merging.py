"""Two companies that are one: what belongs to one is moved to the other, and can be moved back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Date, Table, select, update

from guide.catalogue.bulk import table_of
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.accounts import ClaimRow, MembershipRow
from guide.catalogue.tables.companies import CompanyRow, NameRow
from guide.catalogue.tables.error_reports import ErrorReportRow
from guide.catalogue.tables.events import EventCompanyRow
from guide.catalogue.tables.facts import FactRow
from guide.catalogue.tables.featured import FeaturedDayRow
from guide.catalogue.tables.filings import FilingRow
from guide.catalogue.tables.histories import AddressRow, EmploymentRow, IndustryRow
from guide.catalogue.tables.register import RegisterHistoryRow, RegisterStateRow
from guide.catalogue.tables.reports import ReportRow
from guide.catalogue.tables.submissions import SubmissionRow
from guide.domain.company import CompanyId

Moved = dict[str, list[Any]]
"""The keys of the moved rows by table."""

_WHOLE = tuple(map(table_of, (SubmissionRow, ClaimRow, FeaturedDayRow, FilingRow, ErrorReportRow)))
_REGISTER = tuple(
    map(table_of, (AddressRow, IndustryRow, EmploymentRow, RegisterHistoryRow, RegisterStateRow))
)
_PAIRS = tuple(map(table_of, (MembershipRow, EventCompanyRow)))
_FACT, _NAME, _REPORT = table_of(FactRow), table_of(NameRow), table_of(ReportRow)
_TABLES = {table.name: table for table in (*_WHOLE, *_REGISTER, *_PAIRS, _FACT, _NAME, _REPORT)}


def move_rows(work: UnitOfWork, gone: CompanyId, kept: CompanyId) -> Moved:
    """Move everything of ``gone`` that ``kept`` lacks; return what was moved.

    Where both say something, what the kept one says stands and the other stays where it was.
    """
    whole = _WHOLE
    if work.session.get(RegisterStateRow, kept) is None:
        whole += _REGISTER
    moved: Moved = {table.name: _move(work, table, gone, kept, ()) for table in whole}
    for table in _PAIRS:
        other = next(column.name for column in table.primary_key if column.name != "company_id")
        moved[table.name] = _move(work, table, gone, kept, (other,))
    moved["fact"] = _move(work, _FACT, gone, kept, ("field", "layer", "override"))
    moved["company_name"] = _move(work, _NAME, gone, kept, ("name",))
    moved["report"] = _move(work, _REPORT, gone, kept, ("scope", "label", "source"))
    work.session.expire_all()
    return moved


def move_back(work: UnitOfWork, moved: Moved, gone: CompanyId, kept: CompanyId) -> None:
    """Give ``gone`` back what was moved from it."""
    for name, keys in moved.items():
        table = _TABLES[name]
        column = _key(table)
        days = isinstance(column.type, Date)
        present = [date.fromisoformat(key) if days else key for key in keys]
        query = update(table).where(table.c.company_id == kept, column.in_(present))
        work.session.execute(query.values(company_id=gone))
    work.session.expire_all()


def identity(work: UnitOfWork, company_id: CompanyId) -> dict[str, Any]:
    """Return what identifies a company beside its id."""
    row = work.session.get_one(CompanyRow, company_id)
    signed_up = row.signed_up_at.isoformat() if row.signed_up_at else None
    return {"cvr": row.cvr, "merged_into": row.merged_into, "signed_up_at": signed_up}


def move_number(work: UnitOfWork, giver: CompanyId, taker: CompanyId) -> None:
    """Move the CVR number and the sign-up that goes with it."""
    source = work.session.get_one(CompanyRow, giver)
    target = work.session.get_one(CompanyRow, taker)
    cvr, source.cvr = source.cvr, None
    work.flush()
    target.cvr = cvr
    work.flush()


def lead_on(work: UnitOfWork, gone: CompanyId, kept: CompanyId) -> list[int]:
    """Let what was merged into ``gone`` before lead to ``kept``; return which."""
    query = update(CompanyRow).where(CompanyRow.merged_into == gone).values(merged_into=kept)
    moved = list(work.session.scalars(query.returning(CompanyRow.id)))
    work.session.expire_all()
    return moved


def lead_back(work: UnitOfWork, ids: Iterable[int], gone: CompanyId) -> None:
    """Take ``lead_on`` back."""
    query = update(CompanyRow).where(CompanyRow.id.in_(list(ids))).values(merged_into=gone)
    work.session.execute(query)
    work.session.expire_all()


def _key(table: Table) -> Any:
    """Return the column that names a row beside the company."""
    others = [column for column in table.primary_key if column.name != "company_id"]
    return others[0] if others else table.c.company_id


def _move(
    work: UnitOfWork, table: Table, gone: CompanyId, kept: CompanyId, unless: tuple[str, ...]
) -> list[Any]:
    """Move present rows, but those whose ``unless`` columns the kept company has already."""
    key = _key(table)
    columns = [table.c[name] for name in unless]
    taken: set[tuple[Any, ...]] = set()
    if columns:
        taken = {tuple(row) for row in work.session.execute(_present(table, kept, columns))}
    rows = work.session.execute(_present(table, gone, [key, *columns])).all()
    keys = [row[0] for row in rows if not columns or tuple(row[1:]) not in taken]
    if table.primary_key.columns.keys() == ["company_id"]:
        keys = [kept] if keys else []
        work.session.execute(
            update(table).where(table.c.company_id == gone).values(company_id=kept)
        )
        return keys
    work.session.execute(
        update(table).where(table.c.company_id == gone, key.in_(keys)).values(company_id=kept)
    )
    return [key.isoformat() if isinstance(key, date) else key for key in keys]


def _present(table: Table, company_id: CompanyId, columns: list[Any]) -> Any:
    query = select(*columns).where(table.c.company_id == company_id)
    if "superseded_at" in table.c and table.name not in ("register_row", "address", "industry"):
        query = query.where(table.c.superseded_at.is_(None))
    return query
