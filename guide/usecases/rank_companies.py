"""Make a ranking of all companies, of a category or of any search, with its method card."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from guide.catalogue import cards, categories, listings, reports
from guide.catalogue.cards import Card
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
    entrants = {some: _entrants(read, some, policy) for some in wanted}
    for some_method, some_year in product(_methods(method), wanted):
        found = _ranked(read, some_method, some_year, entrants[some_year])
        if len(found.ranking.placements) >= FEWEST:
            return found
    fullest = _fullest(read.years_of, wanted)
    return _ranked(read, _methods(method)[-1], fullest, entrants[fullest])


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """What a ranking is made of, read once: the field's cards and their years of figures."""

    category: str
    query: str
    field: Sequence[Card]
    years_of: Mapping[CompanyId, tuple[FigureYear, ...]]

    @property
    def years(self) -> list[int]:
        """Every year that any of them has figures for, the newest first."""
        told = {row.filed.year for rows in self.years_of.values() for row in rows}
        return sorted((year for year in told if year), reverse=True)


def _read(
    database: Database, reader: SearchReader, policy: ProtectionPolicy, category: str, query: str
) -> _Read:
    with database.reading() as work:
        field = _field(work, reader, policy, category, query)
        sets = reports.sets_of(work, [card.id for card in field])
    years_of = {card.id: _years(sets[card.id]) for card in field}
    return _Read(category=category, query=query, field=field, years_of=years_of)


def _ranked(read: _Read, method: Method, year: int, entrants: Mapping[str, Entrant]) -> RankedList:
    return RankedList(
        method=method,
        field=Field(year=year, category=read.category, query=read.query, as_of=_as_of(read.field)),
        ranking=rank(method, entrants.values()),
        entrants=entrants,
        slugs={str(card.id): card.slug for card in read.field},
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
        entrants = _entrants(read, year, policy)
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


def _field(
    work: UnitOfWork, reader: SearchReader, policy: ProtectionPolicy, category: str, query: str
) -> list[Card]:
    """Return the cards of the field that may be seen in a list at all."""
    ids: Sequence[CompanyId] = listings.every_listed_id(work)
    if query:
        found = reader.search(SearchRequest(text=query, per_page=_LARGEST_FIELD, facets=()))
        ids = [CompanyId(hit.company_id) for hit in found.hits]
    field = [
        card
        for card in cards.by_ids(work, ids)
        if card.listed and policy.may_appear(card.visibility, Channel.LIST)
    ]
    if not category:
        return field
    tree = categories.tree(work)
    if category not in tree:
        message = f"kategorien {category!r} findes ikke; se dem på /kategorier"
        raise UnknownFieldError(message)
    below = {slug for slug, node in tree.items() if category in (slug, node.parent)}
    return [card for card in field if below & set(card.categories)]


def _years(sets: Iterable[FigureSet]) -> tuple[FigureYear, ...]:
    """Return the parent's years; where there are none the group's, which the rule then refuses."""
    every = list(sets)
    return series(every, Scope.PARENT) or series(every, Scope.GROUP)


def _entrants(read: _Read, year: int, policy: ProtectionPolicy) -> dict[str, Entrant]:
    entrants = {}
    for card in read.field:
        row = year_of(read.years_of[card.id], year)
        may = policy.may_appear(card.visibility, Channel.RANKING)
        entrants[str(card.id)] = Entrant(
            key=str(card.id),
            name=card.name,
            year=None if row is None else row.filed,
            before=None if row is None else row.before,
            restated=row is not None and bool(row.restated),
            barred="" if may else "ophørt, overtaget, ikke begyndt eller et personligt ejet firma",
        )
    return entrants


def _as_of(field: Sequence[Card]) -> date | None:
    """Return the day of the newest change in the field: what the list was made from."""
    return max((card.changed_at.date() for card in field), default=None)
