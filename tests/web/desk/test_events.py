"""Events at the desk: written as readers will see them, changed, called off, taken from a file."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.conftest import FixedClock
from tests.ingest.test_calendars import calendar
from tests.small import SLUG
from tests.web.sending import hidden_fields, send

NEW, LIST = "/redaktion/begivenheder/ny", "/redaktion/begivenheder"
IMPORT = "/redaktion/begivenheder/indlaes"
ONE, PUBLIC = "/redaktion/begivenhed/erp-dag-2027-01-15", "/arrangement/erp-dag-2027-01-15"
TYPED = {
    "title": "ERP-dag",
    "starts_on": "2027-01-15",
    "starts_at": "09.30",
    "place": "Ballerup",
    "companies": f"/virksomhed/{SLUG}",
    "categories": ["erp"],
    "reason": "Fra et brev.",
}
ENTRY = "UID:a@x\nSUMMARY:CRM-dag\nDTSTART;VALUE=DATE:20270116\nLOCATION:Vejle"


@pytest.fixture
def written(editor: FlaskClient, clock: FixedClock) -> str:
    """The address of an event at the desk."""
    answer = send(editor, clock, NEW, {**TYPED, "action": "save"})
    assert (answer.status_code, answer.location) == (303, f"{ONE}?gjort=1")
    return ONE


def test_an_event_is_seen_as_readers_will_and_then_written(
    editor: FlaskClient, clock: FixedClock
) -> None:
    """The preview writes nothing; afterwards it stands among the coming ones, tied."""
    preview = send(editor, clock, NEW, {**TYPED, "action": "preview"}).text
    assert "Sådan ser læserne det" in preview
    assert "kl.\u00a009.30" in preview
    assert editor.get(PUBLIC).status_code == 404
    send(editor, clock, NEW, {**TYPED, "action": "save"})
    page = editor.get(PUBLIC).text
    assert "Opdigtet Data ApS" in page
    assert "/kategori/erp" in page
    assert "kl.\u00a009.30" in page
    assert "ERP-dag" in editor.get(LIST).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Skriv, hvad arrangementet hedder."),
        ({"starts_on": "15/1"}, "Skriv dagen som 2027-01-31."),
        ({"starts_on": ""}, "Skriv den dag, det begynder."),
        ({"starts_at": "ti"}, "Skriv klokken som 09.30."),
        ({"starts_at": "", "ends_at": "10.00"}, "Skriv også, hvornår det begynder."),
        ({"ends_at": "08.00"}, "Det slutter, før det begynder."),
        ({"ends_on": "2027-01-14"}, "Det slutter, før det begynder."),
        ({"url": "ikke en adresse"}, "Adressen kan ikke bruges."),
        ({"companies": "findesikke"}, "Guiden kender ikke findesikke."),
        ({"categories": ["findesikke"]}, "Kategorien findes ikke længere."),
        ({"reason": ""}, "skriv en grund"),
    ],
)
def test_an_error_keeps_everything_that_was_typed(
    editor: FlaskClient, clock: FixedClock, wrong: dict[str, object], told: str
) -> None:
    """Nothing is written, and the field is named."""
    typed = {**TYPED, "description": "Om økonomi.", **wrong, "action": "save"}
    answer = send(editor, clock, NEW, typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Om økonomi." in answer.text
    assert 'value="Ballerup"' in answer.text
    assert editor.get(PUBLIC).status_code == 404


def test_of_two_editors_the_second_gets_both_texts_and_409(
    editor: FlaskClient, clock: FixedClock, written: str
) -> None:
    """What was typed stays in the fields; saving again is then a decision."""
    old = hidden_fields(editor.get(written).text)
    send(editor, clock, written, {**TYPED, "price": "Gratis", "action": "save"})
    mine = {**TYPED, "place": "Aarhus", "action": "save"}
    answer = editor.post(written, data={**old, **mine})
    assert answer.status_code == 409
    assert "Gratis" in answer.text
    assert 'value="Aarhus"' in answer.text
    assert "Ballerup" in editor.get(PUBLIC).text
    seen = hidden_fields(answer.text)
    assert editor.post(written, data={**seen, **mine}).status_code == 303
    assert "Aarhus" in editor.get(PUBLIC).text


def test_a_late_press_of_call_off_changes_nothing(
    editor: FlaskClient, clock: FixedClock, written: str
) -> None:
    """The page shows the event as it is now, not as it was."""
    old = hidden_fields(editor.get(written).text)
    send(editor, clock, written, {**TYPED, "place": "Aarhus", "action": "save"})
    answer = editor.post(written, data={**old, "action": "call_off", "reason": "Syg."})
    assert answer.status_code == 409
    assert 'value="Aarhus"' in answer.text
    assert "Aflyst" not in editor.get(PUBLIC).text


def test_a_called_off_event_says_so_on_its_page_in_lists_and_in_calendars(
    editor: FlaskClient, clock: FixedClock, written: str
) -> None:
    """And a removed one is called off in calendars alone, without a word of it."""
    send(editor, clock, written, {"action": "call_off", "reason": "Taleren er syg."})
    assert "Aflyst" in editor.get(PUBLIC).text
    assert "EventCancelled" in editor.get(PUBLIC).text
    assert "Aflyst" in editor.get("/arrangementer").text
    assert editor.get("/api/v1/events").json["events"][0]["cancelled"] is True  # type: ignore[index]
    assert calendar_item(editor, PUBLIC + ".ics") == ("CANCELLED", 1, "ERP-dag")
    send(editor, clock, written, {"action": "withdraw", "reason": "En prøve."})
    assert editor.get(PUBLIC).status_code == 404
    assert calendar_item(editor, "/arrangementer.ics?kategori=erp") == ("CANCELLED", 2, None)
    assert "Fjernet" in editor.get(LIST).text


def calendar_item(client: FlaskClient, path: str) -> tuple[str, int, str | None]:
    """Return what a calendar says of its one event."""
    (item,) = Calendar.from_ical(client.get(path).data).walk("VEVENT")
    return str(item["STATUS"]), int(item["SEQUENCE"]), item.get("SUMMARY")


def test_an_old_version_is_brought_back_from_the_history(
    editor: FlaskClient, clock: FixedClock, written: str
) -> None:
    """The history tells who, what and why."""
    send(editor, clock, written, {**TYPED, "place": "Aarhus", "action": "save"})
    page = editor.get(written).text
    assert "redaktion@guide.example" in page
    assert "Fra et brev." in page
    assert send(editor, clock, written, {"action": "restore"}).status_code == 303
    assert "Ballerup" in editor.get(PUBLIC).text


def test_a_calendar_is_seen_row_by_row_and_taken_in_as_seen(
    editor: FlaskClient, clock: FixedClock
) -> None:
    """From a file; its text is on the page after, so that it is not chosen twice."""
    file = (BytesIO(calendar(ENTRY)), "dage.ics")
    preview = send(editor, clock, IMPORT, {"file": file, "action": "preview"})
    assert "CRM-dag" in preview.text
    assert "SUMMARY:CRM-dag" in preview.text
    assert editor.get("/arrangement/crm-dag-2027-01-16").status_code == 404
    fields = hidden_fields(preview.text)
    typed = {**fields, "calendar": calendar(ENTRY).decode(), "action": "make"}
    refused = editor.post(IMPORT, data=typed)
    assert (refused.status_code, "SUMMARY:CRM-dag" in refused.text) == (422, True)
    assert editor.post(IMPORT, data={**typed, "reason": "Fra dem."}).status_code == 303
    assert "Vejle" in editor.get("/arrangement/crm-dag-2027-01-16").text
    stale = editor.post(IMPORT, data={**typed, "reason": "Fra dem."})
    assert (stale.status_code, "SUMMARY:CRM-dag" in stale.text) == (409, True)


@pytest.mark.parametrize("wrong", ["", "ikke en kalender", "x" * 300_001])
def test_what_is_no_calendar_is_told(editor: FlaskClient, clock: FixedClock, wrong: str) -> None:
    """With what to do instead."""
    answer = send(editor, clock, IMPORT, {"calendar": wrong, "action": "preview"})
    assert answer.status_code == 422
    assert "Det kunne ikke gøres" in answer.text


def test_a_file_in_another_encoding_is_told(editor: FlaskClient, clock: FixedClock) -> None:
    """Instead of guessing its letters."""
    file = (BytesIO("SUMMARY:Møde".encode("latin-1")), "x.ics")
    answer = send(editor, clock, IMPORT, {"file": file, "action": "preview"})
    assert (answer.status_code, "UTF-8" in answer.text) == (422, True)
