"""A reader tells of an error, an editor corrects it, the reader is answered by real mail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from guide.bootstrap import Guide
from guide.domain.accounts import Role
from guide.outside.mail import SmtpMailer
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SLUG, session_for, small_guide
from tests.smtp_sink import smtp_sink
from tests.web.browser import open_browser, serve_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
def test_a_reader_is_answered_when_the_error_is_corrected(
    browser: Browser, guide: Guide, clock: FixedClock, scripts: bool
) -> None:
    """From the profile's link to the letter, half a minute after the decision."""
    with smtp_sink() as sink, serve_app(create_app(guide)) as address:
        reader = browser.new_context(java_script_enabled=scripts).new_page()
        reader.goto(f"{address}/virksomhed/{SLUG}")
        reader.get_by_role("link", name="Er der en fejl? Fortæl redaktionen").click()
        expect(reader.locator("h1")).to_have_text("Er der en fejl?")
        clock.move(seconds=5)
        reader.get_by_label("Adresse, by eller kommune").check()
        reader.get_by_label("Hvad er forkert, og hvad er rigtigt?").fill("De bor i Odense.")
        reader.get_by_label(re.compile("Din mailadresse")).fill("laeser@nogen.example")
        reader.get_by_role("button", name="Send til redaktionen").click()
        expect(reader.locator("h1")).to_have_text("Tak for hjælpen")

        context = browser.new_context(java_script_enabled=scripts)
        token = session_for(guide, "redaktion@guide.example", Role.EDITOR)
        context.add_cookies([{"name": "guide", "value": token, "url": address}])
        desk = context.new_page()
        desk.goto(f"{address}/redaktion/fejl/1")
        desk.get_by_role("link", name="By", exact=True).click()
        desk.get_by_label("Det skal vises").fill("Odense")
        desk.get_by_label(re.compile("Grund i egne ord")).fill("En læser skrev.")
        desk.get_by_role("button", name="Beslut", exact=True).click()
        expect(desk.locator("main")).to_contain_text("Det er gjort.")
        desk.get_by_label(re.compile("Svar i egne ord")).fill("Byen er rettet til Odense.")
        desk.get_by_role("button", name="Rettet", exact=True).click()
        expect(desk.locator("main")).to_contain_text("Intet venter.")

        clock.move(seconds=30)
        mailer = SmtpMailer(sink.url, "guide@guide.example", clock)
        assert drain_mail_jobs(guide.database, mailer, clock.now()) == 1
        assert "Byen er rettet til Odense." in sink.messages[-1].get_content()
        reader.goto(f"{address}/virksomhed/{SLUG}")
        expect(reader.locator("main")).to_contain_text("Odense")
        context.close()
        reader.context.close()
