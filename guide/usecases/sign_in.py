"""Sign in by a link that is mailed: no password, nothing to breach, nothing to reset."""

from datetime import datetime, timedelta

from guide.catalogue import accounts, audit, links, passkeys
from guide.catalogue.accounts import Session
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.links import Purpose
from guide.domain.accounts import INVITATION_LASTS, SIGN_IN_LASTS, Account, Role
from guide.domain.letter_texts import write
from guide.usecases.post import post, site_link

SEEN_EVERY = timedelta(minutes=5)


class OtherBrowserError(Exception):
    """The link was opened in a browser that did not ask for it."""


def ask_for_link(
    database: Database, mail: str, browser: str, *, locale: str, site_url: str, now: datetime
) -> None:
    """Mail a link that works for ten minutes in the asking browser.

    The same happens for an address that nobody has used: its account begins with the first use.
    """
    with database.writing() as work:
        token = links.make(
            work, Purpose.SIGN_IN, "", now, lasts=SIGN_IN_LASTS, mail=mail, browser=browser
        )
        letter = write(
            "sign_in", locale, mail, link=site_link(site_url, locale, f"/log-ind/{token}")
        )
        post(work, letter, now)
        work.commit()


def sign_in(
    database: Database, token: str, browser: str, agent: str, now: datetime, locale: str = "da"
) -> str | None:
    """Use a link up and return the session's token; ``None`` when the link no longer works.

    Raises ``OtherBrowserError`` without using it up when another browser asked for it.
    """
    with database.writing() as work:
        link = links.find(work, Purpose.SIGN_IN, token, now)
        if link is None:
            _log(work, "sign_in.failed", "unknown", now)
            work.commit()
            return None
        if link.browser_hash != links.digest(browser):
            raise OtherBrowserError
        if links.use(work, Purpose.SIGN_IN, token, now) is None:
            return None
        account = accounts.open_account(work, link.mail, now, locale=locale)
        session = accounts.begin_session(work, account.id, agent, now)
        _log(work, "sign_in", str(account.id), now)
        work.commit()
    return session


def accept_editor_invitation(
    database: Database, token: str, agent: str, now: datetime
) -> str | None:
    """Use an editor's invitation up: the account gets its role and a session.

    Passkeys it had are forgotten, so that a new invitation helps whoever has lost theirs.
    """
    with database.writing() as work:
        link = links.use(work, Purpose.EDITOR_INVITATION, token, now)
        if link is None:
            return None
        account = accounts.open_account(work, link.mail, now, role=Role(link.subject))
        accounts.end_sessions(work, account.id, now)
        passkeys.remove_all(work, account.id)
        session = accounts.begin_session(work, account.id, agent, now)
        _log(work, "editor.joined", str(account.id), now, reason=account.role.value)
        work.commit()
    return session


def invite_editor(
    database: Database, mail: str, role: Role, actor: str, site_url: str, now: datetime
) -> str:
    """Return the address of a link that makes its user an editor or admin, once, in 7 days."""
    with database.writing() as work:
        token = links.make(
            work, Purpose.EDITOR_INVITATION, role.value, now, lasts=INVITATION_LASTS, mail=mail
        )
        _log(work, "editor.invited", links.digest(mail.lower())[:16], now, actor=actor)
        work.commit()
    return f"{site_url}/log-ind/redaktion/{token}"


def find_session(database: Database, token: str, now: datetime) -> tuple[Account, Session] | None:
    """Return who is signed in; that the session was used is noted every five minutes."""
    with database.reading() as work:
        found = accounts.of_session(work, token, now)
    if found is not None and now - found[1].seen_at >= SEEN_EVERY:
        with database.writing() as work:
            accounts.see_session(work, found[1].id, now)
            work.commit()
    return found


def end_session(database: Database, account: Account, session_id: int, now: datetime) -> bool:
    """End one of the account's sessions."""
    with database.writing() as work:
        ended = accounts.end_session(work, account.id, session_id, now)
        _log(work, "session.ended", str(account.id), now)
        work.commit()
    return ended


def end_every_session(database: Database, account: Account, now: datetime) -> None:
    """Sign the account out everywhere."""
    with database.writing() as work:
        accounts.end_sessions(work, account.id, now)
        _log(work, "session.ended_all", str(account.id), now)
        work.commit()


def _log(
    work: UnitOfWork,
    action: str,
    account: str,
    now: datetime,
    *,
    actor: str = "",
    reason: str = "",
) -> None:
    entry = audit.Entry(
        at=now,
        actor=actor or f"account:{account}",
        action=action,
        object_kind="account",
        object_id=account,
        reason=reason,
    )
    audit.write(work, entry)
