"""One short text for all that a register document says, to tell an unchanged one at once."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from hashlib import blake2b
from operator import attrgetter

from guide.domain.addresses import Address
from guide.domain.employment import Band, EmploymentRow
from guide.domain.register import (
    AddressRow,
    AttributeRow,
    BranchRow,
    ContactRow,
    LegalFormRow,
    LifeSpan,
    NameRow,
    ProductionUnit,
    RegisterCompany,
    StatusRow,
)

_UNCOUNTED = frozenset({"loaded_at", "version", "updated_at"})
_COUNTED = tuple(field.name for field in fields(RegisterCompany) if field.name not in _UNCOUNTED)


def digest(company: RegisterCompany) -> str:
    """Return 32 hexadecimal digits; load time and version do not count, every row does."""
    content = [getattr(company, name) for name in _COUNTED if name != "employment"]
    content.append([_employment(row) for row in company.employment])
    text = json.dumps(content, default=_plain, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _employment(row: EmploymentRow) -> tuple[object, ...]:
    """Leave the update time out: the register touches it without a change of the number."""
    return (
        row.series, row.year, row.month, row.employees, row.employees_band, row.full_time,
    )  # fmt: skip


def _plain(value: object) -> object:
    """Write what JSON does not know: dates as text, sets sorted, rows as their fields in order."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Band):
        return (value.low, value.high)
    return _GETTERS[type(value)](value)


def _getter(kind: type) -> Callable[[object], object]:
    """Make a reader of all fields of a kind of row at once."""
    return attrgetter(*(field.name for field in fields(kind)))


_GETTERS: dict[type, Callable[[object], object]] = {
    kind: _getter(kind)
    for kind in (
        Address, AddressRow, AttributeRow, BranchRow, ContactRow, LegalFormRow, LifeSpan, NameRow,
        ProductionUnit, StatusRow,
    )
}  # fmt: skip
