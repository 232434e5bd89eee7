"""Companies: their identity, slugs, names in time, and the resolved row that pages read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select

from guide.catalogue import categories, differences
from guide.catalogue import facts as fact_store
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow, NameRow, SlugRow
from guide.domain.category_changes import follow
from guide.domain.company import CompanyId
from guide.domain.facts import resolve_all
from guide.domain.protection import ProtectionPolicy, Visibility
from guide.domain.resolved import (
    FigureSummary,
    ResolvedCompany,
    Standing,
    resolve_company,
    visibility_of,
)
from guide.domain.slugs import free_slug
from guide.domain.sorting import danish_sort_key
from guide.domain.status import CompanyStatus


class NameKind(StrEnum):
    """What a name beside the shown one is."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    FORMER = "former"


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name with the time it was used and the layer that says so."""

    name: str
    kind: NameKind
    layer: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """How a company is known, and what its address should answer."""

    id: CompanyId
    slug: str
    name: str
    cvr: str | None
    revision: int
    merged_into: CompanyId | None
    visibility: Visibility


def create(
    work: UnitOfWork,
    *,
    name: str,
    now: datetime,
    cvr: str | None = None,
    seed_key: str | None = None,
) -> CompanyId:
    """Add a company with an id and a slug of its own; its fields come with its first statements."""
    slug = free_slug(name, lambda taken: work.session.get(SlugRow, taken) is not None)
    row = CompanyRow(
        cvr=cvr,
        seed_key=seed_key,
        created_at=now,
        changed_at=now,
        slug=slug,
        name=name,
        sort_key=danish_sort_key(name),
        status=CompanyStatus.UNKNOWN.value,
        revision=0,
    )
    work.session.add(row)
    work.flush()
    work.session.add(SlugRow(slug=slug, company_id=row.id, given_at=now))
    work.flush()
    return CompanyId(row.id)


def _identity(row: CompanyRow) -> Identity:
    return Identity(
        id=CompanyId(row.id),
        slug=row.slug,
        name=row.name,
        cvr=row.cvr,
        revision=row.revision,
        merged_into=None if row.merged_into is None else CompanyId(row.merged_into),
        visibility=visibility_of_row(row),
    )


def visibility_of_row(row: CompanyRow) -> Visibility:
    """Put together what the protection policy asks about a stored company."""
    return visibility_of(
        status=CompanyStatus(row.status),
        advertising_protected=row.advertising_protected,
        legal_form=row.legal_form,
        included=row.included,
        excluded=row.excluded,
        standing=_standing(row),
    )


def _standing(row: CompanyRow) -> Standing:
    return Standing(
        signed_up=row.signed_up_at is not None,
        candidate=row.candidate,
        erased=row.erased_at is not None,
        merged=row.merged_into is not None,
    )


def find(work: UnitOfWork, company_id: CompanyId) -> Identity | None:
    """Find a company by its id."""
    row = work.session.get(CompanyRow, company_id)
    return None if row is None else _identity(row)


def get(work: UnitOfWork, company_id: CompanyId) -> Identity:
    """Return a company that must exist; ``KeyError`` when it does not."""
    found = find(work, company_id)
    if found is None:
        raise KeyError(company_id)
    return found


def find_by_cvr(work: UnitOfWork, cvr: str) -> Identity | None:
    """Find a company by its CVR number."""
    row = work.session.scalar(select(CompanyRow).where(CompanyRow.cvr == cvr))
    return None if row is None else _identity(row)


def find_by_seed_key(work: UnitOfWork, seed_key: str) -> Identity | None:
    """Find a company by the name it has in the seed."""
    row = work.session.scalar(select(CompanyRow).where(CompanyRow.seed_key == seed_key))
    return None if row is None else _identity(row)


def find_by_slug(work: UnitOfWork, slug: str) -> Identity | None:
    """Find a company by any slug it ever had; compare with its present one to redirect."""
    given = work.session.get(SlugRow, slug)
    return None if given is None else find(work, CompanyId(given.company_id))


def find_by_name(work: UnitOfWork, name: str) -> list[Identity]:
    """Return the companies that carry a name now, by its sort key (case and accents apart)."""
    query = (
        select(CompanyRow)
        .join(NameRow, NameRow.company_id == CompanyRow.id, isouter=True)
        .where(
            (CompanyRow.sort_key == danish_sort_key(name))
            | (NameRow.sort_key == danish_sort_key(name)) & NameRow.superseded_at.is_(None)
        )
        .distinct()
        .order_by(CompanyRow.id)
    )
    return [_identity(row) for row in work.session.scalars(query)]


def every_id(work: UnitOfWork) -> list[CompanyId]:
    """Return the ids of all companies, listed or not."""
    return [
        CompanyId(key)
        for key in work.session.scalars(select(CompanyRow.id).order_by(CompanyRow.id))
    ]


def set_cvr(work: UnitOfWork, company_id: CompanyId, cvr: str) -> None:
    """Give a company the number it lacked; the database refuses a number that is taken."""
    work.session.get_one(CompanyRow, company_id).cvr = cvr
    work.flush()


def mark_signed_up(work: UnitOfWork, company_id: CompanyId, now: datetime | None) -> None:
    """Note that the company confirmed its own sign-up, or with ``None`` that it withdrew it."""
    work.session.get_one(CompanyRow, company_id).signed_up_at = now
    work.flush()


def set_candidates(work: UnitOfWork, candidates: Mapping[CompanyId, bool]) -> None:
    """Note whether companies' branch codes belong to the guide."""
    query = select(CompanyRow).where(CompanyRow.id.in_(list(candidates)))
    for row in work.session.scalars(query):
        row.candidate = candidates[CompanyId(row.id)]
    work.flush()


