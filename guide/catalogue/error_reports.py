"""Readers' reports of errors as they are kept."""

from datetime import datetime

from sqlalchemy import select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.error_reports import ErrorReportRow
from guide.domain.company import CompanyId
from guide.domain.error_reports import ErrorOutcome, ErrorReport, ErrorReportId, Subject


def add(
    work: UnitOfWork,
    company_id: CompanyId,
    subject: Subject,
    text: str,
    *,
    mail: str,
    locale: str,
    now: datetime,
) -> ErrorReportId | None:
    """Keep a report; ``None`` when the same one waits already (a button pressed twice)."""
    same = select(ErrorReportRow.id).where(
        ErrorReportRow.company_id == company_id,
        ErrorReportRow.text == text,
        ErrorReportRow.mail == mail,
        ErrorReportRow.outcome == ErrorOutcome.OPEN.value,
    )
    if work.session.scalars(same).first() is not None:
        return None
    row = ErrorReportRow(
        company_id=company_id,
        subject=subject.value,
        text=text,
        mail=mail,
        locale=locale,
        created_at=now,
        outcome=ErrorOutcome.OPEN.value,
    )
    work.session.add(row)
    work.flush()
    return ErrorReportId(row.id)


def find(work: UnitOfWork, report_id: ErrorReportId) -> ErrorReport | None:
    """Find a report."""
    row = work.session.get(ErrorReportRow, report_id)
    return None if row is None else _report(row)


def waiting(work: UnitOfWork) -> list[ErrorReport]:
    """Return the reports that nobody decided, the oldest first."""
    query = select(ErrorReportRow).where(ErrorReportRow.outcome == ErrorOutcome.OPEN.value)
    return [_report(row) for row in work.session.scalars(query.order_by(ErrorReportRow.id))]


def of_mail(work: UnitOfWork, mail: str) -> list[ErrorReport]:
    """Return the reports that an address stands on."""
    query = select(ErrorReportRow).where(ErrorReportRow.mail == mail)
    return [_report(row) for row in work.session.scalars(query.order_by(ErrorReportRow.id))]


def decide(
    work: UnitOfWork,
    report_id: ErrorReportId,
    outcome: ErrorOutcome,
    answer: str,
    actor: str,
    now: datetime,
) -> bool:
    """Write a decision down; False when somebody was first."""
    row = work.session.get_one(ErrorReportRow, report_id, with_for_update=True)
    if row.outcome != ErrorOutcome.OPEN.value:
        return False
    row.outcome, row.answer = outcome.value, answer
    row.decided_at, row.decided_by = now, actor
    work.flush()
    return True


def reopen(work: UnitOfWork, report_id: ErrorReportId) -> None:
    """Let a report wait again."""
    row = work.session.get_one(ErrorReportRow, report_id, with_for_update=True)
    row.outcome, row.answer, row.decided_at, row.decided_by = ErrorOutcome.OPEN.value, "", None, ""
    work.flush()


def forget_mails(work: UnitOfWork, decided_before: datetime) -> int:
    """Empty the addresses on reports that were decided before a moment; return how many."""
    gone = work.session.execute(
        update(ErrorReportRow)
        .where(ErrorReportRow.mail != "", ErrorReportRow.decided_at < decided_before)
        .values(mail="")
        .returning(ErrorReportRow.id)
    )
    return len(gone.all())


def _report(row: ErrorReportRow) -> ErrorReport:
    return ErrorReport(
        id=ErrorReportId(row.id),
        company_id=CompanyId(row.company_id),
        subject=Subject(row.subject),
        text=row.text,
        mail=row.mail,
        locale=row.locale,
        created_at=row.created_at,
        outcome=ErrorOutcome(row.outcome),
        answer=row.answer,
        decided_at=row.decided_at,
    )
