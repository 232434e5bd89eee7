"""Signing in by a mailed link, sessions that can be ended, and limits shared by all workers."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts
from guide.domain.accounts import Role
from guide.usecases.sign_in import invite_editor
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, letters, link_in, session_for
from tests.web.sending import send


def _ask(client: FlaskClient, guide: Guide, clock: FixedClock, mail: str = "a@b.example") -> str:
    answer = send(client, clock, "/log-ind", {"mail": mail})
    assert (answer.status_code, answer.location) == (303, "/log-ind/sendt")
    return link_in(letters(guide)[-1])


def _sign_in(client: FlaskClient, guide: Guide, clock: FixedClock) -> None:
    assert send(client, clock, _ask(client, guide, clock), {}).status_code == 303


def test_a_link_signs_in_by_its_button_once(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Opening it alone does nothing; afterwards it is used up."""
    link = _ask(client, guide, clock)
    assert client.get(link).status_code == 200
    assert client.get("/konto").location.startswith("/log-ind?next=")
    assert send(client, clock, link, {}).status_code == 303
    assert "a@b.example" in client.get("/konto").text
    assert client.get(link).status_code == 410


def test_a_link_works_only_in_the_browser_that_asked(
    client: FlaskClient, app: Flask, guide: Guide, clock: FixedClock
) -> None:
    """A stolen mail is worth nothing, and the link is not used up by trying."""
    link = _ask(client, guide, clock)
    thief = app.test_client()
    assert thief.get(link).status_code == 403
    thief.get("/log-ind")
    assert send(thief, clock, "/log-ind", {}, to=link).status_code == 403
    assert send(client, clock, link, {}).status_code == 303


def test_a_link_is_too_old_after_ten_minutes(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """And says so in plain words."""
    link = _ask(client, guide, clock)
    clock.move(minutes=10)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "virker ikke længere" in answer.text


def test_known_and_unknown_addresses_get_the_same_answer_and_a_letter(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Nobody can ask who has an account."""
    session_for(guide, "known@b.example")
    answers = [
        send(client, clock, "/log-ind", {"mail": mail})
        for mail in ("known@b.example", "unknown@b.example")
    ]
    assert len({(a.status_code, a.location, a.text) for a in answers}) == 1
    first, second = letters(guide)
    assert (first["subject"], len(first["text"])) == (second["subject"], len(second["text"]))


def test_sessions_are_listed_and_ended_everywhere(
    client: FlaskClient, app: Flask, guide: Guide, clock: FixedClock
) -> None:
    """A cookie that was ended opens nothing, wherever it lies."""
    _sign_in(client, guide, clock)
    other = app.test_client()
    other.set_cookie("guide", session_for(guide, "a@b.example"))
    assert other.get("/konto").status_code == 200
    assert client.get("/konto").text.count("/afslut") == 2
    done = send(client, clock, "/konto", {}, to="/konto/log-ud-overalt")
    assert done.headers["Clear-Site-Data"]
    assert (client.get("/konto").status_code, other.get("/konto").status_code) == (303, 303)


def test_nobody_ends_another_ones_session(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The number alone is not enough."""
    session_for(guide, "other@b.example")
    _sign_in(client, guide, clock)
    assert send(client, clock, "/konto", {}, to="/konto/sessioner/1/afslut").status_code == 404


@pytest.mark.parametrize(("days", "status"), [(13, 200), (14, 303)])
def test_a_session_that_lies_unused_for_two_weeks_ends(
    client: FlaskClient, guide: Guide, clock: FixedClock, days: int, status: int
) -> None:
    """Idle for 14 days and no longer."""
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    clock.move(days=days)
    assert client.get("/konto").status_code == status


def test_a_session_in_use_ends_after_a_month(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """However often it is used."""
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    for _week in range(4):
        clock.move(days=7)
        assert client.get("/konto").status_code == 200
    clock.move(days=2)
    assert client.get("/konto").status_code == 303


def test_the_session_cookie_is_closed_and_its_page_is_not_kept(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """HttpOnly, SameSite, no-store, no-referrer; only the hash lies in the database."""
    answer = send(client, clock, _ask(client, guide, clock), {})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("guide="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = client.get("/konto")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "konto"]
)
def test_the_way_back_never_leaves_the_site(
    client: FlaskClient, guide: Guide, clock: FixedClock, target: str
) -> None:
    """Only a path of this site counts."""
    send(client, clock, "/log-ind", {"mail": "a@b.example", "next": target})
    answer = send(client, clock, link_in(letters(guide)[-1]), {})
    assert answer.location == "/konto"


def test_the_sixth_link_in_an_hour_is_refused_by_every_worker(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Counted in the database, told in headers and in a sentence."""
    for _time in range(5):
        answer = send(client, clock, "/log-ind", {"mail": "a@b.example"})
    assert answer.headers["RateLimit-Remaining"] == "0"
    other_worker = create_app(guide).test_client()
    answer = send(other_worker, clock, "/log-ind", {"mail": "A@B.example"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 3000
    assert "Vent et øjeblik" in answer.text
    assert len(letters(guide)) == 5
    assert send(client, clock, "/log-ind", {"mail": "c@b.example"}).status_code == 303


def test_an_invited_colleague_acts_for_the_company_too(
    client: FlaskClient, app: Flask, guide: Guide, clock: FixedClock
) -> None:
    """Invited by a member, accepted by a button, left again; a stranger invites nobody."""
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    path = f"/konto/virksomhed/{SLUG}"
    new = {"mail": "ny@b.example"}
    assert send(client, clock, "/konto", new, to=f"{path}/inviter").status_code == 403
    with guide.database.writing() as work:
        known = accounts.find_by_mail(work, "a@b.example")
        assert known is not None
        accounts.join(work, known.id, company_id_of(guide), clock.now())
        work.commit()
    assert send(client, clock, "/konto", new, to=f"{path}/inviter").status_code == 303
    colleague = app.test_client()
    colleague.set_cookie("guide", session_for(guide, "ny@b.example"))
    link = link_in(letters(guide)[-1])
    assert "Opdigtet Data ApS" in colleague.get(link).text
    assert send(colleague, clock, link, {}).status_code == 303
    assert "Opdigtet Data ApS" in colleague.get("/konto").text
    assert send(colleague, clock, "/konto", {}, to=f"{path}/forlad").status_code == 303
    assert "Opdigtet Data ApS" not in colleague.get("/konto").text


def test_an_account_takes_its_data_along_and_is_deleted(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Everything kept is handed out; afterwards nothing is left of the session."""
    _sign_in(client, guide, clock)
    data = send(client, clock, "/konto", {}, to="/konto/eksport").json
    assert data["account"]["mail"] == "a@b.example"
    assert len(data["sessions"]) == 1
    send(client, clock, "/konto", {}, to="/konto/slet")
    assert client.get("/konto").status_code == 200
    send(client, clock, "/konto", {"sure": "1"}, to="/konto/slet")
    assert client.get("/konto").status_code == 303
    with guide.database.reading() as work:
        assert accounts.find_by_mail(work, "a@b.example") is None


def test_an_invited_editor_signs_in_once(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The link of guide editor invite makes an editor, by a button, once."""
    link = invite_editor(guide.database, "r@b.example", Role.EDITOR, "prøve", "", clock.now())
    assert "Velkommen i redaktionen" in client.get(link).text
    assert send(client, clock, link, {}).status_code == 303
    assert "r@b.example" in client.get("/konto").text
    assert client.get(link).status_code == 410
    clock.move(hours=8)
    assert client.get("/konto").status_code == 303
