"""A reader tells of an error on a profile; an editor answers. The report changes no fact."""

from datetime import datetime

from guide.catalogue import audit, companies, desk, editing, error_reports
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit, KeptEdit
from guide.domain.company import CompanyId
from guide.domain.desk import ItemKind
from guide.domain.editing import MAX_REASON, EditError
from guide.domain.error_reports import ErrorOutcome, ErrorReport, ErrorReportId, Subject
from guide.domain.letter_texts import write
from guide.domain.submissions import IllegalMoveError
from guide.domain.texts import tidy_text
from guide.usecases.edit_company import Editor
from guide.usecases.post import post_after_undo, site_link
from guide.usecases.undoing import CHANGED_SINCE, keep_undo, take_letter_back

READER = "reader"
CORRECTED, REFUSED = "error.corrected", "error.refused"
_KINDS = {ErrorOutcome.CORRECTED: CORRECTED, ErrorOutcome.REFUSED: REFUSED}


def report_error(
    database: Database,
    company_id: CompanyId,
    subject: Subject,
    text: str,
    *,
    mail: str,
    locale: str,
    now: datetime,
) -> None:
    """Leave a report for the editors; the log holds neither the text nor the address."""
    with database.writing() as work:
        made = error_reports.add(work, company_id, subject, text, mail=mail, locale=locale, now=now)
        if made is None:
            return
        entry = audit.Entry(
            at=now,
            actor=READER,
            action="error.reported",
            object_kind="error_report",
            object_id=str(made),
        )
        audit.write(work, entry)
        work.commit()


def decide_error(
    database: Database,
    report_id: ErrorReportId,
    outcome: ErrorOutcome,
    answer: str,
    site_url: str,
    editor: Editor,
) -> int:
    """Answer a report and return the revision; the letter waits until it cannot be taken back.

    Raises ``KeyError`` without such a report, ``EditError`` when a refusal has no answer and
    ``IllegalMoveError`` when it is decided already.
    """
    text = tidy_text(answer)[:MAX_REASON]
    if outcome is ErrorOutcome.REFUSED and not text:
        message = "skriv et svar, som læseren kan forstå, eller vælg en grund"
        raise EditError(message)
    with database.writing() as work:
        report = error_reports.find(work, report_id)
        if report is None:
            raise KeyError(report_id)
        if not error_reports.decide(work, report_id, outcome, text, editor.actor, editor.now):
            raise IllegalMoveError(report.outcome.value, outcome.value)
        desk.give_back(work, ItemKind.ERROR, str(report_id))
        edit = Edit(
            kind=_KINDS[outcome],
            actor=editor.actor,
            reason=text,
            object_kind="error_report",
            object_id=str(report_id),
            company_id=report.company_id,
            before={"report": int(report_id), "outcome": report.outcome.value},
            after={
                "report": int(report_id),
                "outcome": outcome.value,
                "letter": _answer(work, report, outcome, text, site_url, editor.now),
            },
        )
        revision = editing.keep(work, edit, editor.now)
        work.commit()
    return revision


def take_back(work: UnitOfWork, kept: KeptEdit, editor: Editor) -> None:
    """Let the report wait again, in the caller's transaction; raises ``EditError``."""
    report_id = ErrorReportId(int(kept.after["report"]))
    report = error_reports.find(work, report_id)
    if report is None or report.outcome.value != kept.after["outcome"]:
        raise EditError(CHANGED_SINCE)
    take_letter_back(work, kept)
    error_reports.reopen(work, report_id)
    keep_undo(work, kept, "error_report", str(report_id), editor)


def _answer(
    work: UnitOfWork,
    report: ErrorReport,
    outcome: ErrorOutcome,
    text: str,
    site_url: str,
    now: datetime,
) -> int | None:
    """Write to the reader, if an address was given; nothing the reader typed stands in it."""
    if not report.mail:
        return None
    company = companies.get(work, report.company_id)
    letter = write(
        f"error_{outcome.value}",
        report.locale,
        report.mail,
        name=company.name,
        answer=f"\n\n{text}" if text else "",
        link=site_link(site_url, report.locale, f"/virksomhed/{company.slug}"),
    )
    return post_after_undo(work, letter, now)
