"""An account's address changes only by who holds account and new address, and can be taken back."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from guide.catalogue import accounts, outbox
from guide.catalogue.accounts import Session
from guide.catalogue.database import Database
from guide.domain.accounts import Account
from guide.usecases.change_mail import (
    MailTakenError,
    ProofNeededError,
    ask_for_new_mail,
    confirm_new_mail,
    keep_old_mail,
)
from tests.conftest import FixedClock

OLD, NEW, OTHER = "gammel@b.example", "ny@b.example", "anden@b.example"
SITE = "http://guide.example"


def _person(database: Database, clock: FixedClock, mail: str = OLD) -> tuple[Account, Session, str]:
    with database.writing() as work:
        account = accounts.open_account(work, mail, clock.now())
        token = accounts.begin_session(work, account.id, "Prøve", clock.now())
        found = accounts.of_session(work, token, clock.now())
        work.commit()
    assert found is not None
    return found[0], found[1], token


def _ask(
    database: Database, clock: FixedClock, account: Account, session: Session, mail: str
) -> tuple[str, str]:
    """Ask, and return the tokens of the new and the old address's letter."""
    ask_for_new_mail(database, account, session, mail, SITE, clock.now())
    with database.reading() as work:
        letters = [job.payload for job in outbox.open_jobs(work, outbox.MAIL, clock.now())][-2:]
    assert [letter["to"] for letter in letters] == [mail, account.mail]
    found = [re.search(r"/konto/mail/(?:ny|behold)/(\S+)", letter["text"]) for letter in letters]
    assert found[0] is not None
    assert found[1] is not None
    return found[0][1], found[1][1]


def _mail(database: Database, account: Account) -> str:
    with database.reading() as work:
        found = accounts.find(work, account.id)
    assert found is not None
    return found.mail


def _lives(database: Database, clock: FixedClock, token: str) -> bool:
    with database.reading() as work:
        return accounts.of_session(work, token, clock.now()) is not None


def test_the_new_address_confirms_and_the_other_sessions_end(
    database: Database, clock: FixedClock
) -> None:
    """Nothing changes before; the link counts once."""
    account, _elsewhere, elsewhere = _person(database, clock)
    _account, session, here = _person(database, clock)
    new, _keep = _ask(database, clock, account, session, NEW)
    assert _mail(database, account) == OLD
    assert confirm_new_mail(database, account, session, new, clock.now())
    assert _mail(database, account) == NEW
    assert (_lives(database, clock, here), _lives(database, clock, elsewhere)) == (True, False)
    assert not confirm_new_mail(database, account, session, new, clock.now())


def test_a_session_that_is_not_fresh_cannot_ask(database: Database, clock: FixedClock) -> None:
    """Ten minutes after signing in; nobody gets a letter."""
    account, session, _token = _person(database, clock)
    clock.move(minutes=10, seconds=1)
    with pytest.raises(ProofNeededError):
        ask_for_new_mail(database, account, session, NEW, SITE, clock.now())
    with database.reading() as work:
        assert outbox.count_open(work, outbox.MAIL) == 0


def test_another_account_cannot_use_the_link_nor_anybody_an_old_one(
    database: Database, clock: FixedClock
) -> None:
    """After 24 hours, or once another change was asked for, it is done with."""
    account, session, _token = _person(database, clock)
    stranger, strange, _strange = _person(database, clock, OTHER)
    first, _keep = _ask(database, clock, account, session, NEW)
    assert not confirm_new_mail(database, stranger, strange, first, clock.now())
    second, _keep = _ask(database, clock, account, session, "nyere@b.example")
    assert not confirm_new_mail(database, account, session, first, clock.now())
    clock.move(hours=24)
    assert not confirm_new_mail(database, account, session, second, clock.now())
    assert _mail(database, account) == OLD


def test_an_address_that_another_account_has_is_not_taken(
    database: Database, clock: FixedClock
) -> None:
    """Asking tells nothing of it; only who reads its mail learns it."""
    _person(database, clock, OTHER)
    account, session, _token = _person(database, clock)
    new, _keep = _ask(database, clock, account, session, OTHER)
    with pytest.raises(MailTakenError):
        confirm_new_mail(database, account, session, new, clock.now())
    assert _mail(database, account) == OLD


def test_the_old_address_stops_a_change_before_and_after(
    database: Database, clock: FixedClock
) -> None:
    """Without a session; everybody is signed out; for two weeks."""
    account, session, here = _person(database, clock)
    new, keep = _ask(database, clock, account, session, NEW)
    assert keep_old_mail(database, keep, clock.now())
    assert not _lives(database, clock, here)
    assert not confirm_new_mail(database, account, session, new, clock.now())
    account, session, here = _person(database, clock)
    new, keep = _ask(database, clock, account, session, NEW)
    assert confirm_new_mail(database, account, session, new, clock.now())
    clock.move(days=13)
    assert keep_old_mail(database, keep, clock.now())
    assert (_mail(database, account), _lives(database, clock, here)) == (OLD, False)
    assert not keep_old_mail(database, keep, clock.now())
    account, session, here = _person(database, clock)
    new, keep = _ask(database, clock, account, session, NEW)
    clock.move(days=14)
    assert not keep_old_mail(database, keep, clock.now())


def test_whoever_took_an_account_over_cannot_take_it_again(
    database: Database, clock: FixedClock
) -> None:
    """Two changes in a row: the first address wins over the second, and not the other way."""
    account, session, _token = _person(database, clock)
    new, owner = _ask(database, clock, account, session, NEW)
    assert confirm_new_mail(database, account, session, new, clock.now())
    taken, session, _token = _person(database, clock, NEW)
    assert taken.id == account.id
    clock.move(seconds=1)
    newer, thief = _ask(database, clock, taken, session, OTHER)
    assert confirm_new_mail(database, taken, session, newer, clock.now())
    assert keep_old_mail(database, owner, clock.now())
    assert _mail(database, account) == OLD
    assert not keep_old_mail(database, thief, clock.now())
    assert _mail(database, account) == OLD


def test_of_two_presses_at_once_one_counts(database: Database, clock: FixedClock) -> None:
    """And nothing breaks."""
    account, session, _token = _person(database, clock)
    new, _keep = _ask(database, clock, account, session, NEW)

    def press(_number: int) -> bool:
        return confirm_new_mail(database, account, session, new, clock.now())

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(press, range(4))) == 1
    assert _mail(database, account) == NEW
