"""The pages for a company's own people before axe, narrow and wide, light and dark."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from guide.bootstrap import Guide
from guide.catalogue import accounts
from guide.domain.danish_time import danish_day
from guide.usecases.check_listings import check_listings
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, letters, link_in, session_for
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser
COMPANY = f"/konto/virksomhed/{SLUG}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


def _prepare(guide: Guide, clock: FixedClock) -> str:
    """Let a year pass, count some readers, and return the link of the yearly letter."""
    with guide.database.writing() as work:
        account = accounts.open_account(work, "chef@b.example", clock.now())
        accounts.join(work, account.id, company_id_of(guide), clock.now())
        work.commit()
    clock.move(days=365)
    check_listings(guide.database, guide.policy, guide.settings.site_url, clock.now())
    today = danish_day(clock.now())
    for _reader in range(3):
        guide.visits.view(SLUG, today)
        guide.visits.appear([company_id_of(guide)], "erp", today - timedelta(days=1))
    guide.visits.flush()
    return link_in(letters(guide)[-1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_a_barrier(
    browser: Browser, app: Flask, guide: Guide, clock: FixedClock, width: int, scheme: str
) -> None:
    """Visits, the yearly question, and changing the address; none scrolls sideways."""
    yearly = _prepare(guide, clock)
    token = session_for(guide, "chef@b.example")
    with serve_app(app) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        context.add_cookies([{"name": "guide", "value": token, "url": address}])
        page = context.new_page()
        for path in ("/konto", f"{COMPANY}/besoeg", yearly, "/konto/mail", "/konto/mail/behold/x"):
            page.goto(address + path)
            expect(page.locator("h1")).to_be_visible()
            assert find_barriers(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path
        page.goto(address + "/konto/mail/behold/x")
        clock.move(minutes=11)
        page.goto(address + "/konto/mail")
        expect(page.get_by_text("log ind igen")).to_be_visible()
        assert find_barriers(page) == []
        context.close()


def test_the_yearly_question_is_answered_by_its_button(
    browser: Browser, app: Flask, guide: Guide, clock: FixedClock
) -> None:
    """From the letter, without signing in."""
    yearly = _prepare(guide, clock)
    with serve_app(app) as address:
        page = browser.new_page()
        page.goto(address + yearly)
        clock.move(seconds=5)
        page.get_by_role("button", name="Ja, det passer").click()
        expect(page.locator("h1")).to_have_text("Tak for svaret")
        page.close()
