"""Make a ranking of all companies, of a category or of any search, with its method card."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

from guide.catalogue import cards, categories, listings, reports
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.figure_series import FigureYear, series, year_of
from guide.domain.protection import Channel, ProtectionPolicy
from guide.domain.ranking import Entrant, Ranking, rank
from guide.domain.ranking_card import Field, ranking_document
from guide.domain.ranking_methods import METHOD_2014, METHOD_2017, METHOD_KOMET_2014, Method
from guide.domain.ranking_moves import Movement, what_would_move
from guide.domain.report_terms import Scope
from guide.domain.reports import FigureSet
from guide.search.port import SearchReader, SearchRequest

PREFERRED = (METHOD_2017, METHOD_2014, METHOD_KOMET_2014)
"""The newest published rules first; the last needs the fewest inputs."""

FEWEST = 5
"""Without a method or a year those are taken by which at least so many can be placed."""

_LARGEST_FIELD = 1000
_BATCH = 500
_BARRED = "ophørt, overtaget, ikke begyndt eller et personligt ejet firma"


class UnknownFieldError(LookupError):
    """The category that was asked for does not exist; the text names the next step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedList:
    """A finished list. ``slugs`` leads from the entrants' keys to their profiles."""

    method: Method
    field: Field
    ranking: Ranking
    entrants: Mapping[str, Entrant]
    slugs: Mapping[str, str]
    years: tuple[int, ...]

    def document(self) -> str:
        """Return the list with its card and figures as JSON; a rerun gives the same bytes."""
        return ranking_document(self.method, self.field, self.entrants.values())

    def placed(self) -> "RankedList":
        """Return the list without those left out: all that single placings need."""
        keys = [one.key for one in self.ranking.placements]
        return replace(
            self,
            ranking=replace(self.ranking, exclusions=()),
            entrants={key: self.entrants[key] for key in keys},
            slugs={key: self.slugs[key] for key in keys},
        )

    def movement(self, key: str) -> Movement | None:
        """Tell what would move a placed company; ``None`` when it is not in the list."""
        entrant = self.entrants.get(key)
        return None if entrant is None else what_would_move(self.ranking, entrant)


def rank_companies(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    method: Method | None = None,
    *,
    year: int | None = None,
    category: str = "",
    query: str = "",
) -> RankedList:
    """Rank every listed company of a field; those that may not be ranked are told why.

    Without a method the first of ``PREFERRED`` is taken that can place enough companies, and
    without a year the newest in which it can. Raises ``UnknownFieldError`` for a category that
    does not exist.
    """
    read = _read(database, reader, policy, category, query)
    wanted = [year] if year else read.years or [0]
    for some_method, some_year in product(_methods(method), wanted):
        found = _ranked(read, some_method, some_year, _entrants(read, some_year))
        if len(found.ranking.placements) >= FEWEST:
            return found
    fullest = _fullest(read.years_of, wanted)
    return _ranked(read, _methods(method)[-1], fullest, _entrants(read, fullest))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Company:
    """What a ranking needs to know of a company: of many thousands, cards take much memory."""

    id: CompanyId
    slug: str
    name: str
    may_rank: bool
    changed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """What a ranking is made of, read once: the field and its years of figures."""

    category: str
    query: str
    field: Sequence[_Company]
    years_of: Mapping[CompanyId, tuple[FigureYear, ...]]

    @property
    def years(self) -> list[int]:
        """Every year that any of them has figures for, the newest first."""
        told = {row.filed.year for rows in self.years_of.values() for row in rows}
        return sorted((year for year in told if year), reverse=True)


def _read(
    database: Database, reader: SearchReader, policy: ProtectionPolicy, category: str, query: str
) -> _Read:
    field: list[_Company] = []
    years_of: dict[CompanyId, tuple[FigureYear, ...]] = {}
    with database.reading() as work:
        ids = _asked(work, reader, query)
        below = _below(work, category)
        for start in range(0, len(ids), _BATCH):
            some = _field(work, ids[start : start + _BATCH], policy, below)
            sets = reports.sets_of(work, [company.id for company in some])
            years_of |= {company.id: _years(sets[company.id]) for company in some}
            field += some
            work.session.expunge_all()
    return _Read(category=category, query=query, field=field, years_of=years_of)


