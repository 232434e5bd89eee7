"""Filings: what the index told of, what became of each, and whom it was asked about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.filings import FilingRow, ReportsAskedRow
from guide.domain.company import CompanyId
from guide.domain.filings import Filing, FilingDocument, FilingState, KnownFiling, Medium
from guide.domain.reports import AnnualReport, Period

_WAITING = (FilingState.NEW.value, FilingState.UNFETCHED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A company that may have filings."""

    id: CompanyId
    cvr: str


def numbered(work: UnitOfWork) -> list[Numbered]:
    """Return the companies with a number that are neither erased nor merged into another."""
    query = (
        select(CompanyRow.id, CompanyRow.cvr)
        .where(
            CompanyRow.cvr.is_not(None),
            CompanyRow.erased_at.is_(None),
            CompanyRow.merged_into.is_(None),
        )
        .order_by(CompanyRow.cvr)
    )
    return [Numbered(id=CompanyId(key), cvr=cvr) for key, cvr in work.session.execute(query) if cvr]


def asked(work: UnitOfWork) -> frozenset[CompanyId]:
    """Return the companies whose whole history was asked for."""
    return frozenset(CompanyId(key) for key in work.session.scalars(
        select(ReportsAskedRow.company_id)
    ))  # fmt: skip


def note_asked(work: UnitOfWork, ids: Collection[CompanyId], now: datetime) -> None:
    """Note that the whole history of these companies was asked for."""
    for company_id in ids:
        work.session.merge(ReportsAskedRow(company_id=company_id, asked_at=now))
    work.flush()


def note(work: UnitOfWork, company_id: CompanyId, filing: Filing, now: datetime) -> bool:
    """Keep a filing; a changed one waits to be read again. Tell whether it is new or changed.

    A filing goes with its number: where the number moved to another company, so does the filing.
    """
    row = work.session.get(FilingRow, filing.id)
    if row is not None and row.company_id == company_id and _filing(row) == filing:
        return False
    if row is None:
        row = FilingRow(id=filing.id, cvr=filing.cvr, recorded_at=now)
        work.session.add(row)
    row.company_id = company_id
    row.loaded_at, row.published_at = filing.loaded_at, filing.published_at
    row.corrects = filing.corrects
    row.index_start = filing.period.start if filing.period else None
    row.index_end = filing.period.end if filing.period else None
    row.documents = [
        {"url": one.url, "kind": one.kind, "medium": one.medium.value} for one in filing.documents
    ]
    row.state, row.reason, row.settled_at = FilingState.NEW.value, "", None
    work.flush()
    return True


def retry_refused(work: UnitOfWork) -> int:
    """Let what was refused be read again; return how many."""
    rows = work.session.scalars(
        select(FilingRow).where(FilingRow.state == FilingState.REFUSED.value)
    ).all()
    for row in rows:
        row.state, row.reason = FilingState.NEW.value, ""
    work.flush()
    return len(rows)


def waiting(work: UnitOfWork) -> list[CompanyId]:
    """Return the companies that have a filing waiting to be read."""
    query = (
        select(FilingRow.company_id)
        .join(CompanyRow, CompanyRow.id == FilingRow.company_id)
        .where(FilingRow.state.in_(_WAITING), CompanyRow.erased_at.is_(None))
        .distinct()
        .order_by(FilingRow.company_id)
    )
    return [CompanyId(key) for key in work.session.scalars(query)]


def of_company(work: UnitOfWork, company_id: CompanyId) -> list[KnownFiling]:
    """Return a company's filings, the latest loaded first."""
    query = (
        select(FilingRow)
        .where(FilingRow.company_id == company_id)
        .order_by(FilingRow.loaded_at.desc(), FilingRow.id)
    )
    return [
        KnownFiling(
            filing=_filing(row),
            state=FilingState(row.state),
            document_url=row.document_url,
            reason=row.reason,
        )
        for row in work.session.scalars(query)
    ]


def settle(
    work: UnitOfWork, filing_id: str, state: FilingState, now: datetime, *, reason: str = ""
) -> None:
    """Note what became of a filing."""
    row = work.session.get_one(FilingRow, filing_id)
    row.state, row.reason, row.settled_at = state.value, reason, now
    work.flush()


def keep_report(
    work: UnitOfWork, filing_id: str, report: AnnualReport, document_url: str, document_hash: str
) -> None:
    """Keep the master data of a filing's report, and which document its figures came from."""
    row = work.session.get_one(FilingRow, filing_id)
    row.document_url, row.document_hash = document_url, document_hash
    row.report = _report_json(report)
    work.flush()


def remove_of(work: UnitOfWork, company_id: CompanyId) -> None:
    """Delete all filings of a company, when it is erased."""
    for row in work.session.scalars(select(FilingRow).where(FilingRow.company_id == company_id)):
        work.session.delete(row)
    known = work.session.get(ReportsAskedRow, company_id)
    if known is not None:
        work.session.delete(known)
    work.flush()


def _filing(row: FilingRow) -> Filing:
    return Filing(
        id=row.id,
        cvr=row.cvr,
        loaded_at=row.loaded_at,
        published_at=row.published_at,
        corrects=row.corrects,
        period=_period(row),
        documents=tuple(
            FilingDocument(url=one["url"], kind=one["kind"], medium=Medium(one["medium"]))
            for one in row.documents
        ),
    )


def _period(row: FilingRow) -> Period | None:
    if row.index_start is None or row.index_end is None:
        return None
    return Period(start=row.index_start, end=row.index_end)


def _report_json(report: AnnualReport) -> dict[str, Any]:
    def day(value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "start": day(report.period.start),
        "end": day(report.period.end),
        "company_name": report.company_name,
        "kind": report.kind.value,
        "reporting_class": report.reporting_class.value,
        "auditor": report.auditor.value,
        "audit_firm": report.audit_firm,
        "audit_firm_cvr": report.audit_firm_cvr,
        "approved_on": day(report.approved_on),
        "general_meeting_on": day(report.general_meeting_on),
        "taxonomy": report.taxonomy,
        "warnings": [warning.code.value for warning in report.warnings],
    }
