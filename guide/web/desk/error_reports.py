"""/redaktion/fejl: what a reader says is wrong, beside what the profile shows, and the answer."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from guide.catalogue import companies, error_reports, facts
from guide.domain.editing import EDITABLE, EditError
from guide.domain.error_reports import FIELDS, ErrorOutcome, ErrorReportId, Subject
from guide.usecases.report_errors import decide_error
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.companies import row_of
from guide.web.desk.undoing import done, on_to
from guide.web.desk.words import given_reason, reasons
from guide.web.public.error_reports import subject_word

_ACTIONS = {"corrected": ErrorOutcome.CORRECTED, "refused": ErrorOutcome.REFUSED}


@bp.get("/fejl/<int:number>")
def error(number: int) -> ResponseReturnValue:
    """Show a report."""
    return _page(number)


@bp.post("/fejl/<int:number>")
def decide_error_report(number: int) -> ResponseReturnValue:
    """Call it corrected, or refuse it with an answer."""
    outcome, guide = _ACTIONS.get(request.form.get("action", "")), the_guide()
    if outcome is None:
        abort(400)
    try:
        revision = decide_error(
            guide.database,
            ErrorReportId(number),
            outcome,
            given_reason(),
            guide.settings.site_url,
            current_editor(),
        )
    except KeyError:
        abort(404)
    except EditError as problem:
        return _page(number, str(problem), 422)
    return on_to("desk.queue", revision)


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        report = error_reports.find(work, ErrorReportId(number))
        if report is None:
            abort(404)
        company = companies.get(work, report.company_id)
        said = facts.current(work, report.company_id)
    fields = tuple(EDITABLE) if report.subject is Subject.OTHER else FIELDS[report.subject]
    page = render_template(
        "desk/error_report.html",
        report=report,
        company=company,
        subject=subject_word(report.subject),
        rows=[row_of(field, said) for field in fields],
        reasons=reasons(),
        reason=request.form.get("reason", ""),
        error=error,
        open=report.outcome is ErrorOutcome.OPEN,
        done=done(),
    )
    return page, status
