"""Following by mail: asked, confirmed, told each difference once, and stopped with one click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from guide.bootstrap import Guide
from guide.catalogue.tables.subscriptions import SubscriptionRow
from guide.domain.facts import FactValue, Field
from guide.domain.letters import Letter
from guide.outside.mail import compose
from guide.usecases.erase_company import erase_company
from guide.usecases.forget_old import forget_old
from guide.usecases.send_digests import send_digests
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import CVR, SLUG, letters, link_in, small_guide
from tests.web.feeds.test_feeds import say
from tests.web.sending import send

PAGE = f"/foelg?virksomhed={SLUG}"
MAIL = {"mail": "laeser@opdigtet.example"}


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before its site."""
    return create_app(guide).test_client()


def _follow(client: FlaskClient, guide: Guide, clock: FixedClock, page: str = PAGE) -> None:
    assert send(client, clock, page, MAIL).status_code == 303
    assert send(client, clock, link_in(letters(guide)[-1]), {}).status_code == 200


def _digest(guide: Guide) -> int:
    return send_digests(
        guide.database, guide.reader, guide.policy, "http://localhost:8000", guide.clock.now()
    )


def _rows(guide: Guide) -> list[str]:
    with guide.database.reading() as work:
        return [row.mail for row in work.session.scalars(select(SubscriptionRow))]


def test_nothing_is_told_before_the_button_is_pressed(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The link alone changes nothing, works once, and the unconfirmed are forgotten."""
    first = send(client, clock, PAGE, MAIL)
    link = link_in(letters(guide)[-1])
    assert client.get(link).status_code == 200
    say(guide, SLUG, Field.EMPLOYEES, 42)
    assert _digest(guide) == 0
    assert send(client, clock, link, {}).status_code == 200
    assert client.get(link).status_code == 410
    count = len(letters(guide))
    again = send(client, clock, PAGE, MAIL)
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert len(letters(guide)) == count
    send(client, clock, PAGE, {"mail": "anden@opdigtet.example"})
    late = link_in(letters(guide)[-1])
    clock.move(hours=48)
    assert client.get(late).status_code == 410
    clock.move(days=13)
    forget_old(guide.database, clock.now())
    assert _rows(guide) == [MAIL["mail"]]


@pytest.mark.parametrize("page", [PAGE, "/foelg?kategori=erp"])
def test_a_replay_tells_each_difference_once_and_is_silent_else(
    client: FlaskClient, guide: Guide, clock: FixedClock, page: str
) -> None:
    """Changes, repetitions and coming back, with a run each day and one too many."""
    _follow(client, guide, clock, page)
    steps: list[tuple[Field, FactValue, str | None]] = [
        (Field.EMPLOYEES, 42, "ansatte ikke oplyst → 42"),
        (Field.EMPLOYEES, 42, None),
        (Field.EMPLOYEES, 51, "ansatte 42 → 51"),
        (Field.WEBSITE, "https://ny.example", None),
        (Field.EMPLOYEES, 42, "ansatte 51 → 42"),
    ]
    for field, value, words in steps:
        clock.move(days=1)
        before = len(letters(guide))
        say(guide, SLUG, field, value)
        assert _digest(guide) == (words is not None)
        assert _digest(guide) == 0
        fresh = letters(guide)[before:]
        assert [str(words) in one["text"] for one in fresh] == [True] * (words is not None)
        assert all(one["text"].count("→") == 1 for one in fresh)


def test_a_second_change_of_a_day_waits_for_the_next(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """At most one letter a day, and nothing is lost; a protected company is not told of."""
    _follow(client, guide, clock)
    say(guide, SLUG, Field.EMPLOYEES, 1)
    assert _digest(guide) == 1
    say(guide, SLUG, Field.EMPLOYEES, 2)
    assert _digest(guide) == 0
    clock.move(days=1)
    assert _digest(guide) == 1
    assert "ansatte 1 → 2" in letters(guide)[-1]["text"]
    clock.move(days=1)
    say(guide, SLUG, Field.EMPLOYEES, 3)
    say(guide, SLUG, Field.ADVERTISING_PROTECTED, True)
    assert _digest(guide) == 0


def test_one_click_of_a_mail_program_stops_and_deletes_the_address(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The headers of RFC 8058 hold the address whole; a second click is no error."""
    _follow(client, guide, clock)
    say(guide, SLUG, Field.EMPLOYEES, 1)
    _digest(guide)
    payload = letters(guide)[-1]
    stop = payload["stop_url"]
    letter = Letter(to="a@b.example", subject="Følg", text="x", key="1", stop_url=stop)
    raw = compose(letter, "guide@example.dk", clock).as_bytes().decode()
    assert f"List-Unsubscribe: <{stop}>\r\n" in raw
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    path = stop.removeprefix("http://localhost:8000")
    program = create_app(guide).test_client()
    assert program.get(path).status_code == 200
    assert _rows(guide) == [MAIL["mail"]]
    for _ in range(2):
        assert program.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert _rows(guide) == [""]
    clock.move(days=1)
    say(guide, SLUG, Field.EMPLOYEES, 9)
    assert _digest(guide) == 0


def test_whoever_follows_an_erased_company_is_forgotten(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The certificate counts it."""
    _follow(client, guide, clock)
    done = erase_company(guide.database, guide.logos, CVR, "r", "indsigelse", clock.now())
    assert done.searched["subscription"] == 1
    assert _rows(guide) == []
