"""A draft outlives the browser by its link, and two who write in it lose nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.web import create_app
from tests.conftest import FixedClock
from tests.web.sending import hidden_fields, send
from tests.web.signup.test_start import GOOD


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before the site."""
    return create_app(guide).test_client()


def _saved(client: FlaskClient, clock: FixedClock) -> str:
    answer = send(client, clock, "/tilmeld", {**GOOD, "action": "save"})
    assert answer.status_code == 303
    return str(answer.location).partition("?")[0]


def test_a_draft_is_found_by_its_link_in_another_browser(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """No account, no cookie; unfinished fields are allowed."""
    address = _saved(client, clock)
    page = create_app(guide).test_client().get(address)
    assert page.status_code == 200
    assert GOOD["description"] in page.text
    clock.move(days=31)
    assert client.get(address).status_code == 404


def test_a_sent_draft_is_closed(client: FlaskClient, clock: FixedClock) -> None:
    """Its link opens nothing any more."""
    address = _saved(client, clock)
    assert send(client, clock, address, GOOD).status_code == 303
    assert client.get(address).status_code == 404


def test_the_second_of_two_gets_both_texts_side_by_side(
    client: FlaskClient, clock: FixedClock
) -> None:
    """409, and the next sending from that page counts."""
    address = _saved(client, clock)
    mine = hidden_fields(client.get(address).text)
    theirs = {**GOOD, "description": "Den anden skrev dette.", "action": "save"}
    assert send(client, clock, address, theirs).status_code == 303
    answer = client.post(
        address, data={**GOOD, **mine, "description": "Min tekst.", "action": "save"}
    )
    assert answer.status_code == 409
    assert "Den anden skrev dette." in answer.text
    assert "Min tekst." in answer.text
    again = {**GOOD, **hidden_fields(answer.text), "description": "Min tekst.", "action": "save"}
    assert client.post(address, data=again).status_code == 303


def test_of_a_hundred_who_save_at_once_one_wins_and_nobody_loses_a_word(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Every other one gets a 409 that holds the text that was sent."""
    address = _saved(client, clock)
    form = hidden_fields(client.get(address).text)
    cookie = client.get_cookie("guide-form")
    assert cookie is not None
    app = create_app(guide)
    clock.move(seconds=5)

    def save(number: int) -> tuple[int, bool]:
        text = f"Udgave {number} af teksten."
        person = app.test_client()
        person.set_cookie("guide-form", cookie.value)
        data = {**GOOD, **form, "description": text, "action": "save"}
        answer = person.post(address, data=data)
        return answer.status_code, text in answer.text

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(save, range(100)))
    assert sorted(status for status, _kept in answers) == [303] + [409] * 99
    assert all(kept for status, kept in answers if status == 409)
