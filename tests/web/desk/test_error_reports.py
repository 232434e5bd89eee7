"""Reports of errors at the desk: beside what is shown, corrected or refused with an answer."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import error_reports
from guide.domain.error_reports import ErrorOutcome, ErrorReportId, Subject
from guide.usecases.report_errors import report_error
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of
from tests.web.sending import hidden_fields, send


@pytest.fixture
def path(guide: Guide) -> str:
    """The address of a report that waits."""
    report_error(
        guide.database,
        company_id_of(guide),
        Subject.PLACE,
        "<i>De er flyttet.</i>",
        mail="laeser@nogen.example",
        locale="da",
        now=guide.clock.now(),
    )
    return "/redaktion/fejl/1"


def outcome(guide: Guide) -> ErrorOutcome:
    """Return what became of it."""
    with guide.database.reading() as work:
        found = error_reports.find(work, ErrorReportId(1))
    assert found is not None
    return found.outcome


def test_a_report_stands_beside_the_profile_and_leads_to_its_fields(
    editor: FlaskClient, path: str
) -> None:
    """Its text is text."""
    assert path in editor.get("/redaktion?slags=error").text
    page = editor.get(path).text
    assert "&lt;i&gt;De er flyttet.&lt;/i&gt;" in page
    assert f"/redaktion/virksomhed/{SLUG}/town?fejl=1" in page


def test_the_field_is_corrected_from_there_and_the_report_called_so(
    editor: FlaskClient, clock: FixedClock, guide: Guide, path: str
) -> None:
    """Deciding the field leads back; calling it corrected empties the queue, undo fills it."""
    decided = {"action": "save", "value": "Odense", "reason": "De skrev."}
    back = send(editor, clock, f"/redaktion/virksomhed/{SLUG}/town?fejl=1", decided)
    assert back.location.startswith(f"{path}?")
    assert "Odense" in editor.get(back.location).text
    answer = send(editor, clock, path, {"action": "corrected"})
    assert (answer.status_code, outcome(guide)) == (303, ErrorOutcome.CORRECTED)
    assert path not in editor.get("/redaktion").text
    send(editor, clock, answer.location, {}, to="/redaktion/fortryd")
    assert path in editor.get("/redaktion").text


def test_a_refusal_without_an_answer_is_asked_for_one(
    editor: FlaskClient, clock: FixedClock, guide: Guide, path: str
) -> None:
    """And a second decision is 409."""
    assert send(editor, clock, path, {"action": "refused"}).status_code == 422
    token = hidden_fields(editor.get(path).text)
    assert send(editor, clock, path, {"action": "refused", "reason": "Nej."}).status_code == 303
    again = editor.post(path, data={**token, "action": "corrected"})
    assert (again.status_code, outcome(guide)) == (409, ErrorOutcome.REFUSED)
