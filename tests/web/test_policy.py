"""Who may do what: every route for strangers, other companies, the owner, editors and admins."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts
from guide.domain.accounts import Role
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, session_for, small_guide
from tests.web.sending import hidden_fields

PEOPLE = ("anonymous", "other", "owner", "editor", "admin")
SIGN_IN, NO, GONE, MISSING, OK, DONE, WRONG = 303, 403, 410, 404, 200, 302, 422
EVERYBODY = dict.fromkeys(PEOPLE, OK)
OWN = f"/konto/virksomhed/{SLUG}"


def _all(status: int) -> dict[str, int]:
    return dict.fromkeys(PEOPLE, status)


def _signed_in(status: int) -> dict[str, int]:
    return {**dict.fromkeys(PEOPLE, status), "anonymous": SIGN_IN}


def _editors(status: int) -> dict[str, int]:
    return {**_signed_in(NO), "editor": status, "admin": status}


def _owner(status: int) -> dict[str, int]:
    return {**dict.fromkeys(PEOPLE, NO), "anonymous": SIGN_IN, "owner": status}


POLICY: dict[str, tuple[str, str, dict[str, int]]] = {
    "signup.start": ("GET", "/tilmeld", _all(OK)),
    "signup.send": ("POST", "/tilmeld", _all(WRONG)),
    "signup.objection": ("GET", "/tilmeld/indsigelse", _all(OK)),
    "signup.object_": ("POST", "/tilmeld/indsigelse", _all(WRONG)),
    "signup.thanks": ("GET", "/tilmeld/tak", _all(OK)),
    "signup.duplicates": ("GET", "/tilmeld/findes", _all(OK)),
    "signup.duplicates_json": ("GET", "/tilmeld/findes.json", _all(OK)),
    "signup.draft": ("GET", "/tilmeld/kladde/x", _all(MISSING)),
    "signup.send_draft": ("POST", "/tilmeld/kladde/x", _all(MISSING)),
    "signup.confirmation": ("GET", "/tilmeld/bekraeft/x", _all(GONE)),
    "signup.confirm": ("POST", "/tilmeld/bekraeft/x", _all(GONE)),
    "signup.status": ("GET", "/tilmeld/status/x", _all(MISSING)),
    "signup.reply": ("POST", "/tilmeld/status/x", _all(MISSING)),
    "error_reports.form": ("GET", f"/virksomhed/{SLUG}/fejl", EVERYBODY),
    "error_reports.send": ("POST", f"/virksomhed/{SLUG}/fejl", _all(WRONG)),
    "follow.ask": ("POST", "/foelg", _all(WRONG)),
    "follow.confirm": ("POST", "/foelg/bekraeft/x", _all(GONE)),
    "follow.stop": ("POST", "/foelg/stop/x", _all(OK)),
    "accounts.sign_in_page": ("GET", "/log-ind", _all(OK)),
    "accounts.ask": ("POST", "/log-ind", _all(WRONG)),
    "accounts.asked": ("GET", "/log-ind/sendt", _all(OK)),
    "accounts.link_page": ("GET", "/log-ind/x", _all(GONE)),
    "accounts.use_link": ("POST", "/log-ind/x", _all(GONE)),
    "accounts.editor_link_page": ("GET", "/log-ind/redaktion/x", _all(GONE)),
    "accounts.use_editor_link": ("POST", "/log-ind/redaktion/x", _all(GONE)),
    "accounts.home": ("GET", "/konto", _signed_in(OK)),
    "accounts.sign_out": ("POST", "/konto/log-ud", _all(303)),
    "accounts.sign_out_everywhere": ("POST", "/konto/log-ud-overalt", _all(303)),
    "accounts.end_session": ("POST", "/konto/sessioner/999/afslut", _signed_in(MISSING)),
    "accounts.export": ("POST", "/konto/eksport", _signed_in(OK)),
    "accounts.delete": ("POST", "/konto/slet", _all(303)),
    "accounts.invitation": ("GET", "/invitation/x", _signed_in(GONE)),
    "accounts.accept": ("POST", "/invitation/x", _signed_in(GONE)),
    "accounts.invite": ("POST", f"{OWN}/inviter", _owner(303)),
    "accounts.leave": ("POST", f"{OWN}/forlad", _owner(303)),
    "accounts.claim_page": ("GET", f"{OWN}/overtag", _signed_in(OK)),
    "accounts.start_claim": ("POST", f"{OWN}/overtag", _signed_in(400)),
    "accounts.check_claim": ("POST", f"{OWN}/overtag/999", _signed_in(MISSING)),
    "accounts.proof_page": ("GET", "/konto/bevis/x", _signed_in(GONE)),
    "accounts.prove": ("POST", "/konto/bevis/x", _signed_in(GONE)),
    "accounts.passkeys_page": ("GET", "/konto/noegle", _editors(OK)),
    "accounts.add_passkey": ("POST", "/konto/noegle", _editors(WRONG)),
    "accounts.remove_passkey": ("POST", "/konto/noegle/999/slet", _editors(MISSING)),
    "accounts.passkey_page": ("GET", "/konto/noegle/brug", _editors(303)),
    "accounts.use_passkey": ("POST", "/konto/noegle/brug", _editors(303)),
    "accounts.mail_page": ("GET", "/konto/mail", _signed_in(OK)),
    "accounts.change_mail": ("POST", "/konto/mail", _signed_in(WRONG)),
    "accounts.new_mail_page": ("GET", "/konto/mail/ny/x", _signed_in(GONE)),
    "accounts.confirm_mail": ("POST", "/konto/mail/ny/x", _signed_in(GONE)),
    "accounts.keep_mail_page": ("GET", "/konto/mail/behold/x", _all(GONE)),
    "accounts.keep_mail": ("POST", "/konto/mail/behold/x", _all(GONE)),
    "accounts.check_page": ("GET", "/passer-det/x", _all(GONE)),
    "accounts.confirm_check": ("POST", "/passer-det/x", _all(GONE)),
    "accounts.visits_page": ("GET", f"{OWN}/besoeg", _owner(OK)),
    "accounts.edit_page": ("GET", f"{OWN}/ret", _owner(OK)),
    "accounts.edit": ("POST", f"{OWN}/ret", _owner(WRONG)),
    "accounts.logo": ("POST", f"{OWN}/logo", _owner(WRONG)),
    "accounts.withdraw_edit": ("POST", f"{OWN}/ret/999/fortryd", _owner(MISSING)),
}
"""Each endpoint with a request to it and what each of the five is answered."""

KEEP_TEXT = (
    "signup.send",
    "signup.send_draft",
    "signup.object_",
    "accounts.edit",
    "error_reports.send",
    "follow.ask",
)
"""Forms that show what was typed once more, taking nothing, when their token is stale."""

ONE_CLICK = frozenset({"follow.stop"})
"""Posted by mail programs without page or session (RFC 8058): the secret in the address acts."""

OTHERS = frozenset({"api", "desk", "editor"})
"""Rooms that have a table of their own beside their tests."""


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide with an owner of its company."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def app(guide: Guide) -> Flask:
    """Its site."""
    return create_app(guide)


def _person(app: Flask, guide: Guide, who: str) -> FlaskClient:
    client = app.test_client()
    if who == "anonymous":
        return client
    role = Role(who) if who in ("editor", "admin") else Role.COMPANY
    client.set_cookie("guide", session_for(guide, f"{who}@b.example", role))
    if who == "owner":
        with guide.database.writing() as work:
            account = accounts.find_by_mail(work, "owner@b.example")
            assert account is not None
            accounts.join(work, account.id, company_id_of(guide), guide.clock.now())
            work.commit()
    return client


@pytest.mark.parametrize("who", PEOPLE)
def test_every_route_answers_each_person_as_the_table_says(
    app: Flask, guide: Guide, clock: FixedClock, who: str
) -> None:
    """One new sign-in for each request, so that none spoils the next."""
    wrong: list[str] = []
    for endpoint, (method, path, expected) in POLICY.items():
        client = _person(app, guide, who)
        fields = hidden_fields(client.get("/log-ind").text)
        data = {"form_token": fields["form_token"]}
        clock.move(seconds=5)
        answer = client.open(path, method=method, data=data if method == "POST" else None)
        if answer.status_code != expected[who]:
            wrong.append(f"{endpoint} for {who}: {answer.status_code}, not {expected[who]}")
    assert wrong == []


def test_no_route_is_missing_from_the_table(app: Flask) -> None:
    """A route that changes something or knows who asks is a new line before it is a hole."""
    unknown = set()
    for rule in app.url_map.iter_rules():
        room = rule.endpoint.partition(".")[0]
        changes = bool((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"})
        knows = room in ("signup", "accounts")
        if (changes or knows) and room not in OTHERS and rule.endpoint not in POLICY:
            unknown.add(rule.endpoint)
    assert unknown == set()


def test_every_form_needs_its_token(app: Flask, guide: Guide) -> None:
    """What only an owner may send is refused to the owner too without the page's own token."""
    client = _person(app, guide, "owner")
    for endpoint, (method, path, _expected) in POLICY.items():
        if method != "POST" or endpoint in KEEP_TEXT or endpoint in ONE_CLICK:
            continue
        assert client.post(path).status_code == 400, endpoint


def test_no_form_is_taken_from_another_site(app: Flask, guide: Guide) -> None:
    """Whoever is signed in."""
    client = _person(app, guide, "owner")
    for endpoint, (method, path, _expected) in POLICY.items():
        if method == "POST" and endpoint not in ONE_CLICK:
            answer = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 403, endpoint


def test_a_reader_gets_no_cookie(app: Flask) -> None:
    """Neither on the front page, nor in search, nor on a profile."""
    client = app.test_client()
    for path in ("/", f"/virksomhed/{SLUG}", "/kategorier", "/findes-ikke"):
        assert "Set-Cookie" not in client.get(path).headers, path
