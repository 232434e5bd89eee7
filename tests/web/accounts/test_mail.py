"""The pages by which an account changes its address."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts
from tests.conftest import FixedClock
from tests.small import letters, link_in, session_for
from tests.web.sending import send

PATH = "/konto/mail"


@pytest.fixture
def owner(client: FlaskClient, guide: Guide) -> FlaskClient:
    """A browser that has just signed in."""
    client.set_cookie("guide", session_for(guide, "gammel@b.example"))
    return client


def _known(guide: Guide, mail: str) -> bool:
    with guide.database.reading() as work:
        return accounts.find_by_mail(work, mail) is not None


def test_links_change_nothing_and_buttons_do(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The new address's button changes it; the old one's, pressed without a session, undoes it."""
    answer = send(owner, clock, PATH, {"mail": "NY@b.example"})
    assert "Vi har skrevet til begge adresser" in answer.text
    new, old = (link_in(letter) for letter in letters(guide)[-2:])
    assert "ny@b.example" not in letters(guide)[-1]["text"]
    for link in (new, old):
        assert owner.get(link).status_code == 200
    assert _known(guide, "gammel@b.example")
    assert send(owner, clock, new, {}).status_code == 303
    assert "ny@b.example" in owner.get("/konto").text
    stranger = owner.application.test_client()
    assert "Skiftet er stoppet" in send(stranger, clock, old, {}).text
    assert owner.get("/konto").status_code == 303
    assert (_known(guide, "gammel@b.example"), _known(guide, "ny@b.example")) == (True, False)


def test_an_old_session_is_asked_to_sign_in_anew(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The page offers it; what is sent all the same is refused and nobody gets a letter."""
    clock.move(minutes=11)
    assert "log ind igen" in owner.get(PATH).text
    before = len(letters(guide))
    assert send(owner, clock, PATH, {"mail": "ny@b.example"}).status_code == 403
    assert len(letters(guide)) == before


def test_known_and_unknown_addresses_get_the_same_answer(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Who asks learns nothing of who has an account."""
    session_for(guide, "kendt@b.example")
    known = send(owner, clock, PATH, {"mail": "kendt@b.example"})
    unknown = send(owner, clock, PATH, {"mail": "ukendt@b.example"})
    assert known.status_code == unknown.status_code == 200
    assert ("begge adresser" in known.text) == ("begge adresser" in unknown.text)
    link = link_in(letters(guide)[-4])
    assert owner.get(link).status_code == 410


@pytest.mark.parametrize("mail", ["", "ikke en adresse", "gammel@b.example"])
def test_an_address_that_cannot_be_used_is_told(
    owner: FlaskClient, clock: FixedClock, mail: str
) -> None:
    """Empty, broken, or the one it has."""
    answer = send(owner, clock, PATH, {"mail": mail})
    assert answer.status_code == 422
    assert "Skriv en anden hel mailadresse" in answer.text
