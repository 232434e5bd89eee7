"""Who may open the desk: every route, every role."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import audit
from guide.domain.accounts import Role
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SLUG, session_for
from tests.web.sending import send

VALUES = {"number": "1", "slug": SLUG, "name": "town"}
ROUTES = {
    ("desk.queue", "GET"): 200,
    ("desk.assign", "POST"): 400,
    ("desk.undo", "POST"): 400,
    ("desk.submission", "GET"): 404,
    ("desk.decide_submission", "POST"): 400,
    ("desk.edit", "GET"): 404,
    ("desk.decide_edit", "POST"): 400,
    ("desk.error", "GET"): 404,
    ("desk.decide_error_report", "POST"): 400,
    ("desk.claim", "GET"): 404,
    ("desk.decide_a_claim", "POST"): 400,
    ("desk.task", "GET"): 404,
    ("desk.decide_task", "POST"): 400,
    ("desk.decide_mention", "POST"): 400,
    ("desk.letter", "GET"): 404,
    ("desk.put_away", "POST"): 400,
    ("desk.mail", "POST"): 400,
    ("desk.find_company", "GET"): 200,
    ("desk.company", "GET"): 200,
    ("desk.merge", "POST"): 400,
    ("desk.field", "GET"): 200,
    ("desk.decide_field", "POST"): 400,
    ("desk.calendar", "GET"): 200,
    ("desk.plan", "POST"): 400,
    ("desk.events_list", "GET"): 200,
    ("desk.new_event", "GET"): 200,
    ("desk.write_event", "POST"): 400,
    ("desk.event", "GET"): 404,
    ("desk.change_event", "POST"): 400,
    ("desk.calendar_form", "GET"): 200,
    ("desk.take_calendar", "POST"): 400,
    ("desk.tree", "GET"): 200,
    ("desk.rules", "GET"): 200,
    ("desk.change_rules", "POST"): 400,
    ("desk.change_tree", "POST"): 400,
    ("desk.new_category", "GET"): 200,
    ("desk.write_category", "POST"): 400,
    ("desk.split_form", "GET"): 200,
    ("desk.split", "POST"): 400,
}
ADMIN_ONLY = {
    ("desk.rules", "GET"),
    ("desk.tree", "GET"),
    ("desk.new_category", "GET"),
    ("desk.split_form", "GET"),
}
"""What an editor gets; 400 is a form without its token, 404 a thing that is not there."""


def path_of(app: Flask, endpoint: str) -> str:
    """Return the address of an endpoint."""
    (rule,) = app.url_map.iter_rules(endpoint)
    with app.test_request_context():
        values = {name: VALUES[name] for name in rule.arguments}
        return rule.build(values)[1]  # type: ignore[index]


def test_the_table_names_every_route_of_the_desk(app: Flask) -> None:
    """A new route must be put into the table."""
    found = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert found == set(ROUTES)


@pytest.mark.parametrize(("endpoint", "method"), ROUTES)
def test_a_route_answers_each_role_as_the_table_says(
    app: Flask, guide: Guide, endpoint: str, method: str
) -> None:
    """A stranger is led to the sign-in or refused, a company refused, editors and admins let in."""
    path = path_of(app, endpoint)
    told = {}
    for role in (None, Role.COMPANY, Role.EDITOR, Role.ADMIN):
        client = app.test_client()
        if role is not None:
            client.set_cookie("guide", session_for(guide, f"{role}@b.example", role))
        told[role] = client.open(path, method=method).status_code
    expected = ROUTES[endpoint, method]
    outside = (303, 403) if method == "GET" else (400, 400)
    assert (told[None], told[Role.COMPANY]) == outside
    editors = 403 if (endpoint, method) in ADMIN_ONLY else expected
    assert (told[Role.EDITOR], told[Role.ADMIN]) == (editors, expected)


def test_a_valid_form_of_an_editor_does_not_change_the_tree(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """That is for admins."""
    data = {"act": "merge", "category": "erp", "target": "crm", "action": "preview"}
    answer = send(editor, clock, "/redaktion/dagens", data, to="/redaktion/kategorier")
    assert answer.status_code == 403


@pytest.mark.parametrize("endpoint", [name for name, method in ROUTES if method == "POST"])
def test_a_valid_form_of_a_company_is_still_refused(
    guide: Guide, clock: FixedClock, endpoint: str
) -> None:
    """Also with a good token: the role decides, and the refusal is logged."""
    app = create_app(guide)
    client = app.test_client()
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    token = client.get("/konto").text.partition('name="form_token" value="')[2].partition('"')[0]
    clock.move(seconds=5)
    answer = client.post(path_of(app, endpoint), data={"form_token": token})
    assert answer.status_code == 403
    with guide.database.reading() as work:
        assert [one.action for one in audit.of_object(work, "page", endpoint)] == ["denied"]
