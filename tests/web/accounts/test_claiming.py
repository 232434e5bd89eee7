"""A company is claimed by mail, by a file or by DNS; the profile says what was proved."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import claims
from guide.domain.claims import Method
from guide.outside.fetch import FetchError
from guide.usecases.claim_company import expire_claims
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SLUG, letters, link_in, session_for
from tests.web.sending import send

PATH = f"/konto/virksomhed/{SLUG}/overtag"


class FakeNet:
    """A network that holds one file and one record; ``down`` makes it fail."""

    def __init__(self) -> None:
        self.text, self.down = "", False
        self.asked: list[str] = []

    def fetch(self, url: str) -> str:
        """Return the file."""
        self.asked.append(url)
        if self.down:
            raise FetchError("siden svarer ikke")
        return self.text

    def read_txt(self, name: str) -> tuple[str, ...]:
        """Return the record, which stands at one name only."""
        return (self.text,) if name.startswith("_brancheguide.") else ()


@pytest.fixture
def net() -> FakeNet:
    """The network."""
    return FakeNet()


@pytest.fixture
def owner(guide: Guide, net: FakeNet) -> FlaskClient:
    """A browser in which somebody is signed in."""
    client = create_app(replace(guide, fetcher=net, txt_reader=net)).test_client()
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    return client


def _line(page: str) -> str:
    return page.partition('<code id="line">')[2].partition("<")[0]


def test_mail_at_the_sites_domain_proves(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """By a button, once; afterwards the company can be edited and the profile says so."""
    data = {"method": "mail", "mail": "chef@opdigtet.example"}
    answer = send(owner, clock, PATH, data)
    assert "har vi sendt et link" in answer.text
    link = link_in(letters(guide)[-1])
    assert owner.get(f"/konto/virksomhed/{SLUG}/ret").status_code == 403
    assert owner.get(link).status_code == 200
    assert send(owner, clock, link, {}).status_code == 303
    assert owner.get(f"/konto/virksomhed/{SLUG}/ret").status_code == 200
    assert "Bevist med mail til virksomheden" in owner.get(f"/virksomhed/{SLUG}").text
    assert send(owner, clock, "/konto", {}, to=link).status_code == 410
    told = [one for one in letters(guide) if one["subject"].startswith("I passer nu")]
    assert [one["to"] for one in told] == ["a@b.example"]


def test_mail_elsewhere_gets_the_same_answer_and_no_link(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Nobody learns which addresses belong to the company."""
    good = send(owner, clock, PATH, {"method": "mail", "mail": "chef@opdigtet.example"})
    bad = send(owner, clock, PATH, {"method": "mail", "mail": "a@b.example"})
    assert (good.status_code, bad.status_code) == (200, 200)
    assert "har vi sendt et link" in bad.text
    assert len(letters(guide)) == 1


def test_another_account_cannot_use_the_mailed_link(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """The proof belongs to who asked."""
    send(owner, clock, PATH, {"method": "mail", "mail": "chef@opdigtet.example"})
    link = link_in(letters(guide)[-1])
    other = create_app(guide).test_client()
    other.set_cookie("guide", session_for(guide, "other@b.example"))
    assert send(other, clock, link, {}).status_code == 410
    assert send(owner, clock, link, {}).status_code == 303


@pytest.mark.parametrize("method", ["file", "dns"])
def test_a_token_in_the_right_place_proves(
    owner: FlaskClient, net: FakeNet, clock: FixedClock, method: str
) -> None:
    """Not there, network down, there: each is told for what it is."""
    page = send(owner, clock, PATH, {"method": method}).text
    check = f"{PATH}/1"
    assert "Vi fandt ikke linjen" in send(owner, clock, PATH, {}, to=check).text
    net.text = f"# vores\n{_line(page)}\n"
    net.down = method == "file"
    if net.down:
        assert "siden svarer ikke" in send(owner, clock, PATH, {}, to=check).text
        net.down = False
        assert net.asked[-1] == "https://opdigtet.example/.well-known/brancheguide.txt"
    assert send(owner, clock, PATH, {}, to=check).status_code == 303
    assert "Opdigtet Data ApS" in owner.get("/konto").text


@pytest.mark.parametrize(
    ("path", "data"), [(f"/konto/virksomhed/{SLUG}/forlad", {}), ("/konto/slet", {"sure": "1"})]
)
def test_a_proof_goes_with_the_person_who_leaves(
    owner: FlaskClient, net: FakeNet, clock: FixedClock, path: str, data: dict[str, str]
) -> None:
    """Whether they leave the company or delete the account."""
    net.text = _line(send(owner, clock, PATH, {"method": "file"}).text)
    send(owner, clock, PATH, {}, to=f"{PATH}/1")
    assert send(owner, clock, "/konto", data, to=path).status_code == 303
    assert "Bevist" not in owner.get(f"/virksomhed/{SLUG}").text


def test_a_proof_ends_after_a_year(
    owner: FlaskClient, guide: Guide, net: FakeNet, clock: FixedClock
) -> None:
    """The badge goes with it."""
    net.text = _line(send(owner, clock, PATH, {"method": "file"}).text)
    send(owner, clock, PATH, {}, to=f"{PATH}/1")
    assert "Bevist med en fil" in owner.get(f"/virksomhed/{SLUG}").text
    assert expire_claims(guide.database, guide.policy, clock.now()) == 0
    clock.move(days=365)
    assert expire_claims(guide.database, guide.policy, clock.now()) == 1
    assert "Bevist" not in owner.get(f"/virksomhed/{SLUG}").text


def test_a_company_in_no_list_cannot_be_claimed(owner: FlaskClient) -> None:
    """And an unknown one is not found."""
    assert owner.get("/konto/virksomhed/findes-ikke/overtag").status_code == 404


def test_who_has_neither_mail_nor_site_asks_the_editors(
    client: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Once, however often it is pressed; there is nothing to look up."""
    client.set_cookie("guide", session_for(guide, "chef@opdigtet.example"))
    page = f"/konto/virksomhed/{SLUG}/overtag"
    for _ in range(2):
        assert "Redaktionen ser på det" in send(client, clock, page, {"method": "hand"}).text
    with guide.database.reading() as work:
        (claim,) = claims.every_waiting(work, clock.now())
    assert claim.method is Method.HAND
    assert send(client, clock, page, {}, to=f"{page}/{claim.id}").status_code == 404


def test_an_account_and_an_address_get_three_claims_a_day(guide: Guide, clock: FixedClock) -> None:
    """The fourth is refused to the account; another account cannot flood the same address."""
    app = create_app(guide)
    for mail, statuses in (
        ("a@b.example", [200, 200]),
        ("c@b.example", [200, 429]),
    ):
        client = app.test_client()
        client.set_cookie("guide", session_for(guide, mail))
        found = [
            send(client, clock, PATH, {"method": "mail", "mail": target}).status_code
            for target in ("chef@opdigtet.example",) * 2
        ]
        assert found == statuses, mail
    client = app.test_client()
    client.set_cookie("guide", session_for(guide, "d@b.example"))
    tries = [send(client, clock, PATH, {"method": "file"}).status_code for _try in range(4)]
    assert tries == [200, 200, 200, 429]
