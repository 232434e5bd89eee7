"""Everything a profile shows: the resolved company, where each field is from, its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from sqlalchemy import case, func, select

from guide.catalogue import cards, companies, facts, reports
from guide.catalogue.cards import Card
from guide.catalogue.companies import Name
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow
from guide.catalogue.tables.facts import SourceRow
from guide.catalogue.tables.histories import AddressRow, EmploymentRow, IndustryRow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, resolve_all
from guide.domain.reports import FigureSet
from guide.domain.status import CompanyStatus

NEAREST = 12
"""Companies that are looked at together for those that are like one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address as Danes write it, one line a line."""

    kind: str
    lines: tuple[str, ...]
    postcode: str | None
    town: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Industry:
    """A branch in the standard it was given in."""

    standard: str
    code: str
    text: str
    position: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Employment:
    """A head count of a period; month and quarter are 0 where the series has none."""

    series: str
    year: int
    quarter: int
    month: int
    employees: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceNote:
    """What a statement's source is called and when it was last learned from."""

    key: str
    title: str
    url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """One company whole; ``resolved`` tells for each field who says so and since when."""

    card: Card
    created_at: datetime
    signed_up: bool
    resolved: Mapping[Field, Fact]
    sources: Mapping[str, SourceNote]
    names: tuple[Name, ...]
    addresses: tuple[Address, ...]
    industries: tuple[Industry, ...]
    employment: tuple[Employment, ...]
    figures: tuple[FigureSet, ...]
    similar: tuple[Card, ...]


def find(work: UnitOfWork, company_id: CompanyId) -> Profile | None:
    """Read a company's profile in a fixed number of queries, or ``None``."""
    row = work.session.get(CompanyRow, company_id)
    card = cards.find(work, company_id)
    if row is None or card is None:
        return None
    return Profile(
        card=card,
        created_at=row.created_at,
        signed_up=row.signed_up_at is not None,
        resolved=resolve_all(facts.current(work, company_id)),
        sources=_sources(work),
        names=tuple(companies.names_of(work, [company_id])[company_id]),
        addresses=_addresses(work, company_id),
        industries=_industries(work, company_id),
        employment=_employment(work, company_id),
        figures=tuple(reports.sets_of(work, [company_id])[company_id]),
        similar=tuple(_similar(work, card)),
    )


def _sources(work: UnitOfWork) -> dict[str, SourceNote]:
    return {
        row.key: SourceNote(key=row.key, title=row.title, url=row.url)
        for row in work.session.scalars(select(SourceRow))
    }


def _addresses(work: UnitOfWork, company_id: CompanyId) -> tuple[Address, ...]:
    query = (
        select(AddressRow)
        .where(AddressRow.company_id == company_id, AddressRow.superseded_at.is_(None))
        .order_by(AddressRow.valid_to.is_not(None), AddressRow.valid_from.desc())
    )
    return tuple(
        Address(
            kind=row.kind,
            lines=tuple(row.lines.splitlines()),
            postcode=row.postcode,
            town=row.town,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in work.session.scalars(query)
    )


def _industries(work: UnitOfWork, company_id: CompanyId) -> tuple[Industry, ...]:
    query = (
        select(IndustryRow)
        .where(IndustryRow.company_id == company_id, IndustryRow.superseded_at.is_(None))
        .order_by(IndustryRow.valid_to.is_not(None), IndustryRow.position, IndustryRow.id)
    )
    return tuple(
        Industry(
            standard=row.standard,
            code=row.code,
            text=row.text,
            position=row.position,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in work.session.scalars(query)
    )


def _employment(work: UnitOfWork, company_id: CompanyId) -> tuple[Employment, ...]:
    query = (
        select(EmploymentRow)
        .where(EmploymentRow.company_id == company_id)
        .order_by(EmploymentRow.year, EmploymentRow.quarter, EmploymentRow.month)
    )
    return tuple(
        Employment(
            series=row.series,
            year=row.year,
            quarter=row.quarter,
            month=row.month,
            employees=row.employees,
            low=row.low,
            high=row.high,
        )
        for row in work.session.scalars(query)
    )


def _similar(work: UnitOfWork, card: Card, limit: int = 6) -> list[Card]:
    """Return the listed companies that share most categories, those of the main one first.

    The nearest are read by their categories alone, a part at a time: to join all of a large
    category with its companies takes fifty times as long.
    """
    found: list[Card] = []
    for first in count(0, NEAREST) if card.categories else ():
        nearest = _nearest(work, card, first)
        found += (each for each in cards.by_ids(work, nearest) if _may_stand_beside(each, card))
        if len(found) >= limit or len(nearest) < NEAREST:
            break
    return found[:limit]


def _may_stand_beside(other: Card, card: Card) -> bool:
    gone = other.status in (CompanyStatus.CEASED, CompanyStatus.TAKEN_OVER)
    return other.listed and not gone and other.id != card.id


def _nearest(work: UnitOfWork, card: Card, first: int) -> list[CompanyId]:
    weight = case((CompanyCategoryRow.category == card.categories[0], 2), else_=1)
    query = (
        select(CompanyCategoryRow.company_id)
        .where(CompanyCategoryRow.category.in_(card.categories))
        .group_by(CompanyCategoryRow.company_id)
        .order_by(func.sum(weight).desc(), CompanyCategoryRow.company_id)
        .offset(first)
        .limit(NEAREST)
    )
    return [CompanyId(key) for key in work.session.scalars(query)]
