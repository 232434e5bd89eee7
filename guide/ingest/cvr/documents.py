"""One register document (``Vrvirksomhed``) read into a company, without any of its people."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from guide.domain.addresses import Address, house_number
from guide.domain.employment import EmploymentRow, Series
from guide.domain.industry import standard_of
from guide.domain.register import (
    AddressRow,
    AttributeKind,
    AttributeRow,
    BranchRow,
    ContactKind,
    ContactRow,
    LegalFormRow,
    LifeSpan,
    NameRow,
    Part,
    ProductionUnit,
    RegisterCompany,
    StatusRow,
)
from guide.ingest.cvr.organisations import names_an_organisation
from guide.ingest.cvr.values import (
    DocumentError,
    Json,
    band,
    day,
    decimal,
    flag,
    integer,
    moment,
    rows,
    text,
    wrong,
)

_NO_BRANCH = frozenset({"", "999999", "980000", "000000"})
_CONTACTS = (
    ("telefonNummer", ContactKind.PHONE),
    ("sekundaertTelefonNummer", ContactKind.SECONDARY_PHONE),
    ("elektroniskPost", ContactKind.EMAIL),
    ("hjemmeside", ContactKind.WEBSITE),
)
_BRANCHES = ("hovedbranche", "bibranche1", "bibranche2", "bibranche3")
_EMPLOYMENT = (
    ("aarsbeskaeftigelse", Series.YEARLY, "", 0),
    ("kvartalsbeskaeftigelse", Series.QUARTERLY, "kvartal", 3),
    ("maanedsbeskaeftigelse", Series.MONTHLY, "maaned", 1),
    ("erstMaanedsbeskaeftigelse", Series.CURRENT, "maaned", 1),
)
_ATTRIBUTES = {kind.value: kind for kind in AttributeKind}
_KEYS: dict[Part, tuple[str, ...]] = {
    Part.NAMES: ("navne",),
    Part.SECONDARY_NAMES: ("binavne",),
    Part.ADDRESSES: ("beliggenhedsadresse",),
    Part.POSTAL_ADDRESSES: ("postadresse",),
    Part.BRANCHES: ("hovedbranche",),
    Part.LEGAL_FORMS: ("virksomhedsform",),
    Part.LIFE_SPANS: ("livsforloeb",),
    Part.STATUSES: ("virksomhedsstatus",),
    Part.EMPLOYMENT: tuple(key for key, *_ in _EMPLOYMENT),
    Part.CONTACTS: tuple(key for key, _ in _CONTACTS),
    Part.ATTRIBUTES: ("attributter",),
    Part.PRODUCTION_UNITS: ("penheder",),
}
"""A part is missing when the document holds none of its keys."""

Row = TypeVar("Row")
Dates = tuple[date | None, date | None, datetime | None]


def parse_company(source: Json) -> RegisterCompany:
    """Read the value of ``Vrvirksomhed``; raises ``DocumentError`` that names the place.

    ``fejlRegistreret`` is never a reason to skip: it is true in most ordinary documents.
    """
    number = integer(source, "cvrNummer")
    if number is None or not 0 < number < 10**8:
        raise DocumentError("cvrNummer: mangler eller er ikke otte cifre")
    meta = source.get("virksomhedMetadata") or {}
    if not isinstance(meta, dict):
        raise wrong("virksomhedMetadata", "et objekt", meta)
    version = integer(source, "samtId")
    return RegisterCompany(
        cvr=f"{number:08d}",
        unit_number=integer(source, "enhedsNummer"),
        version=-1 if version is None else version,
        loaded_at=moment(source.get("sidstIndlaest")),
        updated_at=moment(source.get("sidstOpdateret")),
        founded=day(meta.get("stiftelsesDato")),
        next_change_on=day(source.get("naermesteFremtidigeDato")),
        composite_status=text(meta, "sammensatStatus"),
        advertising_protected=flag(source, "reklamebeskyttet"),
        names=_listed(source, "navne", _name) or _newest(meta, "nyesteNavn", _name),
        secondary_names=_listed(source, "binavne", _name),
        addresses=_listed(source, "beliggenhedsadresse", _address)
        or _newest(meta, "nyesteBeliggenhedsadresse", _address),
        postal_addresses=_listed(source, "postadresse", _address),
        branches=tuple(_branches(source, meta)),
        legal_forms=_listed(source, "virksomhedsform", _legal_form)
        or _newest(meta, "nyesteVirksomhedsform", _legal_form),
        life_spans=_listed(source, "livsforloeb", _life_span),
        statuses=_listed(source, "virksomhedsstatus", _status),
        employment=tuple(_employment(source)),
        contacts=tuple(_contacts(source)),
        attributes=tuple(_attributes(source)),
        production_units=_listed(source, "penheder", _production_unit),
        missing=frozenset(
            part for part, keys in _KEYS.items() if not any(source.get(k) is not None for k in keys)
        ),
    )


def _listed(source: Json, key: str, read: Callable[[Json], Row]) -> tuple[Row, ...]:
    return tuple([read(row) for row in rows(source, key)])


def _newest(meta: Json, key: str, read: Callable[[Json], Row]) -> tuple[Row, ...]:
    """Fall back on the document's own summary where it has no rows."""
    row = meta.get(key)
    return (read(row),) if isinstance(row, dict) and row else ()


