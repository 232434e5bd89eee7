"""Count the companies of a search by municipality: how many, how big, how fast they grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from guide.catalogue import cards
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.peers import summarize
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.port import SearchReader, SearchRequest
from guide.usecases.export_search import BATCH, every_id


class MapMeasure(StrEnum):
    """What a map shows."""

    COUNT = "count"
    EMPLOYEES = "employees"
    GROWTH = "growth"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceFigures:
    """One municipality: ``value`` is ``None`` when nothing, or too little, is told.

    ``told`` of ``companies`` tell what the measure needs. Growth is the median, a fraction, of
    at least five companies.
    """

    municipality: str
    companies: int
    told: int
    value: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MapFigures:
    """Every municipality with a company; ``placed`` of ``total`` companies tell where they are."""

    total: int
    placed: int
    places: tuple[PlaceFigures, ...]


def map_companies(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    measure: MapMeasure,
    today: date,
) -> MapFigures:
    """Measure a search on the map; only companies in business are counted."""
    ids = every_id(database, reader, policy, request, today)
    by_place: dict[str, list[Card]] = {}
    total = placed = 0
    with database.reading() as work:
        for start in range(0, len(ids), BATCH):
            for card in cards.by_ids(work, ids[start : start + BATCH]):
                if not card.listed or not policy.may_appear(card.visibility, Channel.MAP):
                    continue
                total += 1
                if card.municipality:
                    placed += 1
                    by_place.setdefault(card.municipality, []).append(card)
    places = tuple(_figures(code, some, measure) for code, some in sorted(by_place.items()))
    return MapFigures(total=total, placed=placed, places=places)


def _figures(code: str, companies: list[Card], measure: MapMeasure) -> PlaceFigures:
    value: float | None = len(companies)
    told = len(companies)
    if measure is MapMeasure.EMPLOYEES:
        heads = [card.employees for card in companies if card.employees is not None]
        told, value = len(heads), sum(heads) if heads else None
    elif measure is MapMeasure.GROWTH:
        rates = [card.growth for card in companies if card.growth is not None]
        told, value = len(rates), _median(rates)
    return PlaceFigures(municipality=code, companies=len(companies), told=told, value=value)


def _median(rates: Iterable[float]) -> float | None:
    """Return the median of at least five companies."""
    summary = summarize(Fraction(rate) for rate in rates)
    return None if summary is None else float(summary.median)
