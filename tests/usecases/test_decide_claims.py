"""Claims that need an editor: which ones, decided once, told late, taken back whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import accounts, claims, desk
from guide.domain.accounts import Account
from guide.domain.claims import ClaimId, ClaimState, ClaimWorry, Method
from guide.domain.desk import ItemKind
from guide.domain.editing import EditError
from guide.domain.submissions import IllegalMoveError
from guide.usecases import claim_company
from guide.usecases.decide_claims import decide_claim
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import company_id_of, letters, session_for, small_guide
from tests.usecases.test_edit_company import editor

SITE = "http://localhost:8000"


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def account_of(guide: Guide, mail: str) -> Account:
    """Sign somebody in and return the account."""
    session_for(guide, mail)
    with guide.database.reading() as work:
        found = accounts.find_by_mail(work, mail)
    assert found is not None
    return found


def waiting(guide: Guide) -> list[tuple[str, str]]:
    """Return the claims on the desk with why they are there."""
    with guide.database.reading() as work:
        items = desk.queue(work, guide.clock.now())
    return [(item.key, item.detail) for item in items if item.kind is ItemKind.CLAIM]


def decided(guide: Guide, number: int, *, grant: bool, reason: str = "Vi har ringet.") -> int:
    """Decide a claim."""
    return decide_claim(guide.database, ClaimId(number), reason, SITE, editor(guide), grant=grant)


@pytest.fixture
def asked(guide: Guide) -> Account:
    """An account that has asked for the editors' help, twice."""
    account = account_of(guide, "chef@opdigtet.example")
    for _ in range(2):
        claim_company.ask_by_hand(guide.database, account, company_id_of(guide), guide.clock.now())
    return account


def test_who_can_prove_it_alone_is_not_on_the_desk_before_two_days(
    guide: Guide, clock: FixedClock
) -> None:
    """After that the editors see that no proof comes; after a fortnight the claim is over."""
    account = account_of(guide, "chef@opdigtet.example")
    claim_company.ask_by_site(
        guide.database, account, company_id_of(guide), Method.FILE, clock.now()
    )
    clock.move(hours=47)
    assert waiting(guide) == []
    clock.move(hours=1)
    assert waiting(guide) == [("1", ClaimWorry.LONG)]
    clock.move(days=13)
    assert waiting(guide) == []


def test_asking_twice_waits_once_and_for_as_long_as_it_takes(
    guide: Guide, clock: FixedClock, asked: Account
) -> None:
    """It does not run out."""
    clock.move(days=100)
    claim_company.expire_claims(guide.database, guide.policy, clock.now())
    assert waiting(guide) == [("1", ClaimWorry.BY_HAND)]


def test_a_second_claim_on_a_company_that_is_looked_after_is_a_conflict(
    guide: Guide, clock: FixedClock, asked: Account
) -> None:
    """At once, whatever its method."""
    decided(guide, 1, grant=True)
    other = account_of(guide, "anden@andet.example")
    claim_company.ask_by_site(guide.database, other, company_id_of(guide), Method.DNS, clock.now())
    assert waiting(guide) == [("2", ClaimWorry.CONFLICT)]


def test_a_granted_claim_counts_for_a_year_and_its_letter_waits(
    guide: Guide, clock: FixedClock, asked: Account
) -> None:
    """The account may look after the company at once."""
    decided(guide, 1, grant=True)
    with guide.database.reading() as work:
        (proof,) = claims.proofs(work, company_id_of(guide))
        assert accounts.is_member(work, asked.id, company_id_of(guide))
    assert proof.method is Method.HAND
    assert proof.expires_at is not None
    assert (proof.expires_at - clock.now()).days == 365
    assert letters(guide) == []
    clock.move(seconds=30)
    assert [one["to"] for one in letters(guide)] == ["chef@opdigtet.example"]


def test_a_refused_claim_tells_why_and_is_decided_once(
    guide: Guide, clock: FixedClock, asked: Account
) -> None:
    """It needs a reason."""
    with pytest.raises(EditError, match="grund"):
        decided(guide, 1, grant=False, reason=" ")
    decided(guide, 1, grant=False, reason="Ingen kendte jer.")
    assert waiting(guide) == []
    with pytest.raises(IllegalMoveError):
        decided(guide, 1, grant=True)
    with pytest.raises(KeyError):
        decided(guide, 99, grant=True)
    clock.move(seconds=30)
    assert "Ingen kendte jer." in letters(guide)[0]["text"]


@pytest.mark.parametrize("grant", [True, False])
def test_a_decision_is_taken_back_whole(
    guide: Guide, clock: FixedClock, asked: Account, grant: bool
) -> None:
    """No membership, no proof and no letter is left; the claim waits as before."""
    revision = decided(guide, 1, grant=grant)
    clock.move(seconds=20)
    take_back(guide.database, [revision], editor(guide))
    clock.move(minutes=2)
    assert waiting(guide) == [("1", ClaimWorry.BY_HAND)]
    assert letters(guide) == []
    with guide.database.reading() as work:
        assert claims.proofs(work, company_id_of(guide)) == []
        assert not accounts.is_member(work, asked.id, company_id_of(guide))
        found = claims.find(work, ClaimId(1))
    assert found is not None
    assert (found.state, found.expires_at) == (ClaimState.WAITING, None)
