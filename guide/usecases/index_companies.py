"""What the one worker does: bring the index up to the database, whole or change by change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from guide.catalogue import cards, categories, listings, outbox, places
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.places import Places
from guide.domain.categories import Category, with_ancestors
from guide.domain.company import CompanyId
from guide.domain.places import Municipality
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.port import (
    CategoryName,
    IndexStatus,
    IndexUnavailableError,
    PlaceKind,
    PlaceName,
    RevenueState,
    SearchDocument,
    SearchReader,
    SearchWriter,
)

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexDifference:
    """Where database and index disagree, by company id; all empty means they agree.

    ``damaged`` tells which files of the index are not as they were written, and how.
    """

    missing: tuple[int, ...]
    stale: tuple[int, ...]
    surplus: tuple[int, ...]
    documents: int
    damaged: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether database and index agree and every file is whole."""
        return not (self.missing or self.stale or self.surplus or self.damaged)


def rebuild_index(
    database: Database, writer: SearchWriter, policy: ProtectionPolicy, now: datetime
) -> IndexStatus:
    """Build a new generation from the database beside the present one and swap it in.

    Jobs left before the reading began are done by it; what comes meanwhile stays open.
    """
    with database.writing() as work:
        waiting = [job.id for job in outbox.open_jobs(work, outbox.INDEX, now, limit=1_000_000)]
        work.commit()
    with database.reading() as work:
        tree = categories.tree(work)
        found = places.on_day(work, now.date())
        status = writer.rebuild(
            _documents(work, listings.every_listed_id(work), tree, found, policy),
            category_names(tree),
            place_names(found),
        )
    with database.writing() as work:
        outbox.finish(work, waiting, now)
        work.commit()
    return status


def drain_index_jobs(
    database: Database, writer: SearchWriter, policy: ProtectionPolicy, now: datetime
) -> int:
    """Do the open index jobs in one commit of the index; return how many jobs were done.

    Doing a job twice is harmless: the company is read as it is now. A failure leaves the jobs.
    """
    with database.reading() as work:
        jobs = outbox.open_jobs(work, outbox.INDEX, now, limit=BATCH)
        if not jobs:
            return 0
        ids = list(dict.fromkeys(job.company_id for job in jobs if job.company_id is not None))
        tree = categories.tree(work)
        found = places.on_day(work, now.date())
        changed = list(_documents(work, ids, tree, found, policy))
    indexed = {document.company_id for document in changed}
    writer.apply(changed, [company_id for company_id in ids if company_id not in indexed])
    with database.writing() as work:
        outbox.finish(work, [job.id for job in jobs], now)
        work.commit()
    return len(jobs)


def catch_up(
    database: Database,
    reader: SearchReader,
    open_writer: Callable[[], SearchWriter],
    policy: ProtectionPolicy,
    now: datetime,
) -> int:
    """Do every open index job, or rebuild an index that cannot be used; return how many.

    Then open the result. A worker may be at it meanwhile: each job is done at least once.
    """
    reader.open_newest()
    if reader.status().healthy:
        done = 0
        while some := drain_index_jobs(database, open_writer(), policy, now):
            done += some
    else:
        done = rebuild_index(database, open_writer(), policy, now).documents
    reader.open_newest()
    return done


def verify_index(database: Database, reader: SearchReader) -> IndexDifference:
    """Compare database and index document by document, by revision, and read every file."""
    with database.reading() as work:
        wanted = listings.listed_revisions(work)
    damaged = reader.damage()
    try:
        present = dict(reader.revisions())
    except IndexUnavailableError as error:
        present, damaged = {}, damaged or (str(error),)
    return IndexDifference(
        missing=tuple(sorted(wanted.keys() - present.keys())),
        stale=tuple(
            sorted(key for key in wanted.keys() & present.keys() if wanted[key] != present[key])
        ),
        surplus=tuple(sorted(present.keys() - wanted.keys())),
        documents=len(present),
        damaged=damaged,
    )


