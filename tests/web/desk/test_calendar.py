"""The calendar and the tree, as editors and admins change them."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import categories, featured
from guide.domain.accounts import Role
from tests.conftest import FixedClock
from tests.small import SLUG, session_for
from tests.web.sending import send

DAYS, TREE = "/redaktion/dagens", "/redaktion/kategorier"
CHRISTMAS = {"day": "2026-12-24", "company": f"/virksomhed/{SLUG}", "action": "plan"}


@pytest.fixture
def admin(client: FlaskClient, guide: Guide) -> FlaskClient:
    """A browser of an admin."""
    client.set_cookie("guide", session_for(guide, "chef@guide.example", Role.ADMIN))
    return client


def test_a_day_is_chosen_with_a_note_and_left_to_its_turn_again(
    editor: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """By the address of a profile."""
    assert send(editor, clock, DAYS, {**CHRISTMAS, "note": "Juleblad"}).status_code == 303
    assert "Juleblad" in editor.get(DAYS).text
    send(editor, clock, DAYS, {"day": "2026-12-24", "action": "clear"})
    with guide.database.reading() as work:
        assert featured.day(work, date(2026, 12, 24)) is None


@pytest.mark.parametrize(
    "wrong",
    [{"day": "2026-11-24"}, {"day": "i morgen"}, {"company": "findesikke"}],
)
def test_a_choice_that_cannot_be_is_told(
    editor: FlaskClient, clock: FixedClock, wrong: dict[str, str]
) -> None:
    """What was typed is kept."""
    answer = send(editor, clock, DAYS, {**CHRISTMAS, **wrong, "note": "Juleblad"})
    assert answer.status_code == 422
    assert "Juleblad" in answer.text


def test_a_category_is_renamed_after_a_preview(
    admin: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """The preview counts and changes nothing; its mark makes the change."""
    change = {"act": "rename", "category": "erp", "name": "Økonomistyring", "reason": "Bedre."}
    preview = send(admin, clock, TREE, {**change, "action": "preview"})
    assert "1 virksomhed bliver berørt." in preview.text
    with guide.database.reading() as work:
        assert "erp" in categories.tree(work)
    mark = preview.text.partition('name="mark" value="')[2].partition('"')[0]
    wrong = send(admin, clock, TREE, {**change, "action": "make", "mark": "x"})
    assert wrong.status_code == 422
    made = send(admin, clock, TREE, {**change, "action": "make", "mark": mark})
    assert made.status_code == 303
    with guide.database.reading() as work:
        assert "oekonomistyring" in categories.tree(work)
