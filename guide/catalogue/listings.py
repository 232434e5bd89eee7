"""Lists of companies straight from the database: plain, exact, and there when search is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from guide.catalogue.companies import visibility_of_row
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.categories import CategoryRow
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow, NameRow
from guide.catalogue.tables.places import RegionMembershipRow
from guide.domain.company import CompanyId, SizeBand
from guide.domain.protection import Visibility
from guide.domain.sorting import danish_sort_key

UNTOLD = "unknown"
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz{|}")


class Order(StrEnum):
    """The orders of a list; what is not told comes last."""

    NAME = "name"
    EMPLOYEES = "employees"
    REVENUE = "revenue"
    GROWTH = "growth"
    FOUNDED = "founded"
    NEWEST = "newest"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """What a list holds: values of one field are alternatives, fields add up.

    ``values`` takes category, region, municipality, size, form and status; ``UNTOLD`` stands for
    "ikke oplyst". ``name_part`` is found anywhere in the name; ``letter`` starts its sort key.
    """

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    name_part: str = ""
    letter: str = ""
    alive_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of ids and how many there are in all."""

    total: int
    ids: tuple[CompanyId, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a listed company is found, when it changed, and what the policy asks about it."""

    slug: str
    changed_at: datetime
    visibility: Visibility


def page(
    work: UnitOfWork,
    criteria: Criteria,
    today: date,
    *,
    order: Order = Order.NAME,
    number: int = 1,
    per_page: int = 20,
) -> Page:
    """Return one page of listed companies; ``number`` begins at 1."""
    conditions = list(_conditions(criteria, today))
    total = work.session.scalar(select(func.count()).select_from(CompanyRow).where(*conditions))
    query = select(CompanyRow.id).where(*conditions)
    query = _ordered(query, order).offset((number - 1) * per_page).limit(per_page)
    return Page(
        total=int(total or 0), ids=tuple(CompanyId(key) for key in work.session.scalars(query))
    )


def narrowed(query: Select[int], criteria: Criteria, today: date) -> Select[int]:
    """Limit a query over companies to a list's."""
    return query.where(*_conditions(criteria, today))


def every_listed_id(work: UnitOfWork) -> list[CompanyId]:
    """Return the ids of all listed companies, for the index and for files."""
    query = select(CompanyRow.id).where(CompanyRow.listed).order_by(CompanyRow.id)
    return [CompanyId(key) for key in work.session.scalars(query)]


def listed_revisions(work: UnitOfWork) -> dict[int, int]:
    """Map every listed company to its revision, for comparing with the index."""
    query = select(CompanyRow.id, CompanyRow.revision).where(CompanyRow.listed)
    return {int(key): int(revision) for key, revision in work.session.execute(query)}


def addresses(work: UnitOfWork, *, first: int, most: int) -> list[Address]:
    """Return where listed companies are found, a part at a time in a lasting order."""
    query = select(CompanyRow).where(CompanyRow.listed).order_by(CompanyRow.id)
    return [
        Address(slug=row.slug, changed_at=row.changed_at, visibility=visibility_of_row(row))
        for row in work.session.scalars(query.offset(first).limit(most))
    ]


def counts_by_letter(work: UnitOfWork) -> dict[str, int]:
    """Count listed companies by the first character of their sort key."""
    first = func.substr(CompanyRow.sort_key, 1, 1)
    query = select(first, func.count()).where(CompanyRow.listed).group_by(first)
    return {letter: int(count) for letter, count in work.session.execute(query)}


def counts_by_size(work: UnitOfWork) -> dict[SizeBand, int]:
    """Count listed companies by size band, the unknown ones as a band of their own."""
    band = _band()
    query = select(band, func.count()).where(CompanyRow.listed).group_by(band)
    return {SizeBand(value): int(count) for value, count in work.session.execute(query)}


def total_listed(work: UnitOfWork) -> int:
    """Count the listed companies."""
    return int(work.session.scalar(select(func.count()).where(CompanyRow.listed)) or 0)


def total_with_figures(work: UnitOfWork) -> int:
    """Count the listed companies of which some annual figures are known."""
    query = select(func.count()).where(CompanyRow.listed, CompanyRow.has_figures)
    return int(work.session.scalar(query) or 0)


def _band() -> ColumnElement[str]:
    head_count = CompanyRow.employees
    return case(
        (head_count.is_(None), literal(SizeBand.UNKNOWN.value)),
        (head_count < 10, literal(SizeBand.MICRO.value)),
        (head_count < 50, literal(SizeBand.SMALL.value)),
        (head_count < 250, literal(SizeBand.MEDIUM.value)),
        else_=literal(SizeBand.LARGE.value),
    )


def _conditions(criteria: Criteria, today: date) -> Iterable[ColumnElement[bool]]:
    yield CompanyRow.listed.is_(True)
    for name, values in criteria.values.items():
        if values:
            yield _one_of(name, values, today)
    if criteria.alive_only:
        yield CompanyRow.status.not_in(["ceased", "taken_over"])
    if criteria.name_part:
        yield _named(criteria.name_part)
    if criteria.letter:
        key = danish_sort_key(criteria.letter)
        digits = criteria.letter.startswith("0")
        yield _without_letter() if digits else CompanyRow.sort_key.startswith(key)


def _without_letter() -> ColumnElement[bool]:
    """Keys that begin with none of the letters a to å (å is kept as ``}``)."""
    return ~func.substr(CompanyRow.sort_key, 1, 1).in_(_LETTERS)


def _named(text: str) -> ColumnElement[bool]:
    key = danish_sort_key(text)
    other = select(NameRow.company_id).where(
        NameRow.sort_key.contains(key, autoescape=True), NameRow.superseded_at.is_(None)
    )
    return or_(
        CompanyRow.sort_key.contains(key, autoescape=True),
        CompanyRow.cvr == text.strip(),
        CompanyRow.id.in_(other),
    )


def _one_of(name: str, values: frozenset[str], today: date) -> ColumnElement[bool]:
    known = sorted(values - {UNTOLD})
    if name == "category":
        chosen = _in_category(known)
        return or_(chosen, ~_has_category()) if UNTOLD in values else chosen
    if name == "region":
        return _told_or_not(CompanyRow.municipality, values, _municipalities_of(known, today))
    columns: dict[str, Any] = {
        "municipality": CompanyRow.municipality,
        "form": CompanyRow.legal_form,
    }
    if name in columns:
        return _told_or_not(columns[name], values, known)
    if name == "size":
        return _band().in_(sorted(values))
    if name == "status":
        return CompanyRow.status.in_(sorted(values))
    message = f"a list cannot be limited by {name!r}"
    raise ValueError(message)


def _told_or_not(column: Any, values: frozenset[str], allowed: Any) -> ColumnElement[bool]:
    chosen: ColumnElement[bool] = column.in_(allowed)
    return or_(chosen, column.is_(None)) if UNTOLD in values else chosen


def _municipalities_of(regions: list[str], today: date) -> Select[str]:
    return select(RegionMembershipRow.municipality).where(
        RegionMembershipRow.region.in_(regions),
        RegionMembershipRow.valid_from <= today,
        or_(RegionMembershipRow.valid_to.is_(None), RegionMembershipRow.valid_to > today),
    )


def _in_category(slugs: list[str]) -> ColumnElement[bool]:
    below = select(CategoryRow.slug).where(
        or_(CategoryRow.slug.in_(slugs), CategoryRow.parent.in_(slugs))
    )
    within = select(CompanyCategoryRow.company_id).where(CompanyCategoryRow.category.in_(below))
    return CompanyRow.id.in_(within)


def _has_category() -> ColumnElement[bool]:
    return CompanyRow.id.in_(select(CompanyCategoryRow.company_id))


def _ordered(query: Select[int], order: Order) -> Select[int]:
    columns: dict[Order, Any] = {
        Order.EMPLOYEES: CompanyRow.employees,
        Order.REVENUE: CompanyRow.revenue,
        Order.GROWTH: CompanyRow.growth,
        Order.FOUNDED: CompanyRow.founded,
        Order.NEWEST: CompanyRow.listed_at,
        Order.CHANGED: CompanyRow.changed_at,
    }
    if order in columns:
        query = query.order_by(columns[order].is_(None), columns[order].desc())
    return query.order_by(CompanyRow.sort_key, CompanyRow.id)
