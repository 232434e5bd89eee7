"""An account's address changes: freshly proved, confirmed at the new one, told to the old one.

Whoever reads the old address can take the change back for two weeks; then everybody is signed out.
"""

from datetime import datetime

from guide.catalogue import accounts, audit, links, passkeys
from guide.catalogue.accounts import Session
from guide.catalogue.database import Database
from guide.catalogue.links import Purpose
from guide.domain.accounts import KEEP_MAIL_LASTS, NEW_MAIL_LASTS, Account, AccountId
from guide.domain.letter_texts import write
from guide.domain.passkeys import is_fresh
from guide.usecases.post import post, site_link


class ProofNeededError(Exception):
    """The person must first sign in anew, or use a passkey."""


class MailTakenError(Exception):
    """Another account has the address."""


def may_change_mail(database: Database, account: Account, session: Session, now: datetime) -> bool:
    """Tell whether the session was begun, or used a passkey where there is one, just now."""
    with database.reading() as work:
        has_passkey = bool(passkeys.of_account(work, account.id))
    return is_fresh(session.passkey_at if has_passkey else session.created_at, now)


def ask_for_new_mail(
    database: Database, account: Account, session: Session, mail: str, site_url: str, now: datetime
) -> None:
    """Mail a link to the new address and a notice with a way to stop it to the old one.

    Whether another account has the address is told to nobody but who reads its mail. Raises
    ``ProofNeededError``.
    """
    if not may_change_mail(database, account, session, now):
        raise ProofNeededError
    subject = str(account.id)
    with database.writing() as work:
        links.revoke(work, Purpose.NEW_MAIL, subject)
        new = links.make(work, Purpose.NEW_MAIL, subject, now, lasts=NEW_MAIL_LASTS, mail=mail)
        keep = links.make(
            work, Purpose.KEEP_MAIL, subject, now, lasts=KEEP_MAIL_LASTS, mail=account.mail
        )
        for kind, to, path in (
            ("mail_confirm", mail, f"/konto/mail/ny/{new}"),
            ("mail_asked", account.mail, f"/konto/mail/behold/{keep}"),
        ):
            link = site_link(site_url, account.locale, path)
            post(work, write(kind, account.locale, to, link=link), now)
        audit.write_act(work, account.id, "account.mail_asked", now)
        work.commit()


def confirm_new_mail(
    database: Database, account: Account, session: Session, token: str, now: datetime
) -> bool:
    """Use the link up in a session of the account itself; all its other sessions end.

    False when the link does not work here. Raises ``MailTakenError``, and the link is used up.
    """
    with database.writing() as work:
        link = links.find(work, Purpose.NEW_MAIL, token, now)
        if link is None or link.subject != str(account.id):
            return False
        if links.use(work, Purpose.NEW_MAIL, token, now) is None:
            return False
        changed = accounts.change_mail(work, account.id, link.mail)
        if changed:
            accounts.end_sessions(work, account.id, now, but=session.id)
        audit.write_act(
            work, account.id, "account.mail_changed" if changed else "account.mail_taken", now
        )
        work.commit()
    if not changed:
        raise MailTakenError
    return True


def keep_old_mail(database: Database, token: str, now: datetime) -> bool:
    """Give the account the address back that the link was mailed to, and sign everybody out.

    Needs no session: it is for those who have lost theirs. Changes asked for later can no longer
    be taken back, so that who changed it cannot take it again. False when it does not work.
    """
    with database.writing() as work:
        link = links.use(work, Purpose.KEEP_MAIL, token, now)
        account = accounts.find(work, AccountId(int(link.subject))) if link else None
        if link is None or account is None:
            return False
        if not accounts.change_mail(work, account.id, link.mail):
            return False
        made = link.expires_at - KEEP_MAIL_LASTS if link.expires_at else now
        links.revoke(work, Purpose.NEW_MAIL, link.subject)
        links.revoke(work, Purpose.KEEP_MAIL, link.subject, since=made)
        accounts.end_sessions(work, account.id, now)
        audit.write_act(work, account.id, "account.mail_kept", now)
        work.commit()
    return True
