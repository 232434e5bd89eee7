"""The page behind the yearly letter."""

from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, audit
from guide.domain.accounts import Role
from guide.usecases.check_listings import check_listings
from tests.conftest import FixedClock
from tests.small import company_id_of, letters, link_in, session_for
from tests.web.sending import send


def _link(guide: Guide, clock: FixedClock) -> str:
    with guide.database.writing() as work:
        account = accounts.open_account(work, "chef@b.example", clock.now())
        accounts.join(work, account.id, company_id_of(guide), clock.now())
        work.commit()
    clock.move(days=365)
    site = guide.settings.site_url
    assert check_listings(guide.database, guide.policy, site, clock.now()) == 1
    return link_in(letters(guide)[-1])


def _confirmed(guide: Guide) -> int:
    with guide.database.reading() as work:
        lines = audit.of_object(work, "company", str(company_id_of(guide)))
    return sum(line.action == "listing.confirmed" for line in lines)


def test_the_link_shows_what_is_said_and_confirms_nothing(
    guide: Guide, client: FlaskClient, clock: FixedClock
) -> None:
    """However often a mail scanner follows it."""
    path = _link(guide, clock)
    for _scan in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "Vi bygger regnemaskiner." in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert _confirmed(guide) == 0


def test_the_button_confirms_once(guide: Guide, client: FlaskClient, clock: FixedClock) -> None:
    """A second press is told that the link is used; the page says so kindly."""
    path = _link(guide, clock)
    assert "Tak for svaret" in send(client, clock, path, {}).text
    assert _confirmed(guide) == 1
    again = client.get(path)
    assert again.status_code == 410
    assert "Måske har en kollega svaret" in again.text
    assert _confirmed(guide) == 1


def test_an_unanswered_question_comes_to_the_desk_in_words(
    guide: Guide, client: FlaskClient, clock: FixedClock
) -> None:
    """The editors read what it is about."""
    _link(guide, clock)
    for _month in range(2):
        clock.move(days=30)
        check_listings(guide.database, guide.policy, guide.settings.site_url, clock.now())
    client.set_cookie("guide", session_for(guide, "r@b.example", Role.EDITOR))
    assert "Virksomheden har ikke svaret på" in client.get("/redaktion").text
    assert "Ja, den passer" in client.get("/redaktion/opgave/1").text
