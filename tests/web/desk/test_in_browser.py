"""The desk in a real browser: no barriers, no sideways scroll, and keys that can be turned off."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from guide.bootstrap import Guide
from guide.catalogue import accounts, tasks
from guide.domain.accounts import Role
from guide.domain.error_reports import Subject
from guide.domain.facts import Field
from guide.domain.submissions import Proposal
from guide.domain.tasks import Task, TaskKind
from guide.usecases import edit_company, sign_up
from guide.usecases.claim_company import ask_by_hand
from guide.usecases.edit_company import Editor
from guide.usecases.edit_events import call_off, write_event
from guide.usecases.report_errors import report_error
from tests.ingest.test_calendars import calendar
from tests.small import SLUG, add_company, company_id_of, session_for
from tests.usecases.test_edit_events import MEETING
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser

PATHS = [
    "/redaktion?gjort=1&fortryd=1",
    "/redaktion/tilmelding/1",
    "/redaktion/opgave/1",
    "/redaktion/fejl/1",
    "/redaktion/krav/1",
    "/redaktion/regler",
    f"/virksomhed/{SLUG}/fejl",
    f"/virksomhed/{SLUG}/fejl?sendt=1",
    f"/redaktion/virksomhed/{SLUG}",
    f"/redaktion/virksomhed/{SLUG}/description",
    "/redaktion/virksomhed?q=findesikke",
    f"/virksomhed/{SLUG}/aendringer",
    "/redaktion/dagens",
    "/redaktion/kategorier",
    "/redaktion/kategorier/ny",
    "/redaktion/kategorier/del",
    "/redaktion/begivenheder",
    "/redaktion/begivenheder/ny",
    "/redaktion/begivenheder/indlaes",
    "/redaktion/begivenhed/erp-dag-2027-01-15",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def full(guide: Guide) -> Guide:
    """A guide in which something of each kind waits."""
    now = guide.clock.now()
    gone = add_company(guide, None, {Field.NAME: "Opdigtet Data", Field.INCLUDED: True})
    proposal = Proposal(
        cvr="98000003",
        name="Opdigtet Data A/S",
        description="Vi bygger store regnemaskiner til alle.",
        categories=("erp", "crm"),
        website="https://www.opdigtet.example",
        contact_mail="hej@opdigtet.example",
    )
    sign_up.submit(
        guide.database, proposal, locale="da", consent_text="Ja", site_url="http://x", now=now
    )
    kept = company_id_of(guide)
    task = Task(
        kind=TaskKind.POSSIBLE_DUPLICATE,
        key="1",
        company_id=kept,
        payload={"kept": int(kept), "gone": int(gone), "name": "Opdigtet Data"},
        created_at=now,
    )
    with guide.database.writing() as work:
        tasks.ask(work, task)
        work.commit()
    report_error(
        guide.database, kept, Subject.OTHER, "Forkert.", mail="a@b.example", locale="da", now=now
    )
    session_for(guide, "chef@opdigtet.example")
    with guide.database.reading() as work:
        account = accounts.find_by_mail(work, "chef@opdigtet.example")
    assert account is not None
    ask_by_hand(guide.database, account, kept, now)
    editor = Editor(actor="account:1", policy=guide.policy, now=now)
    edit_company.override_field(
        guide.database, kept, Field.DESCRIPTION, "Vi bygger alt.", "De ringede.", editor
    )
    slug = write_event(guide.database, MEETING, "Fra et brev.", editor)
    call_off(guide.database, slug, 0, "Taleren er syg.", editor, off=True)
    return guide


@pytest.fixture
def site(full: Guide, app: Flask) -> Iterator[tuple[str, str]]:
    """The address of the site and an editor's session."""
    with serve_app(app) as url:
        yield url, session_for(full, "redaktion@guide.example", Role.ADMIN)


def open_page(browser: Browser, site: tuple[str, str], scheme: str, width: int) -> Page:
    """Open a window of an editor."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    context.add_cookies([{"name": "guide", "value": site[1], "url": site[0]}])
    return context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_desk_has_barriers_or_scrolls_sideways(
    browser: Browser, site: tuple[str, str], scheme: str, width: int
) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    page = open_page(browser, site, scheme, width)
    for number, path in enumerate(PATHS):
        page.goto(site[0] + path)
        assert find_barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if folder := os.environ.get("GUIDE_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{number}-{width}-{scheme}.png", full_page=True)
    page.goto(f"{site[0]}/redaktion/virksomhed/{SLUG}/excluded")
    page.fill("#value", "ja")
    page.click("text=Vis, hvad der sker")
    expect(page.locator("main")).to_contain_text("Går ud af lister")
    assert find_barriers(page) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_split_seen_company_by_company_has_no_barriers(
    browser: Browser, site: tuple[str, str], scheme: str, width: int
) -> None:
    """Every choice has its name."""
    page = open_page(browser, site, scheme, width)
    page.goto(f"{site[0]}/redaktion/kategorier/del")
    page.select_option("#category", "erp")
    page.fill("#children", "Regnemaskiner | Calculators | regnemaskiner")
    page.click("text=Vis, hvad der sker")
    expect(page.locator("#rows")).to_be_visible()
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_event_about_to_be_written_has_no_barriers(
    browser: Browser, site: tuple[str, str], scheme: str, width: int
) -> None:
    """The preview, and a calendar seen before it is taken in."""
    page = open_page(browser, site, scheme, width)
    page.goto(f"{site[0]}/redaktion/begivenheder/ny")
    page.fill("#title", "Messe")
    page.click("text=Vis, som læserne ser det")
    expect(page.locator("#looks")).to_be_visible()
    assert find_barriers(page) == []
    page.goto(f"{site[0]}/redaktion/begivenheder/indlaes")
    page.fill("#calendar", calendar("UID:1\nSUMMARY:Messe\nDTSTART:20270101").decode())
    page.click("text=Vis, hvad der sker")
    expect(page.locator("#told")).to_be_visible()
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_single_keys_work_only_when_switched_on(browser: Browser, site: tuple[str, str]) -> None:
    """j goes to the first item, o opens it; typing in a field is typing."""
    page = open_page(browser, site, "light", 1280)
    page.goto(f"{site[0]}/redaktion")
    page.wait_for_selector(".shortcuts input")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-item]')") is None
    page.check(".shortcuts input")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/redaktion/krav/1")
    page.wait_for_selector(".shortcuts input:checked")
    page.fill("#reason", "")
    page.focus("#reason")
    page.keyboard.type("ga")
    assert page.input_value("#reason") == "ga"
    page.context.close()