def set_merged_into(work: UnitOfWork, company_id: CompanyId, kept: CompanyId | None) -> None:
    """Note that the company is another one: it leaves the lists and its address leads there.

    With ``None`` it is its own again; the caller resolves it anew.
    """
    row = work.session.get_one(CompanyRow, company_id)
    row.merged_into = kept
    row.listed = row.listed and kept is None
    work.flush()


def change_slug(work: UnitOfWork, company_id: CompanyId, name: str, now: datetime) -> str:
    """Give a company a new slug made from a name; the old ones keep leading to it."""
    row = work.session.get_one(CompanyRow, company_id)

    def is_taken(slug: str) -> bool:
        given = work.session.get(SlugRow, slug)
        return given is not None and given.company_id != company_id

    slug = free_slug(name, is_taken)
    if work.session.get(SlugRow, slug) is None:
        work.session.add(SlugRow(slug=slug, company_id=company_id, given_at=now))
    row.slug = slug
    work.flush()
    return slug


def record_names(
    work: UnitOfWork, company_id: CompanyId, layer: str, names: Iterable[Name], now: datetime
) -> bool:
    """Make these the layer's names; what is no longer said is superseded. Tell of any change."""
    wanted = {(n.name, n.kind.value, n.valid_from, n.valid_to): n for n in names}
    query = select(NameRow).where(
        NameRow.company_id == company_id,
        NameRow.layer == layer,
        NameRow.superseded_at.is_(None),
    )
    changed = False
    for row in work.session.scalars(query):
        if wanted.pop((row.name, row.kind, row.valid_from, row.valid_to), None) is None:
            row.superseded_at = now
            changed = True
    for name in wanted.values():
        work.session.add(
            NameRow(
                company_id=company_id,
                name=name.name,
                sort_key=danish_sort_key(name.name),
                kind=name.kind.value,
                layer=layer,
                valid_from=name.valid_from,
                valid_to=name.valid_to,
                recorded_at=now,
            )
        )
        changed = True
    work.flush()
    return changed


