"""Claims as they are kept: who claimed what, how it was proved and until when it counts."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.accounts import ClaimRow
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.accounts import AccountId
from guide.domain.claims import CLAIM_LASTS, PROVE_WITHIN, ClaimId, ClaimState, Method
from guide.domain.company import CompanyId


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One claim; ``target`` is the address, host or domain that is looked at."""

    id: ClaimId
    company_id: CompanyId
    account_id: AccountId | None
    method: Method
    target: str
    token: str
    state: ClaimState
    created_at: datetime
    proved_at: datetime | None
    expires_at: datetime | None


def start(
    work: UnitOfWork,
    company_id: CompanyId,
    account_id: AccountId,
    method: Method,
    target: str,
    now: datetime,
) -> Claim:
    """Begin a claim; the token is what must be found. One by hand waits for an editor."""
    row = ClaimRow(
        company_id=company_id,
        account_id=account_id,
        method=method.value,
        target=target,
        token=secrets.token_urlsafe(24),
        state=ClaimState.WAITING.value,
        created_at=now,
        expires_at=None if method is Method.HAND else now + PROVE_WITHIN,
    )
    work.session.add(row)
    work.flush()
    return _claim(row)


def find(work: UnitOfWork, claim_id: ClaimId) -> Claim | None:
    """Find a claim."""
    row = work.session.get(ClaimRow, claim_id)
    return None if row is None else _claim(row)


def waiting(work: UnitOfWork, company_id: CompanyId, account_id: AccountId) -> list[Claim]:
    """Return the claims that an account began and has not proved, newest first."""
    query = select(ClaimRow).where(
        ClaimRow.company_id == company_id,
        ClaimRow.account_id == account_id,
        ClaimRow.state == ClaimState.WAITING.value,
    )
    return [_claim(row) for row in work.session.scalars(query.order_by(ClaimRow.id.desc()))]


def every_waiting(work: UnitOfWork, now: datetime) -> list[Claim]:
    """Return all claims that wait for a proof and whose account is there, oldest first."""
    query = select(ClaimRow).where(
        ClaimRow.state == ClaimState.WAITING.value,
        ClaimRow.account_id.is_not(None),
        or_(ClaimRow.expires_at.is_(None), ClaimRow.expires_at > now),
    )
    return [_claim(row) for row in work.session.scalars(query.order_by(ClaimRow.id))]


def decide(work: UnitOfWork, claim_id: ClaimId, state: ClaimState, now: datetime) -> Claim | None:
    """Write an editor's decision down and return what was; ``None`` when it waits no more."""
    row = work.session.get_one(ClaimRow, claim_id, with_for_update=True)
    if row.state != ClaimState.WAITING.value:
        return None
    before = _claim(row)
    row.state = state.value
    if state is ClaimState.PROVED:
        row.method, row.proved_at, row.expires_at = Method.HAND.value, now, now + CLAIM_LASTS
    else:
        row.ended_at = now
    work.flush()
    return before


def wait_again(
    work: UnitOfWork, claim_id: ClaimId, method: Method, expires_at: datetime | None
) -> None:
    """Take a decision back: the claim waits as before."""
    row = work.session.get_one(ClaimRow, claim_id, with_for_update=True)
    row.state, row.method, row.expires_at = ClaimState.WAITING.value, method.value, expires_at
    row.proved_at, row.ended_at = None, None
    work.flush()


def prove(work: UnitOfWork, claim_id: ClaimId, now: datetime) -> bool:
    """Note that a claim was proved; False when it was not waiting any more."""
    proved = work.session.execute(
        update(ClaimRow)
        .where(
            ClaimRow.id == claim_id,
            ClaimRow.state == ClaimState.WAITING.value,
            ClaimRow.expires_at > now,
        )
        .values(state=ClaimState.PROVED.value, proved_at=now, expires_at=now + CLAIM_LASTS)
        .returning(ClaimRow.company_id)
    )
    return proved.first() is not None


def proofs(work: UnitOfWork, company_id: CompanyId) -> list[Claim]:
    """Return what was proved of a company and still counts, newest first."""
    query = select(ClaimRow).where(
        ClaimRow.company_id == company_id, ClaimRow.state == ClaimState.PROVED.value
    )
    return [_claim(row) for row in work.session.scalars(query.order_by(ClaimRow.id.desc()))]


def withdraw(work: UnitOfWork, company_id: CompanyId, account_id: AccountId, now: datetime) -> bool:
    """Take an account's claims of a company back; tell whether there were any."""
    gone = work.session.execute(
        update(ClaimRow)
        .where(
            ClaimRow.company_id == company_id,
            ClaimRow.account_id == account_id,
            ClaimRow.state.in_([ClaimState.PROVED.value, ClaimState.WAITING.value]),
        )
        .values(state=ClaimState.WITHDRAWN.value, ended_at=now)
        .returning(ClaimRow.id)
    )
    return bool(gone.all())


def expire(work: UnitOfWork, now: datetime) -> list[CompanyId]:
    """End what ran out; return the companies it concerned."""
    gone = work.session.execute(
        update(ClaimRow)
        .where(
            ClaimRow.state.in_([ClaimState.PROVED.value, ClaimState.WAITING.value]),
            ClaimRow.expires_at <= now,
        )
        .values(state=ClaimState.EXPIRED.value, ended_at=now)
        .returning(ClaimRow.company_id)
    )
    return [CompanyId(key) for key in dict.fromkeys(gone.scalars())]


def mark_claimed(work: UnitOfWork, company_id: CompanyId) -> None:
    """Let the company's row say since when it is claimed, by the proofs that count."""
    moments = [claim.proved_at for claim in proofs(work, company_id) if claim.proved_at]
    row = work.session.get_one(CompanyRow, company_id)
    row.claimed_at = min(moments, default=None)
    work.flush()


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        id=ClaimId(row.id),
        company_id=CompanyId(row.company_id),
        account_id=None if row.account_id is None else AccountId(row.account_id),
        method=Method(row.method),
        target=row.target,
        token=row.token,
        state=ClaimState(row.state),
        created_at=row.created_at,
        proved_at=row.proved_at,
        expires_at=row.expires_at,
    )