def _dates(row: Json) -> Dates:
    period: Any = row.get("periode")
    updated = moment(row.get("sidstOpdateret"))
    if period is None:
        return None, None, updated
    if not isinstance(period, dict):
        raise wrong("periode", "et objekt", period)
    return day(period.get("gyldigFra")), day(period.get("gyldigTil")), updated


def _name(row: Json) -> NameRow:
    start, end, updated = _dates(row)
    return NameRow(
        name=" ".join(text(row, "navn").split()), valid_from=start, valid_to=end, updated_at=updated
    )


def _address(row: Json) -> AddressRow:
    start, end, updated = _dates(row)
    country = text(row, "landekode") or "DK"
    municipality: Any = row.get("kommune")
    code = integer(municipality, "kommuneKode") if isinstance(municipality, dict) else None
    care_of = text(row, "conavn")
    postcode = text(row, "postnummer")
    address = Address(
        country=country,
        care_of=care_of if names_an_organisation(care_of) else "",
        street=text(row, "vejnavn"),
        house_number=house_number(
            integer(row, "husnummerFra"),
            text(row, "bogstavFra"),
            integer(row, "husnummerTil"),
            text(row, "bogstavTil"),
        ),
        floor=text(row, "etage"),
        door=text(row, "sidedoer"),
        village=text(row, "bynavn"),
        post_box=text(row, "postboks"),
        postcode=postcode.zfill(4) if postcode and country in ("DK", "GL") else postcode,
        town=text(row, "postdistrikt"),
        municipality_code=f"{code:04d}" if code else "",
        free_text=text(row, "fritekst"),
        dar_id=text(row, "adresseId"),
    )
    return AddressRow(address=address, valid_from=start, valid_to=end, updated_at=updated)


def _branches(source: Json, meta: Json) -> Iterator[BranchRow]:
    for rank, key in enumerate(_BRANCHES):
        found = False
        for row in rows(source, key):
            found = True
            yield _branch(row, rank)
        summary = meta.get(f"nyeste{key[0].upper()}{key[1:]}")
        if not found and isinstance(summary, dict) and summary:
            yield _branch(summary, rank)


def _branch(row: Json, rank: int) -> BranchRow:
    start, end, updated = _dates(row)
    code = text(row, "branchekode")
    if code and not code.isdecimal():
        raise DocumentError("branchekode: ikke cifre")
    code = code.zfill(6)
    return BranchRow(
        rank=rank,
        standard=standard_of(code, start, end),
        code=None if code in _NO_BRANCH else code,
        title="" if code in _NO_BRANCH else text(row, "branchetekst"),
        valid_from=start,
        valid_to=end,
        updated_at=updated,
    )


def _legal_form(row: Json) -> LegalFormRow:
    start, end, updated = _dates(row)
    return LegalFormRow(
        code=text(row, "virksomhedsformkode"),
        short=text(row, "kortBeskrivelse"),
        long=text(row, "langBeskrivelse"),
        valid_from=start,
        valid_to=end,
        updated_at=updated,
    )


def _life_span(row: Json) -> LifeSpan:
    start, end, updated = _dates(row)
    return LifeSpan(valid_from=start, valid_to=end, updated_at=updated)


def _status(row: Json) -> StatusRow:
    start, end, updated = _dates(row)
    return StatusRow(text=text(row, "status"), valid_from=start, valid_to=end, updated_at=updated)


def _production_unit(row: Json) -> ProductionUnit:
    start, end, updated = _dates(row)
    return ProductionUnit(
        number=text(row, "pNummer"), valid_from=start, valid_to=end, updated_at=updated
    )


def _contacts(source: Json) -> Iterator[ContactRow]:
    """Yield contact rows; a secret one keeps its dates and loses its value at once."""
    for key, kind in _CONTACTS:
        for row in rows(source, key):
            start, end, updated = _dates(row)
            secret = flag(row, "hemmelig") is True
            value = text(row, "kontaktoplysning")
            yield ContactRow(
                kind=kind,
                value=None if secret or not value else value,
                valid_from=start,
                valid_to=end,
                updated_at=updated,
            )


def _attributes(source: Json) -> Iterator[AttributeRow]:
    for attribute in rows(source, "attributter"):
        kind = _ATTRIBUTES.get(text(attribute, "type"))
        if kind is None:
            continue
        sequence = integer(attribute, "sekvensnr") or 0
        for row in rows(attribute, "vaerdier"):
            start, end, updated = _dates(row)
            yield AttributeRow(
                kind=kind,
                sequence=sequence,
                value=text(row, "vaerdi"),
                valid_from=start,
                valid_to=end,
                updated_at=updated,
            )


def _employment(source: Json) -> Iterator[EmploymentRow]:
    for key, series, part, months in _EMPLOYMENT:
        for row in rows(source, key):
            yield _employment_row(row, key, series, part, months)


def _employment_row(row: Json, key: str, series: Series, part: str, months: int) -> EmploymentRow:
    year = integer(row, "aar")
    period = integer(row, part) if part else 12
    if (
        year is None
        or period is None
        or not 1900 < year < 2200
        or not 1 <= period * (months or 1) <= 12
    ):
        raise DocumentError(f"{key}: rækken har ingen periode")
    return EmploymentRow(
        series,
        year,
        period * (months or 1),
        integer(row, "antalAnsatte"),
        band(row.get("intervalKodeAntalAnsatte")),
        decimal(row, "antalAarsvaerk"),
    )