def _documents(
    work: UnitOfWork,
    ids: Sequence[CompanyId],
    tree: dict[str, Category],
    found: Places,
    policy: ProtectionPolicy,
) -> Iterator[SearchDocument]:
    for start in range(0, len(ids), BATCH):
        for card in cards.by_ids(work, ids[start : start + BATCH]):
            if card.listed and policy.may_appear(card.visibility, Channel.SEARCH):
                yield document(card, tree, found)


def document(card: Card, tree: dict[str, Category], found: Places) -> SearchDocument:
    """Return what the index knows of a company."""
    place = found.municipalities.get(card.municipality or "")
    region = found.regions.get(found.region_of.get(card.municipality or "", ""))
    texts = [card.town, place and place.name, region and region.name]
    path = with_ancestors(card.categories, tree)
    return SearchDocument(
        company_id=card.id,
        revision=card.revision,
        slug=card.slug,
        name=card.name,
        sort_key=card.sort_key,
        cvr=card.cvr,
        former_names=card.former_names,
        brand_names=card.aliases,
        main_category_texts=tree[card.categories[0]].texts if card.categories else (),
        category_texts=_category_texts(card.categories, path, tree),
        own_words=(card.description,) if card.description else (),
        products=card.products,
        purpose=card.purpose,
        place_texts=tuple(dict.fromkeys(text for text in texts if text)),
        website=card.website,
        categories=card.categories,
        category_path=path,
        region=region.code if region else None,
        municipality=card.municipality,
        size=None if card.employees is None else card.size.value,
        form=card.legal_form,
        status=card.status.value,
        employees=card.employees,
        revenue=card.revenue,
        revenue_state=RevenueState(card.revenue_state),
        result=card.result,
        growth=card.growth,
        founded=card.founded.year if card.founded else None,
        has_figures=card.has_figures,
        claimed=card.claimed,
    )


def _category_texts(
    slugs: Sequence[str], path: Sequence[str], tree: dict[str, Category]
) -> tuple[str, ...]:
    """Give all texts of the categories of a company, and the names of those above them."""
    above = [tree[slug] for slug in path if slug not in slugs]
    return (
        *(text for slug in slugs for text in tree[slug].texts),
        *(name for category in above for name in (category.name_da, category.name_en)),
    )


def category_names(tree: dict[str, Category]) -> list[CategoryName]:
    """Return the tree as search knows it."""
    return [
        CategoryName(
            slug=category.slug,
            name_da=category.name_da,
            name_en=category.name_en,
            keywords=(*category.keywords_da, *category.keywords_en),
            parent=category.parent,
        )
        for category in tree.values()
    ]


def place_names(found: Places) -> list[PlaceName]:
    """Return municipalities, regions, towns and postcodes with the municipalities they mean."""
    names = [
        PlaceName(
            name=place.name,
            kind=PlaceKind.MUNICIPALITY,
            municipalities=frozenset([place.code]),
            point=_centroid(place),
        )
        for place in found.municipalities.values()
    ]
    for region in found.regions.values():
        codes = frozenset(code for code, of in found.region_of.items() if of == region.code)
        names.append(PlaceName(name=region.name, kind=PlaceKind.REGION, municipalities=codes))
    names.extend(
        _gathered(PlaceKind.TOWN, ((row.town, row.municipality) for row in found.postcodes))
    )
    names.extend(
        _gathered(PlaceKind.POSTCODE, ((row.postcode, row.municipality) for row in found.postcodes))
    )
    return names


def _centroid(place: Municipality) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _gathered(kind: PlaceKind, pairs: Iterable[tuple[str, str]]) -> Iterator[PlaceName]:
    gathered: dict[str, set[str]] = {}
    for name, municipality in pairs:
        gathered.setdefault(name, set()).add(municipality)
    for name, municipalities in gathered.items():
        yield PlaceName(name=name, kind=kind, municipalities=frozenset(municipalities))
