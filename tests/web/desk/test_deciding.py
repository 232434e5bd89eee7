"""What editors do at the desk, and what is seen of it outside."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import audit, dead_letters, facts, import_runs, mentions, submissions, tasks
from guide.domain.facts import Field
from guide.domain.submissions import Proposal, SubmissionId, SubmissionState
from guide.domain.tasks import Task, TaskKind
from guide.usecases import sign_up
from tests.conftest import FixedClock
from tests.small import SLUG, add_company, company_id_of
from tests.web.sending import send

NEW = Proposal(
    cvr="98000011",
    name="Kvante ApS",
    description="Vi bygger kvantegrammofoner.",
    categories=("erp",),
    contact_mail="hej@kvante.example",
)


@pytest.fixture
def submission(guide: Guide) -> str:
    """The address of a sign-up that waits."""
    now = guide.clock.now()
    key = sign_up.submit(
        guide.database, NEW, locale="da", consent_text="Ja", site_url="http://x", now=now
    )
    return f"/redaktion/tilmelding/{key}"


def state(guide: Guide) -> SubmissionState:
    """Return where the sign-up is."""
    with guide.database.reading() as work:
        return submissions.get(work, SubmissionId(1)).state


def test_a_sign_up_is_in_the_queue_and_leaves_it_approved(
    editor: FlaskClient, clock: FixedClock, guide: Guide, submission: str
) -> None:
    """Afterwards the company has a profile."""
    assert submission in editor.get("/redaktion").text
    assert "kvantegrammofoner" in editor.get(submission).text
    answer = send(editor, clock, submission, {"action": "approve"})
    assert (answer.status_code, state(guide)) == (303, SubmissionState.APPROVED)
    assert submission not in editor.get("/redaktion").text
    assert editor.get("/virksomhed/kvante").status_code == 200


def test_a_refusal_needs_a_reason_chosen_or_typed(
    editor: FlaskClient, clock: FixedClock, guide: Guide, submission: str
) -> None:
    """What is typed wins over what is chosen."""
    assert send(editor, clock, submission, {"action": "refuse"}).status_code == 422
    reasons = {"chosen_reason": "Det er ikke en it-virksomhed.", "reason": "I sælger fliser."}
    assert send(editor, clock, submission, {"action": "refuse", **reasons}).status_code == 303
    with guide.database.reading() as work:
        assert submissions.get(work, SubmissionId(1)).reason == "I sælger fliser."


def test_a_decision_taken_twice_is_409_and_logged(
    editor: FlaskClient, clock: FixedClock, guide: Guide, submission: str
) -> None:
    """Two editors with the same page open."""
    page = editor.get(submission).text
    send(editor, clock, submission, {"action": "approve"})
    token = page.partition('name="form_token" value="')[2].partition('"')[0]
    again = editor.post(submission, data={"form_token": token, "action": "refuse", "reason": "x"})
    assert (again.status_code, state(guide)) == (409, SubmissionState.APPROVED)
    with guide.database.reading() as work:
        (entry,) = audit.of_object(work, "page", "desk.decide_submission")
    assert entry.action == "illegal_move"


def test_a_field_is_previewed_decided_undone_and_told_in_public(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """A preview changes nothing; the public log tells role, field and reason, not contents."""
    path = f"/redaktion/virksomhed/{SLUG}/excluded"
    preview = send(editor, clock, path, {"action": "preview", "value": "ja"})
    assert "Går ud af lister og søgning" in preview.text
    assert editor.get(f"/virksomhed/{SLUG}").status_code == 200
    path = f"/redaktion/virksomhed/{SLUG}/town"
    decided = {"action": "save", "value": "Hemmelighavn", "reason": "De ringede."}
    answer = send(editor, clock, path, decided)
    assert answer.status_code == 303
    public = editor.get(f"/virksomhed/{SLUG}/aendringer").text
    assert "Redaktionen" in public
    assert "De ringede." in public
    assert "Hemmelighavn" not in public
    assert "account:" not in public
    undone = send(editor, clock, answer.location, {}, to="/redaktion/fortryd")
    assert undone.status_code == 303
    with guide.database.reading() as work:
        said = facts.current(work, company_id_of(guide))
    assert not [fact for fact in said if fact.field is Field.TOWN]


def test_undo_too_late_is_told_with_409(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """The history is the way then."""
    path = f"/redaktion/virksomhed/{SLUG}/town"
    decided = {"action": "save", "value": "Odense", "reason": "De ringede."}
    answer = send(editor, clock, path, decided)
    late = send(editor, clock, answer.location, {}, to="/redaktion/fortryd", seconds=40)
    assert late.status_code == 409
    assert "brug historikken" in late.text


def test_a_wrong_value_keeps_what_was_typed(editor: FlaskClient, clock: FixedClock) -> None:
    """With the reason beside it."""
    path = f"/redaktion/virksomhed/{SLUG}/employees"
    answer = send(editor, clock, path, {"action": "save", "value": "mange", "reason": "Fordi"})
    assert answer.status_code == 422
    assert 'value="mange"' in answer.text
    assert "Fordi" in answer.text


def test_the_register_alone_tells_of_protection(editor: FlaskClient) -> None:
    """There is no page to change it by."""
    path = f"/redaktion/virksomhed/{SLUG}/advertising_protected"
    assert editor.get(path).status_code == 404


def test_two_companies_are_merged_from_the_page_and_the_address_leads_on(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """And taken apart by undo."""
    add_company(guide, None, {Field.NAME: "Anden ApS", Field.INCLUDED: True})
    page, to = f"/redaktion/virksomhed/{SLUG}", f"/redaktion/virksomhed/{SLUG}/laeg-sammen"
    answer = send(editor, clock, page, {"other": "anden", "reason": "Samme."}, to=to)
    moved = editor.get("/virksomhed/anden")
    assert (moved.status_code, moved.location) == (308, f"/virksomhed/{SLUG}")
    send(editor, clock, answer.location, {}, to="/redaktion/fortryd")
    assert editor.get("/virksomhed/anden").status_code == 200


def test_a_question_is_answered_and_an_answered_one_is_409(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Yes takes the company out."""
    asked = Task(
        kind=TaskKind.MISSING_IN_REGISTER,
        key="1",
        company_id=company_id_of(guide),
        created_at=clock.now(),
    )
    with guide.database.writing() as work:
        tasks.ask(work, asked)
        work.commit()
    form = {"action": "yes", "reason": "Den er væk."}
    page = editor.get("/redaktion/opgave/1").text
    assert send(editor, clock, "/redaktion/opgave/1", form).status_code == 303
    assert editor.get(f"/virksomhed/{SLUG}").status_code == 404
    token = page.partition('name="form_token" value="')[2].partition('"')[0]
    again = editor.post("/redaktion/opgave/1", data={"form_token": token, **form})
    assert again.status_code == 409


