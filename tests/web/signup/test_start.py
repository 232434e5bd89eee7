"""/tilmeld takes a sign-up, keeps it through every error and tells what happens next."""

import re

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import outbox, submissions
from guide.domain.submissions import SubmissionState
from guide.web import create_app
from tests.conftest import FixedClock
from tests.web.sending import hidden_fields, send

GOOD = {
    "cvr": "DK-98 00 00 03",
    "name": "Opdigtet Data ApS",
    "description": "Vi bygger kvanteregnemaskiner til bagerier.",
    "long_description": "En længere fortælling.\r\n\r\nMed afsnit.",
    "category": "erp",
    "category_2": "crm",
    "category_3": "",
    "products": "Brødregner, Gærplan",
    "website": "www.opdigtet.example",
    "postcode": "8000",
    "contact_mail": "hej@opdigtet.example",
    "consent": "y",
    "action": "send",
}


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before the site."""
    return create_app(guide).test_client()


def test_a_good_form_is_kept_and_confirmed_by_mail(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Number and address are brought to one form; the page tells what happens next."""
    answer = send(client, clock, "/tilmeld", GOOD)
    assert (answer.status_code, answer.location) == (303, "/tilmeld/tak")
    assert "48 timer" in client.get("/tilmeld/tak").text
    with guide.database.reading() as work:
        (kept,) = submissions.queue(work)
        (letter,) = outbox.open_jobs(work, outbox.MAIL, clock.now())
    assert kept.state is SubmissionState.UNCONFIRMED
    assert (kept.proposal.cvr, kept.proposal.website) == (
        "98000003",
        "https://www.opdigtet.example",
    )
    assert kept.proposal.categories == ("erp", "crm")
    assert kept.proposal.products == ("Brødregner", "Gærplan")
    assert kept.proposal.long_description == "En længere fortælling.\n\nMed afsnit."
    assert kept.consent_at == clock.now()
    assert "samtykket" in kept.consent_text
    assert letter.payload["to"] == "hej@opdigtet.example"
    assert "Opdigtet" not in letter.payload["text"].replace("opdigtet.example", "")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("cvr", "12345678", "otte cifre"),
        ("cvr", "", "Skriv jeres CVR-nummer"),
        ("name", " ", "Skriv virksomhedens navn"),
        ("description", "", "Skriv kort"),
        ("description", "x" * 301, "301 tegn"),
        ("long_description", "x" * 4001, "4001 tegn"),
        ("category", "", "Vælg den kategori"),
        ("category_2", "findes-ikke", "findes ikke længere"),
        ("website", "javascript:alert(1)", "kan ikke bruges"),
        ("postcode", "0000", "Postnummeret findes ikke"),
        ("contact_mail", "hej@", "ikke hel"),
        ("consent", "", "Sæt kryds"),
    ],
)
def test_an_error_keeps_everything_and_names_the_field(
    client: FlaskClient, guide: Guide, clock: FixedClock, field: str, value: str, message: str
) -> None:
    """Summary on top with a link, message at the field, title with Fejl, nothing lost."""
    answer = send(client, clock, "/tilmeld", {**GOOD, field: value})
    assert answer.status_code == 422
    assert "<title>Fejl: " in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert answer.text.count(message) >= 2
    for name, kept in GOOD.items():
        if name in ("name", "description", "contact_mail", "products") and name != field:
            assert kept in answer.text
    with guide.database.reading() as work:
        assert submissions.queue(work) == []


def test_a_form_sent_at_once_is_asked_for_again(client: FlaskClient, clock: FixedClock) -> None:
    """Under three seconds no person reads a form; what was typed stays."""
    answer = send(client, clock, "/tilmeld", GOOD, seconds=2)
    assert answer.status_code == 422
    assert "Det gik meget hurtigt" in answer.text
    assert GOOD["description"] in answer.text


