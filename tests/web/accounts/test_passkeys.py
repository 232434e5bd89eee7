"""Where a passkey is needed, and what is refused before any authenticator is asked."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, passkeys
from guide.config import Environment, Settings
from guide.domain.accounts import Role
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import session_for
from tests.web.sending import send

MAIL = "redaktion@guide.example"


@pytest.fixture
def strict(guide: Guide) -> FlaskClient:
    """A browser before a site that requires passkeys, signed in as an editor by link alone."""
    settings = guide.settings.model_copy(update={"require_passkey": True})
    client = create_app(replace(guide, settings=settings)).test_client()
    client.set_cookie("guide", session_for(guide, MAIL, Role.EDITOR))
    return client


def _give_key(guide: Guide) -> None:
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, MAIL)
        assert account is not None
        passkeys.add(work, account.id, "Nøgle", b"id", b"key", 0, guide.clock.now())
        work.commit()


def test_the_link_alone_opens_no_page_of_the_desk(strict: FlaskClient) -> None:
    """No route of the desk answers: the way leads to the passkey, and from there to the first."""
    desk = [
        rule
        for rule in strict.application.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and "GET" in (rule.methods or set())
    ]
    assert len(desk) > 5
    for rule in desk:
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        answer = strict.get(re.sub(r"<[^>]+>", "x", path))
        assert answer.status_code == 303, rule.rule
        assert answer.location.startswith("/konto/noegle/brug?next="), rule.rule
        assert strict.get(answer.location).location == "/konto/noegle"


def test_the_link_alone_changes_nothing_at_the_desk(strict: FlaskClient, clock: FixedClock) -> None:
    """Not even with a good form token: every form of the desk leads to the passkey."""
    desk = [
        rule
        for rule in strict.application.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and "POST" in (rule.methods or set())
    ]
    assert len(desk) > 5
    for rule in desk:
        path = re.sub(r"<[^>]+>", "x", re.sub(r"<int:\w+>", "1", rule.rule))
        answer = send(strict, clock, "/konto/noegle", {}, to=path)
        assert answer.status_code == 303, rule.rule
        assert answer.location == "/konto/noegle/brug?next=/redaktion", rule.rule


def test_a_link_adds_no_passkey_beside_others(
    strict: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Whoever reads an editor's mail could otherwise bring a key of their own."""
    _give_key(guide)
    page = strict.get("/konto/noegle")
    assert "data-passkey=" not in page.text
    answer = send(strict, clock, "/konto/noegle", {"answer": "{}"})
    assert answer.status_code == 422
    answer = send(strict, clock, "/konto/noegle", {}, to="/konto/noegle/1/slet")
    assert answer.location.startswith("/konto/noegle/brug")


@pytest.mark.parametrize("said", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"aQ","rawId":"%"}'])
def test_nonsense_is_refused_and_asked_anew(
    strict: FlaskClient, guide: Guide, clock: FixedClock, said: str
) -> None:
    """Registering as well as using; the question is used up by it."""
    answer = send(strict, clock, "/konto/noegle", {"answer": said})
    assert answer.status_code == 422
    _give_key(guide)
    answer = send(strict, clock, "/konto/noegle/brug", {"answer": said})
    assert answer.status_code == 422
    assert "data-passkey=" in answer.text


def test_without_scripts_the_page_says_what_a_passkey_needs(strict: FlaskClient) -> None:
    """The form stays hidden until the browser can do it."""
    page = strict.get("/konto/noegle").text
    assert "kræver JavaScript" in page
    assert " hidden>" in page


def test_only_the_demo_does_without() -> None:
    """The requirement is on unless the environment is the demo or says otherwise."""
    assert Settings(env=Environment.PROD).require_passkey
    assert Settings(env=Environment.DEV).require_passkey
    assert not Settings(env=Environment.DEMO).require_passkey
    assert Settings(env=Environment.DEMO, require_passkey=True).require_passkey
