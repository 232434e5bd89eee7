"""The register's rows as they are kept: to and from the domain's, without loss."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from guide.domain.addresses import Address
from guide.domain.industry import Standard
from guide.domain.register import (
    AddressRow,
    AttributeKind,
    AttributeRow,
    BranchRow,
    ContactKind,
    ContactRow,
    DatedRow,
    LegalFormRow,
    LifeSpan,
    NameRow,
    Part,
    ProductionUnit,
    RegisterCompany,
    StatusRow,
)

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One dated row in the form in which it is kept."""

    part: Part
    key: str
    value: Value
    valid_from: date | None
    valid_to: date | None
    updated_at: datetime | None


_WRITERS: dict[Part, Callable[[Any], tuple[str, Value]]] = {
    Part.NAMES: lambda row: ("", {"name": row.name}),
    Part.SECONDARY_NAMES: lambda row: ("", {"name": row.name}),
    Part.ADDRESSES: lambda row: ("", _address_value(row.address)),
    Part.POSTAL_ADDRESSES: lambda row: ("", _address_value(row.address)),
    Part.BRANCHES: lambda row: (
        str(row.rank),
        {"standard": row.standard.value, "code": row.code, "title": row.title},
    ),
    Part.LEGAL_FORMS: lambda row: ("", {"code": row.code, "short": row.short, "long": row.long}),
    Part.LIFE_SPANS: lambda _row: ("", {}),
    Part.STATUSES: lambda row: ("", {"text": row.text}),
    Part.CONTACTS: lambda row: (row.kind.value, {"value": row.value}),
    Part.ATTRIBUTES: lambda row: (f"{row.kind.value}:{row.sequence}", {"value": row.value}),
    Part.PRODUCTION_UNITS: lambda row: ("", {"number": row.number}),
}


def stored_rows(company: RegisterCompany) -> Iterator[StoredRow]:
    """Yield every dated row of a company except employment, which has a table of its own."""
    for part, write in _WRITERS.items():
        rows: tuple[DatedRow, ...] = getattr(company, part.value)
        for row in rows:
            key, value = write(row)
            yield StoredRow(part, key, value, row.valid_from, row.valid_to, row.updated_at)


def _address_value(address: Address) -> Value:
    return {name: text for name, text in asdict(address).items() if text}


def domain_row(row: StoredRow) -> DatedRow:
    """Read a kept row back."""
    dates = {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "updated_at": row.updated_at,
    }
    return _READERS[row.part](row.key, row.value, dates)


def _branch(key: str, value: Value, dates: Mapping[str, Any]) -> DatedRow:
    return BranchRow(
        rank=int(key),
        standard=Standard(value["standard"]),
        code=value["code"],
        title=value["title"],
        **dates,
    )


def _attribute(key: str, value: Value, dates: Mapping[str, Any]) -> DatedRow:
    kind, _, sequence = key.rpartition(":")
    return AttributeRow(
        kind=AttributeKind(kind), sequence=int(sequence), value=value["value"], **dates
    )


_READERS: dict[Part, Callable[[str, Value, Mapping[str, Any]], DatedRow]] = {
    Part.NAMES: lambda _key, value, dates: NameRow(**value, **dates),
    Part.SECONDARY_NAMES: lambda _key, value, dates: NameRow(**value, **dates),
    Part.ADDRESSES: lambda _key, value, dates: AddressRow(address=Address(**value), **dates),
    Part.POSTAL_ADDRESSES: lambda _key, value, dates: AddressRow(address=Address(**value), **dates),
    Part.BRANCHES: _branch,
    Part.LEGAL_FORMS: lambda _key, value, dates: LegalFormRow(**value, **dates),
    Part.LIFE_SPANS: lambda _key, _value, dates: LifeSpan(**dates),
    Part.STATUSES: lambda _key, value, dates: StatusRow(**value, **dates),
    Part.CONTACTS: lambda key, value, dates: ContactRow(kind=ContactKind(key), **value, **dates),
    Part.ATTRIBUTES: _attribute,
    Part.PRODUCTION_UNITS: lambda _key, value, dates: ProductionUnit(**value, **dates),
}
