"""What the register says of a company on a given day, told from its dated rows.

The rows hold the future too, so a snapshot is taken anew when ``next_change_on`` comes, not
only when a document changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from guide.domain.addresses import Address
from guide.domain.contacts import normalise_email, normalise_phone, normalise_website
from guide.domain.employment import Headcount, newest_headcount
from guide.domain.form_names import short_form
from guide.domain.industry import Standard, is_candidate
from guide.domain.register import (
    AttributeKind,
    BranchRow,
    ContactKind,
    DatedRow,
    LegalFormRow,
    RegisterCompany,
    current_row,
    has_begun,
    holds_on,
    last_row,
)
from guide.domain.status import CompanyStatus, ToldStatus, tell_status

_LARGEST_EXPONENT = 15
_MONTH_DAY = re.compile(r"--(\d{2})-(\d{2})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Capital:
    """Registered capital in whole units of ``currency``; None where the register names none."""

    amount: int
    currency: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A branch on the day: standard, six-digit code and the register's title."""

    standard: Standard
    code: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """The register's word on a day; empty and None mean that it says nothing.

    ``fiscal_year`` is ``MM-DD/MM-DD``; ``phone`` is E.164, ``website`` begins with https.
    """

    cvr: str
    day: date
    status: ToldStatus
    name: str
    former_names: tuple[str, ...]
    secondary_names: tuple[str, ...]
    legal_form_code: str | None
    legal_form: str
    address: Address | None
    main_branch: Branch | None
    side_branches: tuple[Branch, ...]
    headcount: Headcount | None
    purpose: str
    website: str | None
    phone: str | None
    email: str | None
    founded: date | None
    fiscal_year: str | None
    capital: Capital | None
    production_units: int
    advertising_protected: bool | None
    next_change_on: date | None

    @property
    def is_candidate(self) -> bool:
        """True when a main or side branch belongs to the guide; no promise of a place in it."""
        branches = [self.main_branch, *self.side_branches]
        return is_candidate((row.standard, row.code) for row in branches if row)


def take_snapshot(company: RegisterCompany, today: date) -> Snapshot:
    """Tell each field from the rows in force; a ceased company shows its last ones.

    A company whose life begins later is shown as it will be on its first day.
    """
    status = tell_status(company, today)
    day = _viewing_day(status, today)
    last_day = status.since or day if status.status is CompanyStatus.CEASED else day
    name = last_row(company.names, day)
    form = last_row(company.legal_forms, day)
    address = last_row(company.addresses, day) or last_row(company.postal_addresses, day)
    branches = _branches(company, day, last_day)
    return Snapshot(
        cvr=company.cvr,
        day=today,
        status=status,
        name=name.name if name else "",
        former_names=_former_names(company, name.name if name else "", day),
        secondary_names=_secondary_names(company, last_day),
        legal_form_code=form.code if form else None,
        legal_form=_form_label(form),
        address=address.address if address else None,
        main_branch=branches.pop(0, None),
        side_branches=tuple(branches[rank] for rank in sorted(branches)),
        headcount=newest_headcount(company.employment, today),
        purpose=_purpose(company, day),
        website=_contact(company, ContactKind.WEBSITE, day),
        phone=_contact(company, ContactKind.PHONE, day),
        email=_contact(company, ContactKind.EMAIL, day),
        founded=company.founded or _first_day(company),
        fiscal_year=_fiscal_year(company, day),
        capital=_capital(company, day),
        production_units=sum(holds_on(row, day) for row in company.production_units),
        advertising_protected=company.advertising_protected,
        next_change_on=next_change_on(company, today),
    )


def next_change_on(company: RegisterCompany, today: date) -> date | None:
    """Return the first day after ``today`` on which some row begins or has ended."""
    turns = (turn for row in _all_rows(company) for turn in _turns(row))
    return min((turn for turn in turns if turn > today), default=None)


def _turns(row: DatedRow) -> Iterator[date]:
    if row.valid_from is not None:
        yield row.valid_from
    if row.valid_to is not None and row.valid_to < date.max:
        yield row.valid_to + timedelta(days=1)


