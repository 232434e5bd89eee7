"""What the register knows of a company: dated rows, never overwritten, never a person.

A row is in force from ``valid_from`` to ``valid_to``, both days included; ``valid_from`` None is
an unknown start, ``valid_to`` None is open. ``updated_at`` is the register's business time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from guide.domain.addresses import Address, town_only
from guide.domain.employment import EmploymentRow
from guide.domain.industry import Standard

SOLE_TRADER_FORMS = frozenset({"10", "15"})
"""ENK and PMV: the firm is a person, so it is listed on its own sign-up only."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedRow:
    """The dates that every row of history carries."""

    valid_from: date | None = None
    valid_to: date | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NameRow(DatedRow):
    """An official name (navn) or a secondary one (binavn)."""

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressRow(DatedRow):
    """Where the company is (beliggenhedsadresse) or gets its post (postadresse)."""

    address: Address


@dataclass(frozen=True, kw_only=True, slots=True)
class BranchRow(DatedRow):
    """An industry code; ``rank`` 0 is the main branch, 1–3 the side branches.

    ``code`` None says that the register holds "uoplyst" (its sentinels 999999 and 980000).
    """

    rank: int
    standard: Standard
    code: str | None
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalFormRow(DatedRow):
    """A legal form: code as text ("80"), the register's short ("APS") and long name."""

    code: str
    short: str
    long: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeSpan(DatedRow):
    """A stretch of life (livsforloeb); several mean that the company ceased and came back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusRow(DatedRow):
    """A company status as the register spells it."""

    text: str


class ContactKind(StrEnum):
    """The contact data that the guide may show; fax and mandatory mail are left out."""

    PHONE = "phone"
    SECONDARY_PHONE = "secondary_phone"
    EMAIL = "email"
    WEBSITE = "website"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactRow(DatedRow):
    """One way to reach the company; ``value`` None is a secret row, kept as a mark only."""

    kind: ContactKind
    value: str | None


class AttributeKind(StrEnum):
    """The register's attributes that a profile uses; all others are left unread."""

    PURPOSE = "FORMÅL"
    CAPITAL = "KAPITAL"
    CAPITAL_CURRENCY = "KAPITALVALUTA"
    FISCAL_YEAR_START = "REGNSKABSÅR_START"
    FISCAL_YEAR_END = "REGNSKABSÅR_SLUT"
    FIRST_PERIOD_START = "FØRSTE_REGNSKABSPERIODE_START"
    FIRST_PERIOD_END = "FØRSTE_REGNSKABSPERIODE_SLUT"
    CHANGED_PERIOD_START = "OMLÆGNINGSPERIODE_START"
    CHANGED_PERIOD_END = "OMLÆGNINGSPERIODE_SLUT"
    AUDIT_WAIVED = "REVISION_FRAVALGT"


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributeRow(DatedRow):
    """An attribute's value as the register writes it (always text)."""

    kind: AttributeKind
    sequence: int
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductionUnit(DatedRow):
    """A place of work (P-enhed) by its ten-digit number."""

    number: str


class Part(StrEnum):
    """The parts of a company that a document may leave out without saying anything of them."""

    NAMES = "names"
    SECONDARY_NAMES = "secondary_names"
    ADDRESSES = "addresses"
    POSTAL_ADDRESSES = "postal_addresses"
    BRANCHES = "branches"
    LEGAL_FORMS = "legal_forms"
    LIFE_SPANS = "life_spans"
    STATUSES = "statuses"
    EMPLOYMENT = "employment"
    CONTACTS = "contacts"
    ATTRIBUTES = "attributes"
    PRODUCTION_UNITS = "production_units"


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterCompany:
    """A company as the register tells it in one document.

    ``version`` is the register's ``samtId``, −1 when it gave none (always write).
    ``loaded_at`` is its load time, the mark of incremental runs. ``missing`` names the parts
    that the document did not hold at all, which says nothing about them.
    ``advertising_protected`` is reklamebeskyttet; None when the document is silent.
    """

    cvr: str
    unit_number: int | None = None
    version: int = -1
    loaded_at: datetime | None = None
    updated_at: datetime | None = None
    founded: date | None = None
    next_change_on: date | None = None
    composite_status: str = ""
    advertising_protected: bool | None = None
    names: tuple[NameRow, ...] = ()
    secondary_names: tuple[NameRow, ...] = ()
    addresses: tuple[AddressRow, ...] = ()
    postal_addresses: tuple[AddressRow, ...] = ()
    branches: tuple[BranchRow, ...] = ()
    legal_forms: tuple[LegalFormRow, ...] = ()
    life_spans: tuple[LifeSpan, ...] = ()
    statuses: tuple[StatusRow, ...] = ()
    employment: tuple[EmploymentRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    attributes: tuple[AttributeRow, ...] = ()
    production_units: tuple[ProductionUnit, ...] = ()
    missing: frozenset[Part] = frozenset()


Row = TypeVar("Row", bound=DatedRow)


def has_begun(row: DatedRow, day: date) -> bool:
    """Tell whether a row has begun on ``day``; an unknown start has."""
    return row.valid_from is None or row.valid_from <= day


def holds_on(row: DatedRow, day: date) -> bool:
    """Tell whether a row is in force on ``day``, its last day included."""
    return has_begun(row, day) and (row.valid_to is None or row.valid_to >= day)


def current_row(rows: Iterable[Row], day: date) -> Row | None:
    """Pick the row in force: open rows may overlap, the newest start and then update wins."""
    return max((row for row in rows if holds_on(row, day)), key=_newness, default=None)


def last_row(rows: Iterable[Row], day: date) -> Row | None:
    """Pick the row in force, or when all are closed the one that ended last."""
    begun = [row for row in rows if has_begun(row, day)]
    return current_row(begun, day) or max(
        begun, key=lambda row: (row.valid_to or date.min, *_newness(row)), default=None
    )


def _newness(row: DatedRow) -> tuple[date, datetime, date]:
    return row.valid_from or date.min, row.updated_at or _NEVER, row.valid_to or date.max


def storable(company: RegisterCompany) -> RegisterCompany:
    """Drop what may not even be stored: a protected company's contact data, a person's home.

    A company protected against advertising keeps town, postcode and municipality of its
    addresses and no contact rows; so do the addresses of sole traders, who often live there.
    """
    protected = company.advertising_protected is not False
    if not protected and not any(row.code in SOLE_TRADER_FORMS for row in company.legal_forms):
        return company
    return replace(
        company,
        addresses=tuple(_in_town_only(row) for row in company.addresses),
        postal_addresses=(),
        contacts=() if protected else company.contacts,
    )


def _in_town_only(row: AddressRow) -> AddressRow:
    return replace(row, address=town_only(row.address))


def fill_missing(company: RegisterCompany, stored: RegisterCompany) -> RegisterCompany:
    """Keep what is known where a document says nothing: a good value is never blanked."""
    kept: dict[str, Any] = {part.value: getattr(stored, part.value) for part in company.missing}
    if company.advertising_protected is None:
        kept["advertising_protected"] = stored.advertising_protected
    if company.founded is None:
        kept["founded"] = stored.founded
    return replace(company, **kept) if kept else company
