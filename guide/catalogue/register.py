"""The register as it was read: states, rows to read back, and what is due or missing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from guide.catalogue.companies import visibility_of_row
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register_rows import StoredRow, domain_row
from guide.catalogue.tables.companies import CompanyRow, NameRow
from guide.catalogue.tables.facts import FactRow
from guide.catalogue.tables.histories import AddressRow, EmploymentRow, IndustryRow
from guide.catalogue.tables.register import RegisterHistoryRow, RegisterStateRow
from guide.domain.company import CompanyId
from guide.domain.employment import Band, Series
from guide.domain.employment import EmploymentRow as Employment
from guide.domain.facts import Field, Layer
from guide.domain.protection import Visibility
from guide.domain.register import Part, RegisterCompany
from guide.domain.register_intake import name_key

_MONTHS_OF_A_QUARTER = 3
_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What the guide has of a company by its number; never read means no digest."""

    id: CompanyId
    cvr: str
    name: str
    listed: bool
    visibility: Visibility
    digest: str | None
    fingerprint: str
    version: int
    loaded_at: datetime | None
    missing: bool


def stored(work: UnitOfWork, numbers: Collection[str]) -> dict[str, Stored]:
    """Return what is known of the companies of some numbers, in one query."""
    query = (
        select(CompanyRow, RegisterStateRow)
        .join(RegisterStateRow, RegisterStateRow.company_id == CompanyRow.id, isouter=True)
        .where(CompanyRow.cvr.in_(list(numbers)))
    )
    return {
        str(row.cvr): Stored(
            id=CompanyId(row.id),
            cvr=str(row.cvr),
            name=row.name,
            listed=row.listed,
            visibility=visibility_of_row(row),
            digest=None if state is None else state.digest,
            fingerprint="" if state is None else state.fingerprint,
            version=-1 if state is None else state.version,
            loaded_at=None if state is None else state.loaded_at,
            missing=state is not None and state.missing_since is not None,
        )
        for row, state in work.session.execute(query)
    }


def known_numbers(work: UnitOfWork) -> list[str]:
    """Return the numbers of all companies that may be read, in order."""
    query = (
        select(CompanyRow.cvr)
        .where(CompanyRow.cvr.is_not(None), CompanyRow.erased_at.is_(None))
        .order_by(CompanyRow.cvr)
    )
    return [number for number in work.session.scalars(query) if number]


def never_read(work: UnitOfWork) -> list[str]:
    """Return the numbers of companies that the register was never read for."""
    query = (
        select(CompanyRow.cvr)
        .join(RegisterStateRow, RegisterStateRow.company_id == CompanyRow.id, isouter=True)
        .where(
            CompanyRow.cvr.is_not(None),
            CompanyRow.erased_at.is_(None),
            RegisterStateRow.company_id.is_(None),
        )
        .order_by(CompanyRow.cvr)
    )
    return [number for number in work.session.scalars(query) if number]


def fingerprints(work: UnitOfWork) -> dict[str, str]:
    """Map numbers to the fingerprints of documents that need not be read again.

    A company that was missing is read whole, so that it is seen to be back.
    """
    query = (
        select(CompanyRow.cvr, RegisterStateRow.fingerprint)
        .join(RegisterStateRow, RegisterStateRow.company_id == CompanyRow.id)
        .where(RegisterStateRow.missing_since.is_(None), RegisterStateRow.fingerprint != "")
    )
    return {str(number): told for number, told in work.session.execute(query)}


def note_fingerprints(work: UnitOfWork, told: Mapping[CompanyId, str]) -> None:
    """Keep new fingerprints of documents whose content is the same."""
    if not told:
        return
    query = select(RegisterStateRow).where(RegisterStateRow.company_id.in_(list(told)))
    for row in work.session.scalars(query):
        row.fingerprint = told[CompanyId(row.company_id)]
    work.flush()


