"""Load ``data/``: the weakest layer. Twice changes nothing; what was edited or erased stays so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from guide.catalogue import (
    audit,
    categories,
    companies,
    erasure,
    events,
    facts,
    marks,
    places,
    reports,
    sources,
    suppressions,
)
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.places import Postcode
from guide.catalogue.sources import Source
from guide.domain.categories import Category
from guide.domain.category_changes import follow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.legal_forms import form_code_in_name
from guide.domain.places import Municipality
from guide.domain.protection import ProtectionPolicy
from guide.domain.reports import FigureSet
from guide.domain.seed import SeedCompany, SeedProblem, municipality_of_town
from guide.ingest.seed.companies import read_companies
from guide.ingest.seed.events import read_events
from guide.ingest.seed.key_figures import read_key_figures
from guide.ingest.seed.places import SeedPlaces, read_places
from guide.ingest.seed.taxonomy import read_taxonomy
from guide.usecases.refresh_company import refresh_company

SEED = Source(
    key="seed",
    title="Brancheguidens grunddata",
    licence="Fakta fra offentlige kilder, tekster skrevet til guiden; se data/README.md",
)
Progress = Callable[[int, int], None]


@dataclass
class SeedReport:
    """What a loading did: counts of companies, and the rows that could not be taken."""

    companies: int = 0
    created: int = 0
    changed: int = 0
    events: int = 0
    problems: list[SeedProblem] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Gazetteer:
    """What a company's town and municipality name are looked up in."""

    by_name: dict[str, str]
    by_code: dict[str, Municipality]
    towns: dict[str, frozenset[str]]


def load_seed(
    database: Database,
    folder: Path,
    policy: ProtectionPolicy,
    now: datetime,
    progress: Progress = lambda _done, _total: None,
) -> SeedReport:
    """Load every file of the folder in one transaction; broken rows are reported, not fatal."""
    report = SeedReport()
    tree = read_taxonomy(folder / "taxonomy.tsv")
    seed_places = read_places(folder)
    gazetteer = _gazetteer(seed_places)
    rows, problems = read_companies(
        folder / "companies.tsv",
        frozenset(category.slug for category in tree),
        frozenset(gazetteer.by_name),
    )
    figures, figure_problems = read_key_figures(
        folder / "key_figures.tsv", frozenset(row.name for row in rows)
    )
    happenings, event_problems = read_events(folder / "events.tsv", SEED.key)
    report.problems = problems + figure_problems + event_problems
    report.companies = len(rows)
    with database.writing() as work:
        sources.save(work, SEED)
        _save_places(work, seed_places)
        _save_tree(work, tree)
        barred = suppressions.among(work, erasure.SEED, [row.name for row in rows])
        for done, row in enumerate(rows):
            if row.name in barred:
                continue
            _load_company(work, row, figures.get(row.name, []), gazetteer, policy, now, report)
            progress(done + 1, len(rows))
        for event in happenings:
            report.events += events.save_from_seed(work, event, event.slug, now)
        if report.created or report.changed or marks.find(work, marks.PUBLISHED) is None:
            marks.put(work, marks.PUBLISHED, SEED.key, now)
        work.commit()
    return report


def _save_tree(work: UnitOfWork, tree: Sequence[Category]) -> None:
    """Keep the tree; what editors renamed, moved or merged stays as they left it."""
    leading = categories.redirects(work)
    for position, category in enumerate(tree):
        if category.slug in leading or audit.of_object(work, "category", category.slug):
            continue
        parent = follow([category.parent], leading)[0] if category.parent else None
        categories.save(work, replace(category, parent=parent), position)


def _save_places(work: UnitOfWork, found: SeedPlaces) -> None:
    places.save(
        work,
        municipalities=found.municipalities,
        regions=found.regions,
        memberships=found.memberships,
        postcodes=[
            Postcode(postcode=code, town=town, municipality=municipality)
            for code, town, municipality in found.postcodes
        ],
        legal_forms=found.legal_forms,
    )


def _gazetteer(found: SeedPlaces) -> _Gazetteer:
    towns: dict[str, set[str]] = {}
    for _code, town, municipality in found.postcodes:
        towns.setdefault(town, set()).add(municipality)
    return _Gazetteer(
        by_name={place.name: place.code for place in found.municipalities},
        by_code={place.code: place for place in found.municipalities},
        towns={town: frozenset(codes) for town, codes in towns.items()},
    )


def _load_company(
    work: UnitOfWork,
    row: SeedCompany,
    figures: list[FigureSet],
    gazetteer: _Gazetteer,
    policy: ProtectionPolicy,
    now: datetime,
    report: SeedReport,
) -> None:
    known = companies.find_by_seed_key(work, row.name)
    if known is None and row.cvr:
        known = companies.find_by_cvr(work, row.cvr)
    if known is not None and known.visibility.erased:
        return
    if known is None:
        company_id = companies.create(work, name=row.name, now=now, cvr=row.cvr, seed_key=row.name)
        report.created += 1
    else:
        company_id = known.id
    changed = _record(work, company_id, row, gazetteer, now)
    changed |= reports.save_sets(work, company_id, Layer.SEED, SEED.key, figures, now)
    if changed:
        refresh_company(work, company_id, policy, now)
        report.changed += known is not None


def _record(
    work: UnitOfWork, company_id: CompanyId, row: SeedCompany, gazetteer: _Gazetteer, now: datetime
) -> bool:
    ended = facts.seed_ever_said(work, company_id)
    statements = [fact for fact in _facts(row, gazetteer, now) if fact.field not in ended]
    return bool(facts.record(work, company_id, statements))


def _facts(row: SeedCompany, gazetteer: _Gazetteer, now: datetime) -> list[Fact]:
    told: dict[Field, FactValue] = {
        Field.NAME: row.name,
        Field.STATUS: row.status,
        Field.STATUS_NOTE: row.status_note,
        Field.TOWN: row.town,
        Field.WEBSITE: row.website,
        Field.CATEGORIES: list(row.categories),
        Field.DESCRIPTION: row.description,
        Field.PRODUCTS: list(row.keywords),
        Field.ALIASES: list(row.aliases),
        Field.INCLUDED: True,
        Field.MUNICIPALITY: gazetteer.by_name.get(row.municipality),
    }
    concluded: dict[Field, FactValue] = {Field.LEGAL_FORM: form_code_in_name(row.name)}
    if row.town and not row.municipality:
        concluded[Field.MUNICIPALITY] = municipality_of_town(
            row.town, gazetteer.towns, gazetteer.by_code
        )
    return [
        *(_fact(key, value, row, now) for key, value in told.items() if value),
        *(_fact(key, value, row, now, derived=True) for key, value in concluded.items() if value),
    ]


def _fact(
    key: Field, value: FactValue, row: SeedCompany, now: datetime, *, derived: bool = False
) -> Fact:
    return Fact(
        field=key,
        layer=Layer.SEED,
        value=value,
        recorded_at=now,
        source=SEED.key,
        source_url=row.source_url,
        derived=derived,
    )
