"""Municipalities, regions on a day, postcodes and legal forms as they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.places import (
    LegalFormRow,
    MunicipalityRow,
    PostcodeRow,
    RegionMembershipRow,
    RegionRow,
)
from guide.domain.legal_forms import LegalForm
from guide.domain.places import Municipality, Region, RegionMembership, regions_on


@dataclass(frozen=True, kw_only=True, slots=True)
class Postcode:
    """A postcode in one of the municipalities it touches."""

    postcode: str
    town: str
    municipality: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Everything about places that pages and search need, on one day; small, read whole."""

    municipalities: dict[str, Municipality]
    regions: dict[str, Region]
    region_of: dict[str, str]
    postcodes: tuple[Postcode, ...]
    legal_forms: dict[str, LegalForm]


def save(
    work: UnitOfWork,
    *,
    municipalities: Iterable[Municipality],
    regions: Iterable[Region],
    memberships: Iterable[RegionMembership],
    postcodes: Iterable[Postcode],
    legal_forms: Iterable[LegalForm],
) -> None:
    """Add or bring up to date the tables of places and forms."""
    for region in regions:
        work.session.merge(RegionRow(code=region.code, name=region.name, slug=region.slug))
    for place in municipalities:
        work.session.merge(
            MunicipalityRow(
                code=place.code,
                name=place.name,
                slug=place.slug,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        )
    work.flush()
    for row in memberships:
        work.session.merge(
            RegionMembershipRow(
                municipality=row.municipality,
                region=row.region,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
        )
    for code in postcodes:
        work.session.merge(
            PostcodeRow(postcode=code.postcode, municipality=code.municipality, town=code.town)
        )
    for form in legal_forms:
        work.session.merge(LegalFormRow(code=form.code, short=form.short, long=form.long))
    work.flush()


def on_day(work: UnitOfWork, day: date) -> Places:
    """Read all places with the regions as they are on a day."""
    municipalities = {
        row.code: Municipality(
            code=row.code,
            name=row.name,
            slug=row.slug,
            latitude=row.latitude,
            longitude=row.longitude,
        )
        for row in work.session.scalars(select(MunicipalityRow).order_by(MunicipalityRow.code))
    }
    memberships = [
        RegionMembership(
            municipality=row.municipality,
            region=row.region,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in work.session.scalars(select(RegionMembershipRow))
    ]
    region_of = regions_on(day, memberships)
    present = set(region_of.values())
    regions = {
        row.code: Region(code=row.code, name=row.name, slug=row.slug)
        for row in work.session.scalars(select(RegionRow).order_by(RegionRow.name))
        if row.code in present
    }
    postcodes = tuple(
        Postcode(postcode=row.postcode, town=row.town, municipality=row.municipality)
        for row in work.session.scalars(select(PostcodeRow).order_by(PostcodeRow.postcode))
    )
    return Places(
        municipalities=municipalities,
        regions=regions,
        region_of=region_of,
        postcodes=postcodes,
        legal_forms=_legal_forms(work),
    )


def _legal_forms(work: UnitOfWork) -> dict[str, LegalForm]:
    rows = work.session.scalars(select(LegalFormRow).order_by(LegalFormRow.code))
    return {row.code: LegalForm(code=row.code, short=row.short, long=row.long) for row in rows}


def listed_counts(work: UnitOfWork) -> dict[str | None, int]:
    """Count listed companies by municipality code; ``None`` counts those with no place told."""
    query = (
        select(CompanyRow.municipality, func.count())
        .where(CompanyRow.listed)
        .group_by(CompanyRow.municipality)
    )
    return {code: int(count) for code, count in work.session.execute(query)}
