"""The register's rows in the shape of their tables, as pages, search and re-reading need them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guide.catalogue.companies import NameKind
from guide.catalogue.register_rows import stored_rows
from guide.catalogue.tables.companies import NameRow
from guide.catalogue.tables.histories import AddressRow, IndustryRow
from guide.catalogue.tables.register import RegisterHistoryRow
from guide.domain.addresses import address_lines
from guide.domain.employment import Series
from guide.domain.facts import Layer
from guide.domain.register import RegisterCompany, has_begun
from guide.domain.snapshot import Snapshot
from guide.domain.sorting import danish_sort_key

LOCATION = "location"
POSTAL = "postal"
_REGISTER = Layer.REGISTER.value
_WITHOUT_MONTH = (Series.YEARLY, Series.QUARTERLY)

Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """A table of dated rows: what the register has for it, as values in the order of columns.

    The table also has ``company_id``, ``recorded_at`` and ``superseded_at``.
    """

    mapped: Any
    columns: tuple[str, ...]
    rows: Callable[[RegisterCompany, Snapshot], Iterator[Row]]
    layered: bool


def _history(company: RegisterCompany, _snapshot: Snapshot) -> Iterator[Row]:
    for row in stored_rows(company):
        yield row.part.value, row.key, row.value, row.valid_from, row.valid_to, row.updated_at


def _names(company: RegisterCompany, snapshot: Snapshot) -> Iterator[Row]:
    """Yield the names in use up to the snapshot's day: the official one, former and secondary."""
    for row in company.names:
        if row.name and has_begun(row, snapshot.day):
            kind = NameKind.OFFICIAL if row.name == snapshot.name else NameKind.FORMER
            yield _name(row.name, kind, row.valid_from, row.valid_to)
    for row in company.secondary_names:
        if row.name and has_begun(row, snapshot.day):
            yield _name(row.name, NameKind.SECONDARY, row.valid_from, row.valid_to)


def _name(name: str, kind: NameKind, start: date | None, end: date | None) -> Row:
    return name, danish_sort_key(name), kind.value, _REGISTER, start, end


def _addresses(company: RegisterCompany, snapshot: Snapshot) -> Iterator[Row]:
    for kind, rows in ((LOCATION, company.addresses), (POSTAL, company.postal_addresses)):
        for row in rows:
            address = row.address
            lines = address_lines(address)
            if lines and has_begun(row, snapshot.day):
                yield (
                    kind,
                    _REGISTER,
                    "\n".join(lines),
                    address.postcode or None,
                    address.town or None,
                    address.municipality_code or None,
                    address.country,
                    row.valid_from,
                    row.valid_to,
                )


def _industries(company: RegisterCompany, snapshot: Snapshot) -> Iterator[Row]:
    """Yield branches; "uoplyst" is none."""
    for row in company.branches:
        if row.code is not None and has_begun(row, snapshot.day):
            yield (
                row.standard.value,
                row.code,
                row.title,
                row.rank,
                row.valid_from,
                row.valid_to,
            )


SHAPES = (
    Shape(
        mapped=RegisterHistoryRow,
        columns=("part", "key", "value", "valid_from", "valid_to", "updated_at"),
        rows=_history,
        layered=False,
    ),
    Shape(
        mapped=NameRow,
        columns=("name", "sort_key", "kind", "layer", "valid_from", "valid_to"),
        rows=_names,
        layered=True,
    ),
    Shape(
        mapped=AddressRow,
        columns=(
            "kind",
            "layer",
            "lines",
            "postcode",
            "town",
            "municipality",
            "country",
            "valid_from",
            "valid_to",
        ),
        rows=_addresses,
        layered=True,
    ),
    Shape(
        mapped=IndustryRow,
        columns=("standard", "code", "text", "position", "valid_from", "valid_to"),
        rows=_industries,
        layered=False,
    ),
)

PERIOD = ("series", "year", "quarter", "month")
COUNTED = ("employees", "full_time", "low", "high")
Period = tuple[str, int, int, int]
Counted = tuple[int | None, float | None, int | None, int | None]


def head_counts(company: RegisterCompany) -> dict[Period, Counted]:
    """Map ``PERIOD`` to ``COUNTED``; month and quarter are 0 where the series has none.

    Periods that say nothing are left out; of two rows for one period the last counts.
    """
    found: dict[Period, Counted] = {}
    for row in company.employment:
        series, month, band = row.series, row.month, row.employees_band
        if row.employees is None and band is None:
            continue
        quarter = month // 3 if series is Series.QUARTERLY else 0
        if series in _WITHOUT_MONTH:
            month = 0
        found[series.value, row.year, quarter, month] = (
            row.employees,
            row.full_time,
            band.low if band else None,
            band.high if band else None,
        )
    return found
