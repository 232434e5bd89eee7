"""Any search as a list: median and quartiles, who publishes, concentration, order by a figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from guide.catalogue import cards, listings, reports
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.figure_series import FigureYear, series
from guide.domain.key_figures import KeyFigure
from guide.domain.list_statistics import (
    FigureRanking,
    ListMeasure,
    ListStatistics,
    blend,
    describe,
    rank_by,
)
from guide.domain.protection import Channel, ProtectionPolicy
from guide.domain.ratios import Basis, operating_margin
from guide.domain.report_terms import Scope
from guide.search.port import SearchReader, SearchRequest
from guide.usecases.export_search import BATCH, every_id

_PUBLISHES = {"known": True, "not_published": False}
_PRECISION = 10**6


@dataclass(frozen=True, kw_only=True)
class Everyone:
    """All listed companies with blended values, made once for each version of the catalogue."""

    cards: Mapping[CompanyId, Card]
    newest: Mapping[CompanyId, FigureYear | None]
    blended: Mapping[ListMeasure, Mapping[CompanyId, Fraction]]
    publishes: Mapping[CompanyId, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedList:
    """What is told of a list; ``ranking`` when an order by a figure was asked for."""

    statistics: ListStatistics
    ranking: FigureRanking | None
    cards: Mapping[CompanyId, Card]


def read_everyone(database: Database, policy: ProtectionPolicy) -> Everyone:
    """Read what lists are described by; companies that may not be listed are left out."""
    found: dict[CompanyId, Card] = {}
    newest: dict[CompanyId, FigureYear | None] = {}
    with database.reading() as work:
        for ids in _batches(listings.every_listed_id(work)):
            some = [
                card
                for card in cards.by_ids(work, ids)
                if policy.may_appear(card.visibility, Channel.LIST)
            ]
            sets = reports.sets_of(work, [card.id for card in some if card.has_figures])
            for card in some:
                found[card.id] = card
                years = sets.get(card.id, [])
                rows = series(years, Scope.PARENT) or series(years, Scope.GROUP)
                newest[card.id] = rows[-1] if rows else None
    values = {measure: dict(_values(measure, found, newest)) for measure in ListMeasure}
    return Everyone(
        cards=found,
        newest=newest,
        blended={measure: blend(some) for measure, some in values.items()},
        publishes={
            key: _PUBLISHES[card.revenue_state]
            for key, card in found.items()
            if card.revenue_state in _PUBLISHES
        },
    )


def describe_list(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    today: date,
    everyone: Everyone,
    figure: KeyFigure | None = None,
) -> DescribedList:
    """Describe every company of a search."""
    ids = [
        key for key in every_id(database, reader, policy, request, today) if key in everyone.cards
    ]
    ranking = None
    if figure is not None:
        may = [key for key in ids if policy.may_rank(everyone.cards[key].visibility)]
        ranking = rank_by(figure, {key: everyone.newest[key] for key in may})
    return DescribedList(
        statistics=describe(ids, everyone.blended, everyone.publishes),
        ranking=ranking,
        cards={key: everyone.cards[key] for key in ids},
    )


def _values(
    measure: ListMeasure,
    found: Mapping[CompanyId, Card],
    newest: Mapping[CompanyId, FigureYear | None],
) -> Iterator[tuple[CompanyId, Fraction]]:
    for key, card in found.items():
        value = _value(measure, card, newest[key])
        if value is not None:
            yield key, value


def _value(measure: ListMeasure, card: Card, year: FigureYear | None) -> Fraction | None:
    match measure:
        case ListMeasure.REVENUE:
            told: float | None = card.revenue
        case ListMeasure.EMPLOYEES:
            told = card.employees
        case ListMeasure.GROWTH:
            told = card.growth
        case ListMeasure.OPERATING_MARGIN:
            return None if year is None else operating_margin(Basis(year=year.filed)).value
    return None if told is None else Fraction(told).limit_denominator(_PRECISION)


def _batches(ids: Sequence[CompanyId]) -> Iterator[Sequence[CompanyId]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