def _ranked(read: _Read, method: Method, year: int, entrants: Mapping[str, Entrant]) -> RankedList:
    return RankedList(
        method=method,
        field=Field(year=year, category=read.category, query=read.query, as_of=_as_of(read.field)),
        ranking=rank(method, entrants.values()),
        entrants=entrants,
        slugs={str(company.id): company.slug for company in read.field},
        years=tuple(read.years),
    )


def _fullest(years_of: Mapping[CompanyId, Sequence[FigureYear]], years: Sequence[int]) -> int:
    """Return the year, the newest among equals, for which most companies have figures."""
    counts = {
        year: sum(year_of(rows, year) is not None for rows in years_of.values()) for year in years
    }
    return max(years, key=lambda year: (counts[year], year))


def _methods(method: Method | None) -> tuple[Method, ...]:
    return PREFERRED if method is None else (method,)


def keep_rankings(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    methods: Collection[Method],
    folder: Path,
) -> list[Path]:
    """Write each method's list of each year with placed companies into a folder, whole or not.

    What was published once can then be made again from its own file for ever.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[Path] = []
    read = _read(database, reader, policy, "", "")
    for year in read.years:
        entrants = _entrants(read, year)
        for method in methods:
            ranked = _ranked(read, method, year, entrants)
            if not ranked.ranking.placements:
                continue
            path = folder / f"{method.key}-{year}.json"
            beside = path.with_suffix(".new")
            beside.write_text(ranked.document(), encoding="utf-8")
            beside.replace(path)
            kept.append(path)
    return kept


def _asked(work: UnitOfWork, reader: SearchReader, query: str) -> list[CompanyId]:
    if not query:
        return listings.every_listed_id(work)
    found = reader.search(SearchRequest(text=query, per_page=_LARGEST_FIELD, facets=()))
    return [CompanyId(hit.company_id) for hit in found.hits]


def _below(work: UnitOfWork, category: str) -> set[str] | None:
    """Return a category and those beneath it; ``None`` when the field is not limited by one."""
    if not category:
        return None
    tree = categories.tree(work)
    if category not in tree:
        message = f"kategorien {category!r} findes ikke; se dem på /kategorier"
        raise UnknownFieldError(message)
    return {slug for slug, node in tree.items() if category in (slug, node.parent)}


def _field(
    work: UnitOfWork, ids: Sequence[CompanyId], policy: ProtectionPolicy, below: set[str] | None
) -> list[_Company]:
    """Return those that may be seen in a list at all."""
    return [
        _Company(
            id=card.id,
            slug=card.slug,
            name=card.name,
            may_rank=policy.may_appear(card.visibility, Channel.RANKING),
            changed_on=card.changed_at.date(),
        )
        for card in cards.by_ids(work, ids)
        if card.listed
        and policy.may_appear(card.visibility, Channel.LIST)
        and (below is None or below & set(card.categories))
    ]


def _years(sets: Iterable[FigureSet]) -> tuple[FigureYear, ...]:
    """Return the parent's years; where there are none the group's, which the rule then refuses."""
    every = list(sets)
    return series(every, Scope.PARENT) or series(every, Scope.GROUP)


def _entrants(read: _Read, year: int) -> dict[str, Entrant]:
    entrants = {}
    for company in read.field:
        row = year_of(read.years_of[company.id], year)
        entrants[str(company.id)] = Entrant(
            key=str(company.id),
            name=company.name,
            year=None if row is None else row.filed,
            before=None if row is None else row.before,
            restated=row is not None and bool(row.restated),
            barred="" if company.may_rank else _BARRED,
        )
    return entrants


def _as_of(field: Sequence[_Company]) -> date | None:
    """Return the day of the newest change in the field: what the list was made from."""
    return max((company.changed_on for company in field), default=None)
