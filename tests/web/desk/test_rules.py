"""The rules of what goes live at once: an admin changes them, the log and the company know."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, audit, claims, revisions
from guide.domain.accounts import Role
from guide.domain.claims import Method
from guide.domain.facts import Field
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, session_for
from tests.web.sending import send

PATH = "/redaktion/regler"


@pytest.fixture
def admin(client: FlaskClient, guide: Guide) -> FlaskClient:
    """A browser of an admin."""
    client.set_cookie("guide", session_for(guide, "admin@guide.example", Role.ADMIN))
    return client


def test_a_rule_is_changed_with_a_reason_and_logged(
    admin: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Without one nothing changes."""
    form = {"field": "phone", "action": "wait"}
    assert send(admin, clock, PATH, form).status_code == 422
    assert send(admin, clock, PATH, {**form, "reason": "Svindel."}).status_code == 303
    with guide.database.reading() as work:
        assert not revisions.rules(work)[Field.PHONE]
        (entry,) = audit.of_object(work, "moderation_rule", "phone")
    assert (entry.action, entry.reason) == ("rule.changed", "Svindel.")
    assert send(admin, clock, PATH, {**form, "reason": "Igen."}).status_code == 422


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EDITOR])
def test_only_admins_are_shown_the_ways_that_only_they_may_go(
    client: FlaskClient, guide: Guide, role: Role
) -> None:
    """An editor meets no link that ends in 403."""
    client.set_cookie("guide", session_for(guide, "nogen@guide.example", role))
    page = client.get("/redaktion/begivenheder").get_data(as_text=True)
    for way in ("/redaktion/regler", "/redaktion/kategorier"):
        assert (f'href="{way}"' in page) == (role is Role.ADMIN)


def test_an_editor_changes_no_rule(editor: FlaskClient, clock: FixedClock, guide: Guide) -> None:
    """Not with a good form either."""
    form = {"field": "phone", "action": "wait", "reason": "Fordi."}
    assert send(editor, clock, "/redaktion/dagens", form, to=PATH).status_code == 403
    with guide.database.reading() as work:
        assert revisions.rules(work)[Field.PHONE]


def test_the_company_is_told_what_waits(client: FlaskClient, guide: Guide) -> None:
    """All of it until a proof counts."""
    client.set_cookie("guide", session_for(guide, "chef@b.example"))
    company, now = company_id_of(guide), guide.clock.now()
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, "chef@b.example")
        assert account is not None
        accounts.join(work, account.id, company, now)
        work.commit()
    path = f"/konto/virksomhed/{SLUG}/ret"
    told = client.get(path).text.partition("ser en redaktør det først:")[2].partition("</p>")[0]
    assert "Telefon" in told
    with guide.database.writing() as work:
        claim = claims.start(work, company, account.id, Method.MAIL, "x", now)
        claims.prove(work, claim.id, now)
        work.commit()
    told = client.get(path).text.partition("ser en redaktør det først:")[2].partition("</p>")[0]
    assert "Navn" in told
    assert "Telefon" not in told
