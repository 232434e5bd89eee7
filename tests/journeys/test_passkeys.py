"""An editor's way to the desk with a real browser's authenticator and real verification."""

import json
import re
import socket
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from guide.bootstrap import Guide
from guide.catalogue import passkeys
from guide.domain.accounts import AccountId, Role
from guide.domain.passkeys import Passkey
from guide.outside.passkeys import PasskeyError, check_known
from guide.usecases import sign_in
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import letters, small_guide
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser
MAIL = "redaktion@guide.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class World:
    """A page with an authenticator, the guide behind it and what the page's forms answered."""

    page: Page
    guide: Guide
    clock: FixedClock
    address: str
    answers: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.address + path)

    def press(self, name: str) -> None:
        """Press a button by what it says and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def invite(self, role: Role = Role.EDITOR) -> None:
        """Use an invitation as the command prints it."""
        now = self.clock.now()
        link = sign_in.invite_editor(self.guide.database, MAIL, role, "prøve", self.address, now)
        self.go(link.removeprefix(self.address))
        self.press("Log ind")

    def sign_in_by_link(self) -> None:
        """Begin a new session by a mailed link."""
        self.page.context.clear_cookies()
        self.go("/log-ind")
        self.page.get_by_label("Mailadresse").fill(MAIL)
        self.press("Send mig et link")
        found = re.search(re.escape(self.address) + r"(\S+)", letters(self.guide)[-1]["text"])
        assert found
        self.go(found[1])
        self.press("Log ind")

    def heading(self) -> str:
        """Return the page's heading."""
        return self.page.locator("h1").inner_text()

    def session(self) -> str:
        """Return the cookie of the session."""
        cookies = self.page.context.cookies()
        return next(one["value"] for one in cookies if one["name"] == "guide")

    def own_keys(self) -> list[Passkey]:
        """Return the editor's passkeys."""
        with self.guide.database.reading() as work:
            return passkeys.of_account(work, AccountId(1))

    def note(self, request: Request) -> None:
        """Keep what an authenticator answered."""
        if request.method == "POST" and "/konto/noegle" in request.url:
            self.answers += parse_qs(request.post_data or "").get("answer", [])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def world(browser: Browser, tmp_path: Path, clock: FixedClock) -> Iterator[World]:
    """The site at localhost with passkeys required, before a browser that has an authenticator."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://localhost:{port}"
    with small_guide(tmp_path / "home", clock) as small:
        changes = {"site_url": address, "require_passkey": True}
        guide = replace(small, settings=small.settings.model_copy(update=changes))
        with serve_app(create_app(guide), port):
            context = browser.new_context()
            page = context.new_page()
            cdp = context.new_cdp_session(page)
            cdp.send("WebAuthn.enable")
            cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
            world = World(page, guide, clock, address)
            page.on("request", world.note)
            yield world
            context.close()


def _register(world: World) -> None:
    world.invite()
    world.go("/redaktion")
    assert world.heading() == "Jeres passkeys"
    world.page.get_by_label("Navn, så I kan kende den").fill("Min bærbare")
    world.press("Lav en passkey")
    assert world.page.url == f"{world.address}/redaktion"


def test_an_editor_comes_to_the_desk_by_link_and_passkey(world: World) -> None:
    """Invitation, first passkey, desk; then a new session, where the link alone is not enough."""
    _register(world)
    assert [one.name for one in world.own_keys()] == ["Min bærbare"]
    assert "passkey" in letters(world.guide)[-1]["subject"]
    world.sign_in_by_link()
    by_link = world.session()
    world.go("/redaktion")
    assert world.heading() == "Brug jeres passkey"
    assert find_barriers(world.page) == []
    world.press("Brug passkey")
    assert world.page.url.startswith(f"{world.address}/redaktion")
    assert world.session() != by_link
    world.clock.move(hours=1)
    assert sign_in.find_session(world.guide.database, by_link, world.clock.now()) is None
    world.go("/konto/noegle")
    assert world.page.get_by_role("button", name="Lav en passkey").count() == 0
    assert find_barriers(world.page) == []


def test_an_answer_counts_once(world: World) -> None:
    """What was sent from the page is worth nothing when it is sent again."""
    _register(world)
    world.sign_in_by_link()
    world.go("/redaktion")
    world.press("Brug passkey")
    world.sign_in_by_link()
    world.go("/konto/noegle/brug")
    world.page.evaluate(
        "answer => { const form = document.querySelector('form[data-passkey]');"
        "form.elements.answer.value = answer; form.submit(); }",
        world.answers[-1],
    )
    world.page.get_by_text("Nøglen blev ikke godtaget").wait_for()
    world.go("/redaktion")
    assert world.heading() == "Brug jeres passkey"


def test_a_question_is_too_old_after_five_minutes(world: World) -> None:
    """Even for the right authenticator; the page asks anew."""
    _register(world)
    world.sign_in_by_link()
    world.go("/konto/noegle/brug")
    world.clock.move(minutes=5)
    world.press("Brug passkey")
    expect(world.page.locator("main")).to_contain_text("Nøglen blev ikke godtaget")
    world.press("Brug passkey")
    assert world.heading() == "Jeres konto"


def test_an_answer_to_another_site_or_challenge_or_an_older_count_is_refused(
    world: World,
) -> None:
    """The same real answer is good for its own site and question, and for nothing else."""
    _register(world)
    before = world.own_keys()[0]
    world.sign_in_by_link()
    world.go("/konto/noegle/brug")
    world.press("Brug passkey")
    answer = world.answers[-1]
    said = json.loads(urlsafe_b64decode(json.loads(answer)["response"]["clientDataJSON"] + "=="))
    challenge = urlsafe_b64decode(said["challenge"] + "==")
    key, count = before.public_key, before.sign_count
    new = check_known(world.address, answer, challenge, key, count)
    assert new == count + 1
    for site, asked, known in (
        ("http://localhost:1", challenge, count),
        ("https://guide.example", challenge, count),
        (world.address, b"another question", count),
        (world.address, challenge, new + 1),
    ):
        with pytest.raises(PasskeyError):
            check_known(site, answer, asked, key, known)


def test_a_passkey_goes_only_after_a_fresh_use_and_never_the_last(world: World) -> None:
    """With two, one can be removed within ten minutes of a use; the address gets a notice."""
    _register(world)
    world.go("/konto/noegle")
    world.press("Slet Min bærbare")
    expect(world.page.locator("main")).to_contain_text("Tilføj en ny nøgle")
    now = world.clock.now()
    with world.guide.database.writing() as work:
        passkeys.add(work, AccountId(1), "Gammel", b"old", b"none", 0, now)
        work.commit()
    world.clock.move(minutes=11)
    world.go("/konto/noegle")
    world.press("Slet Gammel")
    assert world.heading() == "Brug jeres passkey"
    world.press("Brug passkey")
    world.press("Slet Gammel")
    assert [one.name for one in world.own_keys()] == ["Min bærbare"]
    assert letters(world.guide)[-1]["subject"] == "En passkey er slettet"


def test_a_new_invitation_helps_whoever_lost_the_passkey(world: World) -> None:
    """The old passkeys are forgotten, and the first new one must be made before the desk opens."""
    _register(world)
    world.page.context.clear_cookies()
    world.invite(Role.ADMIN)
    assert world.own_keys() == []
    world.go("/redaktion")
    assert world.heading() == "Jeres passkeys"