def _all_rows(company: RegisterCompany) -> Iterator[DatedRow]:
    yield from company.names
    yield from company.secondary_names
    yield from company.addresses
    yield from company.postal_addresses
    yield from company.branches
    yield from company.legal_forms
    yield from company.life_spans
    yield from company.statuses
    yield from company.contacts
    yield from company.attributes
    yield from company.production_units


def _viewing_day(status: ToldStatus, today: date) -> date:
    if status.status is CompanyStatus.FUTURE and status.since is not None:
        return max(today, status.since)
    return today


def _former_names(company: RegisterCompany, present: str, day: date) -> tuple[str, ...]:
    past = [row for row in company.names if has_begun(row, day) and row.name]
    past.sort(key=lambda row: row.valid_from or date.min, reverse=True)
    return tuple(dict.fromkeys(row.name for row in past if row.name != present))


def _secondary_names(company: RegisterCompany, day: date) -> tuple[str, ...]:
    rows = [row for row in company.secondary_names if holds_on(row, day)]
    return tuple(dict.fromkeys(row.name for row in rows if row.name))


def _form_label(form: LegalFormRow | None) -> str:
    return short_form(form.code, form.long or form.short) if form else ""


def _branches(company: RegisterCompany, day: date, last_day: date) -> dict[int, Branch]:
    """Map rank to branch: the main one may be the last there was, side branches must hold."""
    ranks: dict[int, list[BranchRow]] = {}
    for row in company.branches:
        ranks.setdefault(row.rank, []).append(row)
    picked = {
        rank: current_row(rows, last_day) or (last_row(rows, day) if rank == 0 else None)
        for rank, rows in ranks.items()
    }
    return {rank: _branch(row, row.code) for rank, row in picked.items() if row and row.code}


def _branch(row: BranchRow, code: str) -> Branch:
    return Branch(standard=row.standard, code=code, title=row.title)


def _contact(company: RegisterCompany, kind: ContactKind, day: date) -> str | None:
    """Show the newest open row; if the newest row of all is secret, nothing is shown."""
    rows = [row for row in company.contacts if row.kind is kind and has_begun(row, day)]
    newest = max((row.valid_from or date.min for row in rows), default=None)
    if any(row.value is None and (row.valid_from or date.min) == newest for row in rows):
        return None
    row = current_row(rows, day)
    if row is None or row.value is None:
        return None
    if kind is ContactKind.WEBSITE:
        return normalise_website(row.value)
    return normalise_email(row.value) if kind is ContactKind.EMAIL else normalise_phone(row.value)


def _attribute(company: RegisterCompany, kind: AttributeKind, day: date) -> str | None:
    row = last_row([row for row in company.attributes if row.kind is kind and row.value], day)
    return row.value if row else None


def _purpose(company: RegisterCompany, day: date) -> str:
    """Join the purpose's parts in their order; each part is the row in force or the last one."""
    rows = [row for row in company.attributes if row.kind is AttributeKind.PURPOSE]
    parts = {row.sequence: "" for row in rows}
    for sequence in parts:
        row = last_row([row for row in rows if row.sequence == sequence], day)
        parts[sequence] = " ".join(row.value.split()) if row else ""
    return " ".join(parts[sequence] for sequence in sorted(parts) if parts[sequence])


def _first_day(company: RegisterCompany) -> date | None:
    """Fall back on the first life span, where all spans say when they began."""
    starts = [span.valid_from for span in company.life_spans]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _fiscal_year(company: RegisterCompany, day: date) -> str | None:
    ends = []
    for kind in (AttributeKind.FISCAL_YEAR_START, AttributeKind.FISCAL_YEAR_END):
        match = _MONTH_DAY.fullmatch(_attribute(company, kind, day) or "")
        if match is None:
            return None
        ends.append(f"{match[1]}-{match[2]}")
    return "/".join(ends)


def _capital(company: RegisterCompany, day: date) -> Capital | None:
    try:
        amount = Decimal(_attribute(company, AttributeKind.CAPITAL, day) or "")
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount < 0 or amount.adjusted() > _LARGEST_EXPONENT:
        return None
    return Capital(
        amount=int(amount.to_integral_value()),
        currency=_attribute(company, AttributeKind.CAPITAL_CURRENCY, day),
    )
