"""Numbers that no row can have are unknown, never an error of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from guide.bootstrap import Guide
from guide.domain.accounts import Role
from guide.web import create_app
from guide.web.row_numbers import LARGEST, row_number
from tests.conftest import FixedClock
from tests.small import SLUG, session_for, small_guide
from tests.web.sending import hidden_fields

HUGE = ("9" * 19, "9" * 25, "9" * 5000, str(LARGEST + 1))


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def site(guide: Guide) -> Flask:
    """Its site."""
    return create_app(guide)


def test_a_number_is_read_only_when_a_row_can_have_it() -> None:
    """Other digits, signs and what is too large are no numbers."""
    assert row_number("0012") == 12
    assert row_number(str(LARGEST)) == LARGEST
    assert [row_number(text) for text in (*HUGE, "", "-1", "²", "٣", "1 ", "1e3")] == [None] * 10


@pytest.mark.parametrize("number", HUGE, ids=len)
def test_no_address_fails_over_a_huge_number(
    site: Flask, guide: Guide, clock: FixedClock, number: str
) -> None:
    """Each route with a number in it says that there is no such page, to an editor too."""
    editor = site.test_client()
    editor.set_cookie("guide", session_for(guide, "redaktion@guide.example", Role.EDITOR))
    token = hidden_fields(editor.get("/log-ind").text)["form_token"]
    clock.move(seconds=5)
    rules = [str(rule) for rule in site.url_map.iter_rules() if "<int" in str(rule)]
    assert len(rules) > 10
    for rule in rules:
        path = rule.replace("<slug>", SLUG).replace("<category>", "erp")
        before, after = path.split("<int", 1)
        path = f"{before}{number}{after.partition('>')[2]}"
        answers = (editor.get(path), editor.post(path, data={"form_token": token}))
        statuses = {answer.status_code for answer in answers}
        assert 404 in statuses, rule
        assert statuses <= {404, 405}, rule


@pytest.mark.parametrize("number", HUGE, ids=len)
@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/redaktion/fortryd", ("undo", "unmerge"), 303),
        ("/redaktion/omtale", ("key",), 400),
        (f"/redaktion/virksomhed/{SLUG}/website", ("version",), 422),
    ],
)
def test_no_form_of_the_desk_fails_over_a_huge_number(
    site: Flask,
    guide: Guide,
    clock: FixedClock,
    path: str,
    fields: tuple[str, ...],
    status: int,
    number: str,
) -> None:
    """What a field says about a row is looked at before the database sees it."""
    editor = site.test_client()
    editor.set_cookie("guide", session_for(guide, "redaktion@guide.example", Role.EDITOR))
    token = hidden_fields(editor.get("/log-ind").text)["form_token"]
    clock.move(seconds=5)
    action = "yes" if "key" in fields else "restore"
    values = {name: f"{number}:ord" if name == "key" else number for name in fields}
    data = {"form_token": token, "action": action, "reason": "Prøve", **values}
    assert editor.post(path, data=data).status_code == status
