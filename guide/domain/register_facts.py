"""The register's layer of statements about a company, told from a snapshot."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guide.domain.addresses import address_lines
from guide.domain.employment import Headcount
from guide.domain.facts import FactValue, Field
from guide.domain.snapshot import Snapshot
from guide.domain.status import CompanyStatus

REGISTER_FIELDS = frozenset(
    {
        Field.NAME, Field.LEGAL_FORM, Field.STATUS, Field.STATUS_NOTE, Field.ADDRESS,
        Field.POSTCODE, Field.TOWN, Field.MUNICIPALITY, Field.INDUSTRY, Field.FOUNDED,
        Field.EMPLOYEES, Field.PURPOSE, Field.FISCAL_YEAR, Field.ADVERTISING_PROTECTED,
        Field.WEBSITE, Field.PHONE, Field.EMAIL,
    }
)  # fmt: skip
"""The fields the importer may speak of; it withdraws what the register no longer says."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A field's value with the days for which it holds, where the register tells them."""

    field: Field
    value: FactValue
    valid_from: date | None = None
    valid_to: date | None = None

    def is_the_same_as(self, value: object, start: date | None, end: date | None) -> bool:
        """Tell whether a stored value with its days says the same."""
        return (self.value, self.valid_from, self.valid_to) == (value, start, end)


def statements(snapshot: Snapshot, municipalities: frozenset[str]) -> tuple[Statement, ...]:
    """Return what the register says; what it does not say is absent, never empty.

    ``municipalities`` are the codes the guide knows: Greenland's are not among them.
    """
    told = [
        *_plain(snapshot),
        *_status(snapshot),
        *_address(snapshot, municipalities),
        *_industry(snapshot),
        *_employees(snapshot.headcount),
    ]
    return tuple(told)


def _plain(snapshot: Snapshot) -> Iterator[Statement]:
    values: dict[Field, FactValue] = {
        Field.NAME: snapshot.name,
        Field.LEGAL_FORM: snapshot.legal_form_code,
        Field.PURPOSE: snapshot.purpose,
        Field.FISCAL_YEAR: snapshot.fiscal_year,
        Field.FOUNDED: snapshot.founded.isoformat() if snapshot.founded else None,
        Field.WEBSITE: snapshot.website,
        Field.PHONE: snapshot.phone,
        Field.EMAIL: snapshot.email,
    }
    for field, value in values.items():
        if value:
            yield Statement(field, value)
    if snapshot.advertising_protected is not None:
        yield Statement(Field.ADVERTISING_PROTECTED, snapshot.advertising_protected)


def _status(snapshot: Snapshot) -> Iterator[Statement]:
    """Say nothing of an unknown status; an empty note is said, so that older ones end."""
    told = snapshot.status
    if told.status is CompanyStatus.UNKNOWN:
        return
    yield Statement(Field.STATUS, told.status.value, told.since)
    yield Statement(Field.STATUS_NOTE, told.note, told.since)


def _address(snapshot: Snapshot, municipalities: frozenset[str]) -> Iterator[Statement]:
    address = snapshot.address
    if address is None:
        return
    lines = address_lines(address)
    if lines:
        yield Statement(Field.ADDRESS, "\n".join(lines))
    if address.postcode:
        yield Statement(Field.POSTCODE, address.postcode)
    if address.town:
        yield Statement(Field.TOWN, address.town)
    if address.municipality_code in municipalities:
        yield Statement(Field.MUNICIPALITY, address.municipality_code)


def _industry(snapshot: Snapshot) -> Iterator[Statement]:
    branch = snapshot.main_branch
    if branch is not None:
        value = {"standard": branch.standard.value, "code": branch.code, "title": branch.title}
        yield Statement(Field.INDUSTRY, dict(value))


def _employees(headcount: Headcount | None) -> Iterator[Statement]:
    """State an exact number with its month; a band alone is no number."""
    if headcount is None or headcount.employees is None:
        return
    last = date(headcount.year, headcount.month, monthrange(headcount.year, headcount.month)[1])
    yield Statement(Field.EMPLOYEES, headcount.employees, last.replace(day=1), last)
