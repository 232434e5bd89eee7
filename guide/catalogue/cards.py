"""A company as lists, search and files know it: one resolved row with its names and categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from guide.catalogue import categories, companies
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.company import CompanyId, SizeBand, size_band
from guide.domain.protection import Visibility
from guide.domain.status import CompanyStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One company's resolved fields; money is whole kroner, ``None`` is not told."""

    id: CompanyId
    revision: int
    slug: str
    name: str
    sort_key: str
    cvr: str | None
    status: CompanyStatus
    status_note: str
    legal_form: str | None
    town: str | None
    postcode: str | None
    municipality: str | None
    website: str | None
    description: str
    purpose: str
    founded: date | None
    employees: int | None
    employees_as_of: str | None
    revenue: int | None
    revenue_year: str | None
    revenue_state: str
    result: int | None
    growth: float | None
    has_figures: bool
    claimed: bool
    listed: bool
    listed_at: datetime | None
    changed_at: datetime
    products: tuple[str, ...]
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]
    categories: tuple[str, ...]
    visibility: Visibility

    @property
    def size(self) -> SizeBand:
        """The size band of the head count."""
        return size_band(self.employees)


def by_ids(work: UnitOfWork, ids: Sequence[CompanyId]) -> list[Card]:
    """Return the cards in the order of the ids; an id that is gone is left out."""
    rows = {
        row.id: row
        for row in work.session.scalars(select(CompanyRow).where(CompanyRow.id.in_(list(ids))))
    }
    slugs = categories.of_companies(work, ids)
    names = companies.names_of(work, ids)
    return [
        _card(rows[company_id], slugs[company_id], names[company_id])
        for company_id in ids
        if company_id in rows
    ]


def find(work: UnitOfWork, company_id: CompanyId) -> Card | None:
    """Return one company's card."""
    return next(iter(by_ids(work, [company_id])), None)


def _card(row: CompanyRow, slugs: list[str], names: list[companies.Name]) -> Card:
    return Card(
        id=CompanyId(row.id),
        revision=row.revision,
        slug=row.slug,
        name=row.name,
        sort_key=row.sort_key,
        cvr=row.cvr,
        status=CompanyStatus(row.status),
        status_note=row.status_note,
        legal_form=row.legal_form,
        town=row.town,
        postcode=row.postcode,
        municipality=row.municipality,
        website=row.website,
        description=row.description,
        purpose=row.purpose,
        founded=row.founded,
        employees=row.employees,
        employees_as_of=row.employees_as_of,
        revenue=row.revenue,
        revenue_year=row.revenue_year,
        revenue_state=row.revenue_state,
        result=row.result,
        growth=row.growth,
        has_figures=row.has_figures,
        claimed=row.claimed_at is not None,
        listed=row.listed,
        listed_at=row.listed_at,
        changed_at=row.changed_at,
        products=tuple(row.products),
        aliases=tuple(row.aliases),
        former_names=tuple(dict.fromkeys(name.name for name in names if name.name != row.name)),
        categories=tuple(slugs),
        visibility=companies.visibility_of_row(row),
    )
