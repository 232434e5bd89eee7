"""New and split categories at the desk: for admins, seen first, nothing typed is lost."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.domain.accounts import Role
from tests.conftest import FixedClock
from tests.small import company_id_of, session_for
from tests.web.sending import hidden_fields, send

NEW, SPLIT = "/redaktion/kategorier/ny", "/redaktion/kategorier/del"
TYPED = {"name_da": "Lagerstyring", "name_en": "Warehousing", "parent": "forretning"}
WANTED = {"category": "erp", "children": "Regnemaskiner | Calculators | regnemaskiner, tal"}


@pytest.fixture
def admin(client: FlaskClient, guide: Guide) -> FlaskClient:
    """A browser of an admin."""
    client.set_cookie("guide", session_for(guide, "chef@guide.example", Role.ADMIN))
    return client


def test_a_category_is_added_with_a_reason(admin: FlaskClient, clock: FixedClock) -> None:
    """Without one what was typed is shown again."""
    refused = send(admin, clock, NEW, TYPED)
    assert (refused.status_code, 'value="Lagerstyring"' in refused.text) == (422, True)
    assert send(admin, clock, NEW, {**TYPED, "reason": "Manglede."}).status_code == 303
    assert admin.get("/kategori/lagerstyring").status_code == 200


@pytest.mark.parametrize("path", [NEW, SPLIT])
def test_an_editor_changes_no_tree(editor: FlaskClient, clock: FixedClock, path: str) -> None:
    """Also with a good form."""
    assert send(editor, clock, "/redaktion/dagens", TYPED, to=path).status_code == 403


def test_a_split_is_seen_suggested_and_made(
    admin: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """The suggestion tells its words, and moves nobody before the last button."""
    seen = send(admin, clock, SPLIT, {**WANTED, "action": "preview"}).text
    assert "(regnemaskiner)" in seen
    assert admin.get("/kategori/regnemaskiner").status_code == 404
    fields = hidden_fields(send(admin, clock, SPLIT, {**WANTED, "action": "suggest"}).text)
    choice = {f"to-{company_id_of(guide)}": "regnemaskiner", "reason": "For stor."}
    make = {**WANTED, **fields, **choice, "action": "make"}
    stale = admin.post(SPLIT, data={**make, "mark": "x"})
    assert (stale.status_code, "Regnemaskiner | Calculators" in stale.text) == (409, True)
    assert "For stor." in stale.text
    assert admin.post(SPLIT, data=make).status_code == 303
    assert "Opdigtet Data ApS" in admin.get("/kategori/regnemaskiner").text
    assert "Opdigtet Data ApS" not in admin.get("/kategori/erp").text


@pytest.mark.parametrize("wrong", [{"category": ""}, {"children": ""}, {"children": "Kun dansk"}])
def test_an_unfinished_split_is_told_and_kept(
    admin: FlaskClient, clock: FixedClock, wrong: dict[str, str]
) -> None:
    """With what is missing."""
    answer = send(admin, clock, SPLIT, {**WANTED, **wrong, "reason": "Husk mig."})
    assert answer.status_code == 422
    assert "Det kunne ikke gøres" in answer.text
