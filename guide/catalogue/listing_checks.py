"""The yearly question as it is kept, with what else shows that a company looked at its profile."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, literal, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.revisions import EDIT
from guide.catalogue.tables.accounts import AccountRow, ClaimRow, MembershipRow
from guide.catalogue.tables.audit import RevisionRow
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.listing_checks import ListingCheckRow
from guide.domain.accounts import Role
from guide.domain.company import CompanyId
from guide.domain.listing_checks import CheckStep, ListingCheck

_MOST = 500
"""Companies looked at in one query."""


def owned(work: UnitOfWork) -> dict[CompanyId, ListingCheck]:
    """Return where the question is for each company that somebody acts for."""
    ids = (
        select(MembershipRow.company_id)
        .join(CompanyRow, CompanyRow.id == MembershipRow.company_id)
        .where(CompanyRow.erased_at.is_(None), CompanyRow.merged_into.is_(None))
        .distinct()
    )
    every = [CompanyId(found) for found in work.session.scalars(ids)]
    checks: dict[CompanyId, ListingCheck] = {}
    for at in range(0, len(every), _MOST):
        checks |= _checks(work, every[at : at + _MOST])
    return checks


def find(
    work: UnitOfWork, company_id: CompanyId, *, to_change: bool = False
) -> ListingCheck | None:
    """Return where a company's question is, ``None`` when nobody acts for it.

    ``to_change`` holds the company until the transaction ends, so that two never act at once.
    """
    if to_change:
        work.session.get(CompanyRow, company_id, with_for_update=True, populate_existing=True)
    return _checks(work, [company_id]).get(company_id)


def note(work: UnitOfWork, company_id: CompanyId, step: CheckStep, now: datetime) -> None:
    """Write down that a step was done."""
    row = _row(work, company_id)
    match step:
        case CheckStep.ASK:
            row.asked_at = now
        case CheckStep.REMIND:
            row.reminded_at = now
        case CheckStep.STALE:
            row.told_at = now
    work.flush()


def confirm(work: UnitOfWork, company_id: CompanyId, now: datetime) -> None:
    """Write down that somebody said yes."""
    _row(work, company_id).confirmed_at = now
    work.flush()


def _row(work: UnitOfWork, company_id: CompanyId) -> ListingCheckRow:
    row = work.session.get(ListingCheckRow, company_id)
    if row is None:
        row = ListingCheckRow(company_id=company_id)
        work.session.add(row)
    return row


def _checks(work: UnitOfWork, ids: list[CompanyId]) -> dict[CompanyId, ListingCheck]:
    """The newest of: a plain yes, an edit of its own, a proof, and taking the company on."""
    rows = {
        row.company_id: row
        for row in work.session.scalars(
            select(ListingCheckRow).where(ListingCheckRow.company_id.in_(ids))
        )
    }
    signs = [
        _by_company(work, MembershipRow.company_id, func.min(MembershipRow.since), ids),
        _by_company(work, ClaimRow.company_id, func.max(ClaimRow.proved_at), ids),
        _by_company(work, RevisionRow.company_id, func.max(RevisionRow.created_at), ids, _own()),
    ]
    return {
        company_id: ListingCheck(
            confirmed_at=max(_moments(company_id, signs, rows.get(company_id))),
            asked_at=rows[company_id].asked_at if company_id in rows else None,
            reminded_at=rows[company_id].reminded_at if company_id in rows else None,
            told_at=rows[company_id].told_at if company_id in rows else None,
        )
        for company_id in ids
        if company_id in signs[0]
    }


def _by_company(
    work: UnitOfWork, key: Any, moment: Any, ids: list[CompanyId], *conditions: Any
) -> dict[CompanyId, datetime]:
    query = select(key, moment).where(key.in_(ids), *conditions).group_by(key)
    return {CompanyId(found): at for found, at in work.session.execute(query) if at is not None}


def _own() -> ColumnElement[bool]:
    """An edit that the company's own people sent, not one an editor brought back."""
    writer = literal("account:") + cast(AccountRow.id, Text)
    editors = select(writer).where(AccountRow.role != Role.COMPANY.value)
    return and_(
        RevisionRow.kind == EDIT,
        RevisionRow.author.startswith("account:"),
        RevisionRow.author.not_in(editors),
    )


def _moments(
    company_id: CompanyId, signs: Iterable[dict[CompanyId, datetime]], row: ListingCheckRow | None
) -> list[datetime]:
    found = [sign[company_id] for sign in signs if company_id in sign]
    return [*found, row.confirmed_at] if row is not None and row.confirmed_at else found