def names_of(work: UnitOfWork, ids: Sequence[CompanyId]) -> dict[CompanyId, list[Name]]:
    """Return the present names beside the shown one, for many companies in one query."""
    found: dict[CompanyId, list[Name]] = {company_id: [] for company_id in ids}
    query = (
        select(NameRow)
        .where(NameRow.company_id.in_(list(ids)), NameRow.superseded_at.is_(None))
        .order_by(NameRow.id)
    )
    for row in work.session.scalars(query):
        found[CompanyId(row.company_id)].append(
            Name(
                name=row.name,
                kind=NameKind(row.kind),
                layer=row.layer,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
        )
    return found


def refresh(
    work: UnitOfWork,
    company_id: CompanyId,
    figures: FigureSummary,
    policy: ProtectionPolicy,
    now: datetime,
) -> bool:
    """Write the resolved row anew from statements and figures; tell whether anything changed.

    A change raises ``revision``, which is what the index is compared by.
    """
    work.session.get_one(CompanyRow, company_id)
    return bool(refresh_many(work, {company_id: figures}, policy, now))


def refresh_many(
    work: UnitOfWork,
    figures: Mapping[CompanyId, FigureSummary],
    policy: ProtectionPolicy,
    now: datetime,
) -> frozenset[CompanyId]:
    """Refresh the companies of ``figures`` in a fixed number of queries; return the changed."""
    statements = fact_store.current_of(work, figures)
    present = categories.of_companies(work, list(figures))
    leading = categories.redirects(work)
    changed: set[CompanyId] = set()
    for row in work.session.scalars(select(CompanyRow).where(CompanyRow.id.in_(list(figures)))):
        company_id = CompanyId(row.id)
        before = differences.state(row, present[company_id])
        told = resolve_all(statements[company_id])
        resolved = resolve_company(told, figures[company_id], _standing(row), policy)
        resolved = replace(resolved, categories=follow(resolved.categories, leading))
        differs = _write_resolved(row, resolved, figures[company_id])
        if present[company_id] != list(resolved.categories):
            _write_categories(work, company_id, resolved.categories)
            differs = True
        if resolved.listed and row.listed_at is None:
            row.listed_at = now
        if differs:
            after = differences.state(row, resolved.categories)
            differences.record(work, company_id, before, after, now)
            changed.add(company_id)
            _raise_revision(row, now)
    work.flush()
    return frozenset(changed)


def touch(work: UnitOfWork, company_id: CompanyId, now: datetime) -> None:
    """Raise the revision after a change that the resolved row does not show (a former name)."""
    _raise_revision(work.session.get_one(CompanyRow, company_id), now)


def _raise_revision(row: CompanyRow, now: datetime) -> None:
    row.revision += 1
    row.changed_at = now


def resolved_values(resolved: ResolvedCompany, figures: FigureSummary) -> dict[str, Any]:
    """Return the columns of a company's row that are resolved from statements and figures."""
    return {
        "name": resolved.name,
        "sort_key": resolved.sort_key,
        "status": resolved.status.value,
        "status_note": resolved.status_note,
        "legal_form": resolved.legal_form,
        "town": resolved.town,
        "postcode": resolved.postcode,
        "municipality": resolved.municipality,
        "website": resolved.website,
        "description": resolved.description,
        "purpose": resolved.purpose,
        "founded": resolved.founded,
        "employees": resolved.employees,
        "employees_as_of": resolved.employees_as_of,
        "advertising_protected": resolved.advertising_protected,
        "included": resolved.included,
        "excluded": resolved.excluded,
        "featured": resolved.featured,
        "listed": resolved.listed,
        "products": list(resolved.products),
        "aliases": list(resolved.aliases),
        "has_figures": figures.has_figures,
        "revenue": figures.revenue,
        "revenue_year": figures.revenue_year,
        "revenue_state": figures.revenue_state,
        "result": figures.result,
        "growth": figures.growth,
    }


def _write_resolved(row: CompanyRow, resolved: ResolvedCompany, figures: FigureSummary) -> bool:
    changed = False
    for column, value in resolved_values(resolved, figures).items():
        if getattr(row, column) != value:
            setattr(row, column, value)
            changed = True
    return changed


def _write_categories(work: UnitOfWork, company_id: CompanyId, slugs: Sequence[str]) -> None:
    work.session.execute(
        delete(CompanyCategoryRow).where(CompanyCategoryRow.company_id == company_id)
    )
    for position, slug in enumerate(slugs):
        work.session.add(
            CompanyCategoryRow(company_id=company_id, category=slug, position=position)
        )
