"""Accounts, their sessions and the companies they act for."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, or_, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.accounts import AccountRow, MembershipRow, SessionRow
from guide.domain.accounts import Account, AccountId, Role, is_alive
from guide.domain.company import CompanyId


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A browser that is signed in; ``passkey_at`` is when it last used a passkey."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime
    passkey_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person who acts for a company."""

    account_id: AccountId
    mail: str
    since: datetime


def _account(row: AccountRow) -> Account:
    return Account(
        id=AccountId(row.id),
        mail=row.mail,
        role=Role(row.role),
        locale=row.locale,
        created_at=row.created_at,
    )


def find(work: UnitOfWork, account_id: AccountId) -> Account | None:
    """Find an account."""
    row = work.session.get(AccountRow, account_id)
    return None if row is None else _account(row)


def find_by_mail(work: UnitOfWork, mail: str) -> Account | None:
    """Find an account by its mail address, in any case."""
    row = work.session.scalar(select(AccountRow).where(AccountRow.mail == mail.lower()))
    return None if row is None else _account(row)


def open_account(
    work: UnitOfWork, mail: str, now: datetime, *, role: Role = Role.COMPANY, locale: str = "da"
) -> Account:
    """Return the account of an address, made when there is none; a higher role is given to it."""
    row = work.session.scalar(select(AccountRow).where(AccountRow.mail == mail.lower()))
    if row is None:
        row = AccountRow(mail=mail.lower(), role=role.value, locale=locale, created_at=now)
        work.session.add(row)
    elif role.edits:
        row.role = role.value
    work.flush()
    return _account(row)


def change_mail(work: UnitOfWork, account_id: AccountId, mail: str) -> bool:
    """Give an account another address; False when another account has it."""
    held = find_by_mail(work, mail)
    if held is not None:
        return held.id == account_id
    work.session.execute(
        update(AccountRow).where(AccountRow.id == account_id).values(mail=mail.lower())
    )
    return True


def delete_account(work: UnitOfWork, account_id: AccountId) -> None:
    """Delete an account with its sessions and memberships."""
    work.session.execute(delete(AccountRow).where(AccountRow.id == account_id))
    work.flush()


def begin_session(work: UnitOfWork, account_id: AccountId, browser: str, now: datetime) -> str:
    """Start a session and return the cookie's token, which is told once."""
    token = secrets.token_urlsafe(32)
    work.session.add(
        SessionRow(
            hash=sha256(token.encode()).hexdigest(),
            account_id=account_id,
            browser=browser[:200],
            created_at=now,
            seen_at=now,
        )
    )
    work.flush()
    return token


def of_session(work: UnitOfWork, token: str, now: datetime) -> tuple[Account, Session] | None:
    """Return who a cookie belongs to, ``None`` when it is unknown, ended, idle or too old."""
    query = (
        select(SessionRow, AccountRow)
        .join(AccountRow, AccountRow.id == SessionRow.account_id)
        .where(SessionRow.hash == sha256(token.encode()).hexdigest(), SessionRow.ended_at.is_(None))
    )
    found = work.session.execute(query).first()
    if found is None:
        return None
    session, account = found
    if not is_alive(Role(account.role), session.created_at, session.seen_at, now):
        return None
    return _account(account), _session(session)


def see_session(work: UnitOfWork, session_id: int, now: datetime) -> None:
    """Note that a session was used."""
    work.session.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))


def raise_session(work: UnitOfWork, session_id: int, now: datetime) -> str:
    """Note that a passkey was used and return a new token; the old one is dead (ASVS 7.2.4)."""
    token = secrets.token_urlsafe(32)
    work.session.execute(
        update(SessionRow)
        .where(SessionRow.id == session_id, SessionRow.ended_at.is_(None))
        .values(hash=sha256(token.encode()).hexdigest(), passkey_at=now, seen_at=now)
    )
    return token


def sessions_of(work: UnitOfWork, account: Account, now: datetime) -> list[Session]:
    """Return an account's living sessions, newest first."""
    query = (
        select(SessionRow)
        .where(SessionRow.account_id == account.id, SessionRow.ended_at.is_(None))
        .order_by(SessionRow.id.desc())
    )
    return [
        _session(row)
        for row in work.session.scalars(query)
        if is_alive(account.role, row.created_at, row.seen_at, now)
    ]


def end_session(work: UnitOfWork, account_id: AccountId, session_id: int, now: datetime) -> bool:
    """End one of an account's sessions; False when it is not the account's."""
    ended = work.session.execute(
        update(SessionRow)
        .where(
            SessionRow.id == session_id,
            SessionRow.account_id == account_id,
            SessionRow.ended_at.is_(None),
        )
        .values(ended_at=now)
        .returning(SessionRow.id)
    )
    return ended.first() is not None


def end_sessions(
    work: UnitOfWork, account_id: AccountId, now: datetime, *, but: int | None = None
) -> None:
    """End all of an account's sessions, or all but one."""
    statement = update(SessionRow).where(
        SessionRow.account_id == account_id, SessionRow.ended_at.is_(None)
    )
    if but is not None:
        statement = statement.where(SessionRow.id != but)
    work.session.execute(statement.values(ended_at=now))


def forget_sessions(work: UnitOfWork, before: datetime) -> int:
    """Delete sessions that ended, were last used or began before a moment; return how many."""
    gone = work.session.execute(
        delete(SessionRow)
        .where(
            or_(
                SessionRow.ended_at < before,
                SessionRow.seen_at < before,
                SessionRow.created_at < before,
            )
        )
        .returning(SessionRow.id)
    )
    return len(gone.all())


def join(
    work: UnitOfWork,
    account_id: AccountId,
    company_id: CompanyId,
    now: datetime,
    invited_by: str = "",
) -> None:
    """Let an account act for a company; twice changes nothing."""
    if work.session.get(MembershipRow, (account_id, company_id)) is None:
        work.session.add(
            MembershipRow(
                account_id=account_id, company_id=company_id, since=now, invited_by=invited_by
            )
        )
        work.flush()


def leave(work: UnitOfWork, account_id: AccountId, company_id: CompanyId) -> None:
    """End an account's acting for a company."""
    work.session.execute(
        delete(MembershipRow).where(
            MembershipRow.account_id == account_id, MembershipRow.company_id == company_id
        )
    )


def is_member(work: UnitOfWork, account_id: AccountId, company_id: CompanyId) -> bool:
    """Tell whether an account acts for a company."""
    return work.session.get(MembershipRow, (account_id, company_id)) is not None


def companies_of(work: UnitOfWork, account_id: AccountId) -> list[CompanyId]:
    """Return the companies that an account acts for."""
    query = select(MembershipRow.company_id).where(MembershipRow.account_id == account_id)
    return [CompanyId(key) for key in work.session.scalars(query.order_by(MembershipRow.since))]


def members_of(work: UnitOfWork, company_id: CompanyId) -> Sequence[Member]:
    """Return who acts for a company, longest first."""
    query = (
        select(MembershipRow, AccountRow)
        .join(AccountRow, AccountRow.id == MembershipRow.account_id)
        .where(MembershipRow.company_id == company_id)
        .order_by(MembershipRow.since, AccountRow.id)
    )
    return [
        Member(account_id=AccountId(account.id), mail=account.mail, since=membership.since)
        for membership, account in work.session.execute(query)
    ]


def _session(row: SessionRow) -> Session:
    return Session(
        id=row.id,
        browser=row.browser,
        created_at=row.created_at,
        seen_at=row.seen_at,
        passkey_at=row.passkey_at,
    )