def test_a_filled_honeypot_is_not_taken(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Only robots fill what nobody sees."""
    answer = send(client, clock, "/tilmeld", {**GOOD, "website_url": "http://spam.example"})
    assert answer.status_code == 422
    with guide.database.reading() as work:
        assert submissions.queue(work) == []


def test_a_form_without_its_token_keeps_the_text(client: FlaskClient) -> None:
    """A page kept open over night loses nothing, and nothing is taken."""
    answer = client.post("/tilmeld", data=GOOD)
    assert answer.status_code == 422
    assert GOOD["description"] in answer.text


def test_another_browsers_token_does_not_count(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The token belongs to the browser that opened the page."""
    other = create_app(guide).test_client()
    other.get("/tilmeld")
    fields = hidden_fields(client.get("/tilmeld").text)
    clock.move(seconds=5)
    assert other.post("/tilmeld", data={**GOOD, **fields}).status_code == 422


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_on_another_site_is_refused(
    client: FlaskClient, clock: FixedClock, headers: dict[str, str]
) -> None:
    """Browsers tell where a form stood."""
    fields = hidden_fields(client.get("/tilmeld").text)
    clock.move(seconds=5)
    assert client.post("/tilmeld", data={**GOOD, **fields}, headers=headers).status_code == 403


def test_unknown_fields_change_nothing(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """A state, a company or a decision cannot be sent in."""
    more = {"state": "approved", "company_id": "1", "decided_by": "me", "employees": "9"}
    send(client, clock, "/tilmeld", {**GOOD, **more})
    with guide.database.reading() as work:
        (kept,) = submissions.queue(work)
    assert (kept.state, kept.company_id, kept.decided_by) == (
        SubmissionState.UNCONFIRMED,
        None,
        None,
    )
    assert "employees" not in kept.proposal.content()


def test_a_number_fills_in_what_the_guide_knows(client: FlaskClient, clock: FixedClock) -> None:
    """By address and by the button; what was typed already is not replaced."""
    assert "https://www.3shape.com" in client.get("/tilmeld?cvr=DK+25+55+34+89").text
    data = {"cvr": "25553489", "name": "Mit eget navn", "action": "fill"}
    answer = send(client, clock, "/tilmeld", data)
    assert 'value="Mit eget navn"' in answer.text
    assert "https://www.3shape.com" in answer.text
    assert "Er det jer?" in answer.text


def test_a_wrong_number_is_told_when_asked_to_fill(client: FlaskClient, clock: FixedClock) -> None:
    """Before anything else has to be written."""
    answer = send(client, clock, "/tilmeld", {"cvr": "123", "action": "fill"})
    assert answer.status_code == 422
    assert "otte cifre" in answer.text


def test_the_preview_shows_the_text_without_javascript(
    client: FlaskClient, clock: FixedClock
) -> None:
    """And suggests categories with the words that led to them."""
    data = {**GOOD, "description": "Vi laver lønsystem og vagtplan.", "action": "preview"}
    page = send(client, clock, "/tilmeld", data).text
    assert re.search(r'id="preview-text"[^>]*>Vi laver lønsystem og vagtplan\.', page)
    assert "<strong>Løn, HR og personale</strong> (lønsystem" in page


def test_markup_is_shown_as_text(client: FlaskClient, clock: FixedClock) -> None:
    """What a stranger writes is never part of the page."""
    data = {**GOOD, "name": "<script>alert(1)</script>", "action": "preview"}
    assert "<script>alert" not in send(client, clock, "/tilmeld", data).text


def test_duplicates_are_told_as_data_and_as_a_page(client: FlaskClient) -> None:
    """The same answer for a script and for a person without one."""
    data = client.get("/tilmeld/findes.json?name=3shape").json
    assert [one["label"] for one in data["companies"]] == ["3Shape A/S"]
    assert "/virksomhed/3shape" in client.get("/tilmeld/findes?cvr=25553489").text
    assert client.get("/tilmeld/findes.json?name=zz").json == {"companies": []}


def test_the_page_is_not_kept_and_its_cookie_is_closed(client: FlaskClient) -> None:
    """No cache may hand one browser's token to another."""
    answer = client.get("/tilmeld")
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_form_speaks_english(client: FlaskClient, guide: Guide, clock: FixedClock) -> None:
    """And the letters follow the language of the page."""
    assert "Get listed" in client.get("/en/tilmeld").text
    send(client, clock, "/en/tilmeld", GOOD)
    with guide.database.reading() as work:
        (letter,) = outbox.open_jobs(work, outbox.MAIL, clock.now())
    assert "Confirm your entry" in letter.payload["subject"]
    assert "/en/tilmeld/bekraeft/" in letter.payload["text"]
