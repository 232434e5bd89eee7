"""From the confirmation to the decision, as the submitter sees it."""

import re

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import audit, outbox, submissions
from guide.domain.submissions import SubmissionId
from guide.usecases.decide_submissions import approve, refuse
from guide.web import create_app
from tests.conftest import FixedClock
from tests.web.sending import send
from tests.web.signup.test_start import GOOD

SITE = "http://localhost:8000"


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before the site."""
    return create_app(guide).test_client()


def last_link(guide: Guide, clock: FixedClock) -> str:
    """Return the path in the newest letter."""
    with guide.database.reading() as work:
        letter = outbox.open_jobs(work, outbox.MAIL, clock.now())[-1]
    found = re.search(rf"{SITE}(/tilmeld/\S+)", letter.payload["text"])
    assert found
    return found[1]


@pytest.fixture
def confirmed(client: FlaskClient, guide: Guide, clock: FixedClock) -> str:
    """The status page's address of a sign-up that was confirmed."""
    send(client, clock, "/tilmeld", GOOD)
    send(client, clock, last_link(guide, clock), {})
    return last_link(guide, clock)


def test_following_the_link_alone_confirms_nothing(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Mail scanners follow links; people press buttons; a link works once."""
    send(client, clock, "/tilmeld", GOOD)
    address = last_link(guide, clock)
    page = client.get(address)
    assert "Ja, det er os" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    with guide.database.reading() as work:
        assert submissions.queue(work)[0].confirmed_at is None
    assert send(client, clock, address, {}).status_code == 200
    with guide.database.reading() as work:
        assert submissions.queue(work)[0].confirmed_at == clock.now()
    assert client.get(address).status_code == 410


def test_a_link_older_than_two_days_is_told_to_be_too_old(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """48 hours and no more."""
    send(client, clock, "/tilmeld", GOOD)
    address = last_link(guide, clock)
    clock.move(hours=48)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "virker ikke længere" in answer.text


def test_the_status_page_tells_why_and_takes_a_reply(
    client: FlaskClient, guide: Guide, clock: FixedClock, confirmed: str
) -> None:
    """A refused sign-up that is answered is read once more."""
    assert "Bliver læst af redaktionen" in client.get(confirmed).text
    refuse(guide.database, SubmissionId(1), "redaktør", "Teksten er reklame.", SITE, clock.now())
    page = client.get(confirmed).text
    assert "Ikke optaget" in page
    assert "Teksten er reklame." in page
    answer = send(client, clock, confirmed, {"text": "Vi har skrevet den om.", "action": "reply"})
    assert answer.status_code == 303
    page = client.get(confirmed).text
    assert "Vi har skrevet den om." in page
    assert "Bliver læst af redaktionen" in page


def test_an_empty_reply_is_told(client: FlaskClient, clock: FixedClock, confirmed: str) -> None:
    """With an error at the field."""
    answer = send(client, clock, confirmed, {"text": " ", "action": "reply"})
    assert answer.status_code == 422
    assert "Skriv noget" in answer.text


def test_what_is_approved_cannot_be_withdrawn_here(
    client: FlaskClient, guide: Guide, clock: FixedClock, confirmed: str
) -> None:
    """An illegal move answers 409 and stands in the log."""
    approve(guide.database, SubmissionId(1), "redaktør", guide.policy, SITE, clock.now())
    page = client.get(confirmed).text
    assert "/virksomhed/opdigtet-data" in page
    assert send(client, clock, confirmed, {"action": "withdraw"}).status_code == 409
    with guide.database.reading() as work:
        (entry,) = audit.of_object(work, "page", "signup.reply")
    assert entry.action == "illegal_move"


def test_an_unknown_status_link_is_not_found(client: FlaskClient) -> None:
    """Nothing can be guessed."""
    assert client.get("/tilmeld/status/findes-ikke").status_code == 404
