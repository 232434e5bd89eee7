"""Event pages: what is coming, what is over, whom it concerns, and calendars that follow along."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from playwright.sync_api import Browser

from guide.bootstrap import Guide
from guide.usecases.import_events import import_events
from guide.web import create_app
from tests.ingest.test_calendars import calendar
from tests.web.browser import find_barriers, open_browser, serve_app

MEETING = (
    "UID:a@x\nSUMMARY:ERP-dag hos Columbus A/S\nDTSTART:20270115T080000Z\nDTEND:20270115T150000Z\n"
    "LOCATION:Ballerup\nURL:https://example.org/dag\nCATEGORIES:erp\n"
    "DESCRIPTION:KMD's direktør fortæller </script> om skiftet."
)


@pytest.fixture
def client(guide: Guide) -> Iterator[FlaskClient]:
    """A client of a site with one coming event beside the seed's past ones."""
    report = import_events(guide.database, guide.matcher, calendar(MEETING), guide.clock.now())
    assert (report.read, report.changed) == (1, 1)
    with create_app(guide).test_client() as client:
        yield client


def test_coming_past_and_undated_events_stand_apart(client: FlaskClient) -> None:
    """An event without a day is in no calendar and never coming."""
    html = client.get("/arrangementer").text
    coming, rest = html.split("Uden oplyst dato")
    undated, past = rest.split("<h2>Afholdte</h2>")
    assert "ERP-dag" in coming
    assert "i Jylland" in undated
    assert "Cyber Briefing" in past


def test_an_event_tells_whom_it_concerns_and_is_told_to_machines(client: FlaskClient) -> None:
    """Companies named in its text, its category, and JSON-LD that nothing breaks out of."""
    html = client.get("/arrangement/erp-dag-hos-columbus-a-s-2027-01-15").text
    assert "/virksomhed/columbus" in html
    assert "/virksomhed/kmd" in html
    assert "/kategori/erp" in html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    linked = json.loads(found[1])
    assert linked["@type"] == "Event"
    assert linked["startDate"] == "2027-01-15T08:00:00+00:00"
    assert linked["location"]["name"] == "Ballerup"


@pytest.mark.parametrize(
    ("query", "count"), [("?kategori=erp", 1), ("?virksomhed=kmd", 1), ("?kategori=hosting", 0)]
)
def test_a_filter_holds_for_page_and_calendar(client: FlaskClient, query: str, count: int) -> None:
    """The same events in both."""
    assert client.get(f"/arrangementer{query}").text.count("ERP-dag") == count
    file = Calendar.from_ical(client.get(f"/arrangementer.ics{query}").data)
    assert len(file.walk("VEVENT")) == count


def test_the_calendar_of_all_holds_every_dated_event(client: FlaskClient) -> None:
    """Ten dated events of the seed and the new one; the same bytes twice."""
    first = client.get("/arrangementer.ics")
    assert first.content_type == "text/calendar; charset=utf-8"
    items = Calendar.from_ical(first.data).walk("VEVENT")
    days = [item["DTSTART"].dt for item in items]
    assert len(items) == len({item["UID"] for item in items})
    assert date(2026, 1, 20) in days
    assert client.get("/arrangementer.ics").data == first.data


def test_importing_again_changes_nothing_and_a_cancelled_event_says_so(
    guide: Guide, client: FlaskClient
) -> None:
    """The address stays while the text changes, and tells that it is called off."""
    now = guide.clock.now()
    again = import_events(guide.database, guide.matcher, calendar(MEETING), now)
    assert again.changed == 0
    moved = calendar(MEETING.replace("Ballerup", "Aarhus"))
    assert import_events(guide.database, guide.matcher, moved, now).changed == 1
    assert "Aarhus" in client.get("/arrangement/erp-dag-hos-columbus-a-s-2027-01-15").text
    off = calendar(MEETING + "\nSTATUS:CANCELLED")
    assert import_events(guide.database, guide.matcher, off, now).changed == 1
    assert "Aflyst" in client.get("/arrangement/erp-dag-hos-columbus-a-s-2027-01-15").text
    assert "ERP-dag" not in client.get("/").text
    (item,) = Calendar.from_ical(client.get("/arrangementer.ics?kategori=erp").data).walk("VEVENT")
    assert (item["STATUS"], item["SEQUENCE"]) == ("CANCELLED", 2)
    assert import_events(guide.database, guide.matcher, off, now).changed == 0


def test_a_calendar_brought_in_by_what_we_sent_out_is_the_same_day(
    guide: Guide, client: FlaskClient
) -> None:
    """Our own file reads back to the same days."""
    ours = client.get("/arrangementer.ics").data
    report = import_events(guide.database, guide.matcher, ours, guide.clock.now())
    assert report.problems == ()


@pytest.mark.parametrize(
    "path",
    ["/arrangementer?kategori=x", "/arrangementer?virksomhed=x", "/arrangement/x",
     "/arrangement/x.ics"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    """Unknown filters too, so that no empty list pretends to be an answer."""
    assert client.get(path).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_event_pages_have_no_barriers(
    guide: Guide, client: FlaskClient, scheme: str, width: int
) -> None:
    """Axe finds nothing on the list and on a page, and nothing scrolls sideways."""
    with open_browser() as browser, serve_app(client.application) as site:
        look(browser, site, scheme, width)


def look(browser: Browser, site: str, scheme: str, width: int) -> None:
    """Let axe see both pages."""
    page = browser.new_page(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    )
    for path in ("/arrangementer", "/arrangement/erp-dag-hos-columbus-a-s-2027-01-15"):
        page.goto(site + path)
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_front_page_leads_to_the_guides_own_event_pages(client: FlaskClient) -> None:
    """Every event named there has a page that answers."""
    pages = set(re.findall(r'href="(/arrangement/[^"]+)"', client.get("/").text))
    assert pages
    assert all(client.get(page).status_code == 200 for page in pages)
