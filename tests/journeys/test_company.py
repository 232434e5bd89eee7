"""A company's whole way, in a real browser and by real mail, with JavaScript and without."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.bootstrap import Guide
from guide.catalogue import revisions, submissions
from guide.cli.indexing import run_worker
from guide.domain.facts import Field
from guide.outside.mail import SmtpMailer
from guide.usecases import decide_submissions, propose_edits
from guide.web import create_app
from tests.conftest import FixedClock
from tests.smtp_sink import Sink, smtp_sink
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@dataclass
class World:
    """A page before the site, the site's guide, its clock and what its mail server got."""

    page: Page
    guide: Guide
    clock: FixedClock
    sink: Sink
    address: str

    def work(self) -> None:
        """Let the worker do what waits: letters out, index up to date."""
        run_worker(self.guide, threading.Event(), once=True)
        self.guide.reader.open_newest()

    def go(self, path: str) -> None:
        """Open a page and look at it for a while; nothing on it may be a barrier."""
        self.page.goto(self.address + path)
        self.clock.move(seconds=5)

    def press(self, name: str) -> None:
        """Press a button by what it says."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.clock.move(seconds=5)

    def open_link(self) -> None:
        """Open the link of the newest letter."""
        self.work()
        text = self.sink.messages[-1].get_content()
        found = re.search(r"http://localhost:8000(/\S+)", text)
        assert found
        self.go(found[1])

    def heading(self) -> str:
        """Return the page's heading."""
        return self.page.locator("h1").inner_text()


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def world(
    request: pytest.FixtureRequest, browser: Browser, guide: Guide, clock: FixedClock
) -> Iterator[World]:
    """The site with a real mail server, in a browser with JavaScript and in one without."""
    with smtp_sink() as sink:
        mailer = SmtpMailer(sink.url, "guide@guide.example", clock)
        running = replace(guide, mailer=mailer)
        with serve_app(create_app(running)) as address:
            context = browser.new_context(java_script_enabled=request.param)
            yield World(context.new_page(), running, clock, sink, address)
            context.close()


def _sign_up(world: World) -> None:
    world.go("/tilmeld")
    page = world.page.locator("main")
    page.get_by_label("CVR-nummer").fill("DK 98 00 00 03")
    page.get_by_label("Virksomhedens navn").fill("Opdigtet Data ApS")
    page.get_by_label("Hvad laver I? Kort").fill("Vi bygger kvantegrammofoner til biblioteker.")
    page.get_by_label("Hovedkategori").select_option("erp")
    page.get_by_label("Hjemmeside").fill("www.opdigtet.example")
    page.get_by_label("Mail til jer").fill("chef@opdigtet.example")
    world.press("Send tilmeldingen")
    assert world.page.title().startswith("Fejl: ")
    page.get_by_role("link", name="Sæt kryds, hvis vi må optage jer.").click()
    page.get_by_label(re.compile("Brancheguiden må vise og gemme")).check()
    world.press("Send tilmeldingen")
    assert world.heading() == "Tjek jeres mail"


def _confirm(world: World) -> None:
    world.open_link()
    world.press("Ja, det er os")
    assert world.heading() == "Tilmeldingen er bekræftet"
    world.open_link()
    assert "Bliver læst af redaktionen" in world.heading()


def _approve(world: World) -> None:
    with world.guide.database.reading() as work:
        (waiting,) = submissions.queue(work)
    decide_submissions.approve(
        world.guide.database,
        waiting.id,
        "redaktør",
        world.guide.policy,
        world.guide.settings.site_url,
        world.clock.now(),
    )
    world.work()


def _claim(world: World) -> None:
    page = world.page.locator("main")
    page.get_by_role("link", name="Er det jeres? Overtag profilen").click()
    world.clock.move(seconds=5)
    page.get_by_label("Mailadresse").fill("chef@opdigtet.example")
    world.press("Send mig et link")
    world.open_link()
    world.press("Log ind")
    assert world.heading() == "Overtag Opdigtet Data ApS"
    page.get_by_label("En mailadresse hos virksomheden").fill("chef@opdigtet.example")
    world.press("Send et link")
    world.open_link()
    world.press("Ja, den er vores")
    assert world.heading() == "Jeres konto"


def _edit(world: World) -> None:
    page = world.page.locator("main")
    page.get_by_role("link", name="Ret profilen Opdigtet Data ApS").click()
    world.clock.move(seconds=5)
    page.get_by_label("Hvad laver I? Kort").fill("Vi støber betonflamingoer.")
    page.get_by_label("Virksomhedens navn").fill("Verdens Bedste ApS")
    page.get_by_label("Produkter og mærker").fill("Flamingo")
    world.press("Vis virkningen først")
    expect(world.page.locator("main")).to_contain_text("Sådan ændrer profilen sig")
    world.press("Send ændringerne")
    expect(world.page.locator("main")).to_contain_text("venter på redaktionen")


def _decide(world: World) -> None:
    with world.guide.database.reading() as work:
        (revision,) = revisions.pending(work)
    assert set(revision.waiting) == {Field.NAME, Field.DESCRIPTION}
    for field, reason in ((Field.DESCRIPTION, ""), (Field.NAME, "Navnet er reklame.")):
        propose_edits.decide(
            world.guide.database,
            revision.id,
            field,
            accept=not reason,
            reason=reason,
            actor="redaktør",
            policy=world.guide.policy,
            site_url=world.guide.settings.site_url,
            now=world.clock.now(),
        )
    world.clock.move(seconds=31)
    world.work()
    assert world.sink.messages[-1]["Subject"].startswith("Nogle af jeres ændringer")


def test_from_sign_up_to_a_corrected_profile(world: World) -> None:
    """Sign up, confirm, approve, found, claim, edit, partly refused, corrected, live."""
    _sign_up(world)
    _confirm(world)
    world.go("/soeg?q=kvantegrammofoner")
    expect(world.page.locator("main")).not_to_contain_text("Opdigtet Data")
    _approve(world)
    world.go("/soeg?q=kvantegrammofoner")
    world.page.get_by_role("link", name="Opdigtet Data ApS").first.click()
    assert world.heading() == "Opdigtet Data ApS"
    _claim(world)
    _edit(world)
    world.go("/virksomhed/opdigtet-data")
    expect(world.page.locator("main")).to_contain_text("kvantegrammofoner")
    expect(world.page.locator("main")).to_contain_text("Bevist med mail til virksomheden")
    _decide(world)
    world.go("/konto/virksomhed/opdigtet-data/ret")
    expect(world.page.locator("main")).to_contain_text("Navnet er reklame.")
    world.go("/soeg?q=betonflamingoer")
    world.page.get_by_role("link", name="Opdigtet Data ApS").first.click()
    expect(world.page.locator("main")).to_contain_text("Vi støber betonflamingoer.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", ["/tilmeld?cvr=25553489", "/tilmeld/findes?cvr=25553489", "/log-ind"]
)
def test_no_page_of_the_way_has_a_barrier(
    browser: Browser, guide: Guide, path: str, width: int, scheme: str
) -> None:
    """Axe finds nothing and nothing sticks out sideways."""
    with serve_app(create_app(guide)) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.goto(address + path)
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        context.close()