def test_an_item_is_taken_filtered_and_given_back(
    editor: FlaskClient, clock: FixedClock, submission: str
) -> None:
    """Each is one press."""
    taking = {"name": "submission:1", "take": "1"}
    send(editor, clock, "/redaktion", taking, to="/redaktion/tildel")
    assert submission in editor.get("/redaktion?mine=1").text
    send(editor, clock, "/redaktion", {"name": "submission:1"}, to="/redaktion/tildel")
    assert submission not in editor.get("/redaktion?mine=1").text
    assert submission not in editor.get("/redaktion?slags=task").text


def test_mentions_and_dead_letters_are_in_the_queue_too(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Answered and put away from there; a document is shown as text, whatever it holds."""
    now = clock.now()
    with guide.database.writing() as work:
        mentions.ask(work, "data", company_id_of(guide), "… data …", now)
        run = import_runs.start(work, kind="cvr", source="x", fingerprint="x", mode="full", now=now)
        dead_letters.add(
            work,
            run.id,
            position="1",
            cvr=None,
            reason="Uden navn",
            raw=b"<script>alert(1)</script>",
            now=now,
        )
        work.commit()
    assert "&lt;script&gt;" in editor.get("/redaktion/brev/1").text
    assert send(editor, clock, "/redaktion/brev/1", {"reason": "Set."}).status_code == 303
    key = f"{company_id_of(guide)}:data"
    answer = {"key": key, "action": "no"}
    send(editor, clock, "/redaktion", answer, to="/redaktion/omtale")
    with guide.database.reading() as work:
        assert mentions.decisions(work) == {("data", company_id_of(guide)): False}
        assert dead_letters.count(work) == 0
    assert "Intet venter." in editor.get("/redaktion").text
