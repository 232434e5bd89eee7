"""Passkeys of accounts, and the questions asked of a session."""

from datetime import datetime

from sqlalchemy import delete, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.passkeys import PasskeyChallengeRow, PasskeyRow
from guide.domain.accounts import AccountId
from guide.domain.passkeys import CHALLENGE_LASTS, Ceremony, Passkey


def of_account(work: UnitOfWork, account_id: AccountId) -> list[Passkey]:
    """Return an account's passkeys, oldest first."""
    query = select(PasskeyRow).where(PasskeyRow.account_id == account_id).order_by(PasskeyRow.id)
    return [
        Passkey(
            id=row.id,
            name=row.name,
            credential_id=row.credential_id,
            public_key=row.public_key,
            sign_count=row.sign_count,
            created_at=row.created_at,
            used_at=row.used_at,
        )
        for row in work.session.scalars(query)
    ]


def is_known(work: UnitOfWork, credential_id: bytes) -> bool:
    """Tell whether any account has the credential."""
    query = select(PasskeyRow.id).where(PasskeyRow.credential_id == credential_id)
    return work.session.scalar(query) is not None


def add(
    work: UnitOfWork,
    account_id: AccountId,
    name: str,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    now: datetime,
) -> None:
    """Keep a new passkey, which was used in being made."""
    work.session.add(
        PasskeyRow(
            account_id=account_id,
            name=name,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            created_at=now,
            used_at=now,
        )
    )
    work.flush()


def note_use(work: UnitOfWork, passkey_id: int, sign_count: int, now: datetime) -> None:
    """Keep the count that the authenticator has come to."""
    work.session.execute(
        update(PasskeyRow)
        .where(PasskeyRow.id == passkey_id)
        .values(sign_count=sign_count, used_at=now)
    )


def remove(work: UnitOfWork, passkey_id: int) -> None:
    """Forget a passkey."""
    work.session.execute(delete(PasskeyRow).where(PasskeyRow.id == passkey_id))


def remove_all(work: UnitOfWork, account_id: AccountId) -> None:
    """Forget every passkey of an account."""
    work.session.execute(delete(PasskeyRow).where(PasskeyRow.account_id == account_id))


def keep_challenge(
    work: UnitOfWork, session_id: int, ceremony: Ceremony, challenge: bytes, now: datetime
) -> None:
    """Keep the question that a session was asked; an older one of the kind no longer counts."""
    work.session.merge(
        PasskeyChallengeRow(
            session_id=session_id,
            ceremony=ceremony.value,
            challenge=challenge,
            expires_at=now + CHALLENGE_LASTS,
        )
    )
    work.flush()


def take_challenge(
    work: UnitOfWork, session_id: int, ceremony: Ceremony, now: datetime
) -> bytes | None:
    """Return the session's question and take it away, ``None`` when there is none or too late."""
    found = work.session.execute(
        delete(PasskeyChallengeRow)
        .where(
            PasskeyChallengeRow.session_id == session_id,
            PasskeyChallengeRow.ceremony == ceremony.value,
        )
        .returning(PasskeyChallengeRow.challenge, PasskeyChallengeRow.expires_at)
    ).first()
    return found.challenge if found is not None and now < found.expires_at else None
