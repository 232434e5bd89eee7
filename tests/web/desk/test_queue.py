"""The queue: narrowed by kind and by whom, counted, taken on without losing one's place."""

import re

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, claims, tasks
from guide.domain.claims import ClaimId, ClaimState
from guide.domain.error_reports import Subject
from guide.domain.tasks import Task, TaskKind
from guide.usecases import claim_company
from guide.usecases.report_errors import report_error
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, session_for
from tests.web.sending import send


@pytest.fixture(autouse=True)
def waiting(guide: Guide) -> None:
    """A report, a claim by hand and two kinds of questions wait."""
    company, now = company_id_of(guide), guide.clock.now()
    report_error(guide.database, company, Subject.PLACE, "Flyttet.", mail="", locale="da", now=now)
    session_for(guide, "chef@opdigtet.example")
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, "chef@opdigtet.example")
        assert account is not None
        for kind in (TaskKind.STALE_FACTS, TaskKind.MISSING_IN_REGISTER):
            payload = {"fields": ["website"], "since": "2025-01-01"}
            asked = Task(kind=kind, key="1", company_id=company, payload=payload, created_at=now)
            tasks.ask(work, asked)
        work.commit()
    claim_company.ask_by_hand(guide.database, account, company, now)


def counts(page: str) -> dict[str, int]:
    """Return the ways to narrow the queue with what they leave."""
    found = re.findall(r"<li><a href=\"[^\"]*\"[^>]*>([^<(]+) \((\d+)\)</a></li>", page)
    return {label: int(count) for label, count in found}


def test_each_kind_and_each_kind_of_question_is_counted(editor: FlaskClient) -> None:
    """What does not wait is not offered."""
    told = counts(editor.get("/redaktion").text)
    assert told == {
        "Alt": 4,
        "Fejl meldt af en læser": 1,
        "Krav på en profil": 1,
        "Gamle oplysninger": 1,
        "Væk fra registret": 1,
        "Alles": 4,
        "Mine": 0,
        "Ingens": 4,
    }


def test_a_group_shows_itself_alone(editor: FlaskClient) -> None:
    """A kind of question, or all questions."""
    page = editor.get("/redaktion?slags=task:stale_facts").text
    assert page.count("data-item") == 1
    assert "Gamle oplysninger" in page
    assert editor.get("/redaktion?slags=task").text.count("data-item") == 2
    assert editor.get("/redaktion?slags=findes-ikke").text.count("data-item") == 0


def test_what_is_taken_is_mine_and_nobody_s_no_longer(
    editor: FlaskClient, clock: FixedClock
) -> None:
    """One stays where one was; the decision clears the mark."""
    taking = {"name": "error:1", "take": "1", "slags": "error", "hvem": "ingen"}
    answer = send(editor, clock, "/redaktion", taking, to="/redaktion/tildel")
    assert answer.location == "/redaktion?slags=error&hvem=ingen"
    assert editor.get("/redaktion?hvem=ingen").text.count("data-item") == 3
    assert editor.get("/redaktion?hvem=mig").text.count("data-item") == 1
    done = send(editor, clock, "/redaktion/fejl/1", {"action": "corrected"})
    send(editor, clock, done.location, {}, to="/redaktion/fortryd")
    assert editor.get("/redaktion?hvem=mig").text.count("data-item") == 0


def test_a_claim_is_shown_and_granted_by_hand_with_a_reason(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """The profile then says that the editors confirmed it."""
    page = editor.get("/redaktion/krav/1").text
    assert "chef@opdigtet.example" in page
    assert send(editor, clock, "/redaktion/krav/1", {"action": "grant"}).status_code == 422
    granted = {"action": "grant", "reason": "Vi ringede."}
    assert send(editor, clock, "/redaktion/krav/1", granted).status_code == 303
    with guide.database.reading() as work:
        found = claims.find(work, ClaimId(1))
    assert found is not None
    assert found.state is ClaimState.PROVED
    assert "Bekræftet af redaktionen" in editor.get(f"/virksomhed/{SLUG}").text


def test_a_question_is_told_in_words(editor: FlaskClient) -> None:
    """No field has its name from the code."""
    page = editor.get("/redaktion/opgave/1").text
    assert "Hjemmeside" in page
    assert "2025-01-01" in page
    assert "fields" not in page
