"""One form to object or to ask for erasure."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import letters, small_guide
from tests.web.sending import send

PATH = "/tilmeld/indsigelse"
GOOD = {"about": "Opdigtet Data", "mail": "a@b.example", "text": "Slet os, tak."}


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before its site."""
    return create_app(guide).test_client()


def test_an_objection_reaches_the_editors(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """With what to do, and a promise to answer."""
    answer = send(client, clock, PATH, GOOD)
    assert answer.status_code == 303
    assert "svarer inden en måned" in client.get(answer.location).text
    (letter,) = letters(guide)
    assert letter["to"] == guide.settings.contact_mail
    assert "Slet os, tak." in letter["text"]
    assert "guide editor erase" in letter["text"]


@pytest.mark.parametrize("field", list(GOOD))
def test_a_missing_field_is_named_and_the_rest_kept(
    client: FlaskClient, guide: Guide, clock: FixedClock, field: str
) -> None:
    """Nothing is sent, nothing is lost."""
    answer = send(client, clock, PATH, {**GOOD, field: ""})
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert all(value in answer.text for name, value in GOOD.items() if name != field)
    assert letters(guide) == []