def names_without_number(work: UnitOfWork) -> dict[str, tuple[int, ...]]:
    """Map ``name_key`` to the companies without a number that carry or carried such a name."""
    query = (
        select(CompanyRow.id, CompanyRow.name, NameRow.name)
        .join(
            NameRow,
            (NameRow.company_id == CompanyRow.id) & NameRow.superseded_at.is_(None),
            isouter=True,
        )
        .where(CompanyRow.cvr.is_(None), CompanyRow.erased_at.is_(None))
    )
    found: dict[str, dict[int, None]] = {}
    for company_id, name, other in work.session.execute(query):
        for text in (name, other):
            if text:
                found.setdefault(name_key(text), {})[company_id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def load(work: UnitOfWork, company_id: CompanyId) -> RegisterCompany | None:
    """Read a company back as the register last told it, ``None`` when it never did."""
    state = work.session.get(RegisterStateRow, company_id)
    number = work.session.scalar(select(CompanyRow.cvr).where(CompanyRow.id == company_id))
    if state is None or number is None:
        return None
    parts: dict[str, list[Any]] = {part.value: [] for part in Part}
    query = (
        select(RegisterHistoryRow)
        .where(
            RegisterHistoryRow.company_id == company_id,
            RegisterHistoryRow.superseded_at.is_(None),
        )
        .order_by(RegisterHistoryRow.id)
    )
    for row in work.session.scalars(query):
        part = Part(row.part)
        kept = StoredRow(part, row.key, row.value, row.valid_from, row.valid_to, row.updated_at)
        parts[part.value].append(domain_row(kept))
    parts[Part.EMPLOYMENT.value] = list(employment_of(work, company_id))
    whole: dict[str, Any] = {name: tuple(rows) for name, rows in parts.items()}
    return RegisterCompany(
        cvr=number,
        unit_number=state.unit_number,
        version=state.version,
        loaded_at=state.loaded_at,
        updated_at=state.updated_at,
        founded=state.founded,
        composite_status=state.composite_status,
        advertising_protected=state.advertising_protected,
        **whole,
    )


def employment_of(work: UnitOfWork, company_id: CompanyId) -> list[Employment]:
    """Read the kept head counts back."""
    query = select(EmploymentRow).where(EmploymentRow.company_id == company_id)
    return [_employment(row) for row in work.session.scalars(query.order_by(EmploymentRow.id))]


def _employment(row: EmploymentRow) -> Employment:
    band = None if row.low is None else Band(row.low, row.high)
    month = row.month or (row.quarter * _MONTHS_OF_A_QUARTER) or 12
    return Employment(Series(row.series), row.year, month, row.employees, band, row.full_time)


def due(work: UnitOfWork, today: date) -> list[CompanyId]:
    """Return the companies for which a row begins or has ended by ``today``."""
    query = (
        select(RegisterStateRow.company_id)
        .where(RegisterStateRow.next_change_on <= today)
        .order_by(RegisterStateRow.company_id)
    )
    return [CompanyId(company_id) for company_id in work.session.scalars(query)]


def note_missing(work: UnitOfWork, numbers: Collection[str], now: datetime) -> None:
    """Note that the register did not know these when it was asked; the first time counts."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        ids = select(CompanyRow.id).where(CompanyRow.cvr.in_(some))
        work.session.execute(
            update(RegisterStateRow)
            .where(RegisterStateRow.company_id.in_(ids), RegisterStateRow.missing_since.is_(None))
            .values(missing_since=now)
        )


def missing_before(work: UnitOfWork, moment: datetime) -> list[tuple[CompanyId, str, datetime]]:
    """Return the companies missing since before a moment: id, number and since when."""
    query = (
        select(RegisterStateRow.company_id, CompanyRow.cvr, RegisterStateRow.missing_since)
        .join(CompanyRow, CompanyRow.id == RegisterStateRow.company_id)
        .where(RegisterStateRow.missing_since <= moment)
        .order_by(RegisterStateRow.company_id)
    )
    return [
        (CompanyId(company_id), str(number), since)
        for company_id, number, since in work.session.execute(query)
        if since is not None
    ]


def erase(work: UnitOfWork, company_id: CompanyId) -> None:
    """Delete all that the register told of a company, history too."""
    for whole in (RegisterHistoryRow, RegisterStateRow, EmploymentRow, IndustryRow):
        work.session.execute(delete(whole).where(whole.company_id == company_id))
    names = delete(NameRow).where(NameRow.company_id == company_id)
    work.session.execute(names.where(NameRow.layer == Layer.REGISTER.value))
    places = delete(AddressRow).where(AddressRow.company_id == company_id)
    work.session.execute(places.where(AddressRow.layer == Layer.REGISTER.value))
    statements = delete(FactRow).where(FactRow.company_id == company_id)
    work.session.execute(statements.where(FactRow.layer == Layer.REGISTER.value))


_CONTACT_PARTS = (Part.CONTACTS, Part.ADDRESSES, Part.POSTAL_ADDRESSES)
_CONTACT_FIELDS = (Field.PHONE, Field.EMAIL, Field.WEBSITE, Field.ADDRESS)


def forget_contact(work: UnitOfWork, company_id: CompanyId) -> bool:
    """Delete contact data and streets, history too, when a company has become protected.

    The rows that may stay (town, postcode, municipality) are written anew by the landing. Tells
    whether there was anything to forget.
    """
    query = select(RegisterHistoryRow).where(
        RegisterHistoryRow.company_id == company_id,
        RegisterHistoryRow.part.in_([part.value for part in _CONTACT_PARTS]),
    )
    rows = list(work.session.scalars(query))
    if not any(row.part != Part.ADDRESSES.value or "street" in row.value for row in rows):
        return False
    _delete_contact(work, company_id)
    return True


def _delete_contact(work: UnitOfWork, company_id: CompanyId) -> None:
    work.session.execute(
        delete(RegisterHistoryRow).where(
            RegisterHistoryRow.company_id == company_id,
            RegisterHistoryRow.part.in_([part.value for part in _CONTACT_PARTS]),
        )
    )
    work.session.execute(
        delete(AddressRow).where(
            AddressRow.company_id == company_id, AddressRow.layer == Layer.REGISTER.value
        )
    )
    work.session.execute(
        delete(FactRow).where(
            FactRow.company_id == company_id,
            FactRow.layer == Layer.REGISTER.value,
            FactRow.field.in_([field.value for field in _CONTACT_FIELDS]),
        )
    )


def cleared(work: UnitOfWork, ids: Iterable[CompanyId]) -> None:
    """Note that the register knows these again."""
    found = list(ids)
    if not found:
        return
    work.session.execute(
        update(RegisterStateRow)
        .where(RegisterStateRow.company_id.in_(found))
        .values(missing_since=None)
    )


def count_read(work: UnitOfWork) -> int:
    """Count the companies that the register was read for: what the brake measures against."""
    return int(work.session.scalar(select(func.count(RegisterStateRow.company_id))) or 0)
