"""Editors prove themselves with a passkey; it raises their session, which gets a new token."""

from dataclasses import dataclass
from datetime import datetime

from guide.catalogue import accounts, audit, passkeys
from guide.catalogue.accounts import Session
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.accounts import Account
from guide.domain.letter_texts import write
from guide.domain.passkeys import MAX_NAME, Ceremony, Passkey, is_fresh
from guide.outside.passkeys import (
    PasskeyError,
    ask_for_known,
    ask_for_new,
    check_known,
    credential_of,
    read_new,
)
from guide.usecases.post import post, site_link


class LastPasskeyError(Exception):
    """The only passkey cannot go: the link alone would be enough to add another."""


class PasskeyNeededError(Exception):
    """A passkey must first be used anew in this session."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who acts, in which session, on which site, when."""

    account: Account
    session: Session
    site_url: str
    site_name: str
    now: datetime


def may_change(known: list[Passkey], person: Person) -> bool:
    """Tell whether passkeys may be added or removed: the first by link, others by passkey."""
    return not known or is_fresh(person.session.passkey_at, person.now)


def ask_new(database: Database, person: Person) -> str:
    """Return the options for a new passkey; raise ``PasskeyNeededError`` before a fresh use."""
    with database.writing() as work:
        known = passkeys.of_account(work, person.account.id)
        if not may_change(known, person):
            raise PasskeyNeededError
        question = ask_for_new(
            person.site_url,
            person.site_name,
            str(person.account.id).encode(),
            person.account.mail,
            [one.credential_id for one in known],
        )
        passkeys.keep_challenge(
            work, person.session.id, Ceremony.REGISTER, question.challenge, person.now
        )
        work.commit()
    return question.options


def register(database: Database, person: Person, name: str, answer: str) -> str:
    """Keep a new passkey and return the session's new token; the address gets a notice.

    Raises ``PasskeyError`` when the answer proves nothing, ``PasskeyNeededError`` before a use.
    """
    challenge = _take(database, person, Ceremony.REGISTER)
    made = read_new(person.site_url, answer, challenge)
    with database.writing() as work:
        if not may_change(passkeys.of_account(work, person.account.id), person):
            raise PasskeyNeededError
        if passkeys.is_known(work, made.credential_id):
            message = "the credential is known already"
            raise PasskeyError(message)
        passkeys.add(
            work,
            person.account.id,
            " ".join(name.split())[:MAX_NAME] or "Passkey",
            made.credential_id,
            made.public_key,
            made.sign_count,
            person.now,
        )
        token = accounts.raise_session(work, person.session.id, person.now)
        audit.write_act(work, person.account.id, "passkey.added", person.now)
        _notify(work, person, "passkey_added")
        work.commit()
    return token


def ask_known(database: Database, person: Person) -> str | None:
    """Return the options for using a passkey, ``None`` when the account has none."""
    with database.writing() as work:
        known = passkeys.of_account(work, person.account.id)
        if not known:
            return None
        question = ask_for_known(person.site_url, [one.credential_id for one in known])
        passkeys.keep_challenge(
            work, person.session.id, Ceremony.USE, question.challenge, person.now
        )
        work.commit()
    return question.options


def use(database: Database, person: Person, answer: str) -> str:
    """Raise the session by a passkey of the account's own and return its new token.

    Raises ``PasskeyError``; the question is used up even then.
    """
    challenge = _take(database, person, Ceremony.USE)
    credential_id = credential_of(answer)
    with database.writing() as work:
        own = passkeys.of_account(work, person.account.id)
        key = next((one for one in own if one.credential_id == credential_id), None)
        if key is None:
            message = "the credential is not the account's"
            raise PasskeyError(message)
        count = check_known(person.site_url, answer, challenge, key.public_key, key.sign_count)
        passkeys.note_use(work, key.id, count, person.now)
        token = accounts.raise_session(work, person.session.id, person.now)
        audit.write_act(work, person.account.id, "passkey.used", person.now)
        work.commit()
    return token


def remove(database: Database, person: Person, passkey_id: int) -> bool:
    """Forget one of the account's passkeys; False when it is not the account's.

    Raises ``PasskeyNeededError`` before a fresh use, ``LastPasskeyError`` for the only one.
    """
    with database.writing() as work:
        known = passkeys.of_account(work, person.account.id)
        if passkey_id not in {one.id for one in known}:
            return False
        if not may_change(known, person):
            raise PasskeyNeededError
        if len(known) == 1:
            raise LastPasskeyError
        passkeys.remove(work, passkey_id)
        audit.write_act(work, person.account.id, "passkey.removed", person.now)
        _notify(work, person, "passkey_removed")
        work.commit()
    return True


def _take(database: Database, person: Person, ceremony: Ceremony) -> bytes:
    """Use the question up for good, whatever its answer is worth."""
    with database.writing() as work:
        challenge = passkeys.take_challenge(work, person.session.id, ceremony, person.now)
        work.commit()
    if challenge is None:
        message = "no question waits for this answer"
        raise PasskeyError(message)
    return challenge


def _notify(work: UnitOfWork, person: Person, kind: str) -> None:
    locale = person.account.locale
    link = site_link(person.site_url, locale, "/konto")
    post(work, write(kind, locale, person.account.mail, link=link), person.now)
