"""Read a search to its end, part by part, though the index may be rebuilt between the parts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from guide.catalogue import cards
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.protection import ProtectionPolicy
from guide.search.port import (
    LARGEST_BATCH,
    Hit,
    IndexUnavailableError,
    SearchReader,
    SearchRequest,
    Sort,
)
from guide.usecases.search_companies import Answer, search_companies

WINDOW = 200
"""How many places a company may have moved between two parts and still be found at once."""

_VALUES: dict[Sort, Callable[[Card], float | None]] = {
    Sort.NAME: lambda card: None,
    Sort.EMPLOYEES: lambda card: card.employees,
    Sort.REVENUE: lambda card: card.revenue,
    Sort.GROWTH: lambda card: card.growth,
    Sort.FOUNDED: lambda card: card.founded.year if card.founded else None,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """The last company that was read: where it stood and what it was sorted by.

    ``position`` counts from 0. ``value`` is the number sorted by (the score for relevance), and
    ``sort_key`` orders those that are equal in it.
    """

    position: int
    company_id: int
    value: float | None
    sort_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a result; ``last`` is what the next part goes on from, ``None`` at the end."""

    answer: Answer
    last: Anchor | None


def search_onwards(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    after: Anchor | None,
    today: date,
) -> Part:
    """Answer the ``per_page`` hits that follow ``after``.

    Its company is looked for by its id, then by what it was sorted by: no company is told twice
    or passed over because the index was built anew or others came or went.
    """
    first = 0 if after is None else _place_after(database, reader, request, after)
    answer = search_companies(database, reader, policy, replace(request, first=first), today)
    hits = answer.result.hits
    at_end = not hits or first + len(hits) >= answer.result.total
    last = None if at_end else _anchor(hits[-1], first + len(hits) - 1, answer, request.sort)
    return Part(answer=answer, last=last)


def _anchor(hit: Hit, position: int, answer: Answer, sort: Sort) -> Anchor:
    card = answer.cards.get(CompanyId(hit.company_id))
    return Anchor(
        position=position,
        company_id=hit.company_id,
        value=_value(sort, hit, card),
        sort_key=card.sort_key if card else "",
    )


def _place_after(
    database: Database, reader: SearchReader, request: SearchRequest, after: Anchor
) -> int:
    around = max(0, after.position - WINDOW)
    try:
        hits = _hits(reader, request, around, 2 * WINDOW)
        place = _place_of(hits, after.company_id)
        if place is None:
            around, hits = 0, _hits(reader, request, 0, LARGEST_BATCH)
            place = _place_of(hits, after.company_id)
    except IndexUnavailableError:
        return after.position + 1
    if place is not None:
        return around + place + 1
    return _first_behind(database, hits, request.sort, after)


def _hits(reader: SearchReader, request: SearchRequest, first: int, size: int) -> tuple[Hit, ...]:
    question = replace(request, first=first, per_page=size, facets=(), explain=False)
    return reader.search(question).hits


def _place_of(hits: tuple[Hit, ...], company_id: int) -> int | None:
    return next((n for n, hit in enumerate(hits) if hit.company_id == company_id), None)


def _first_behind(database: Database, hits: tuple[Hit, ...], sort: Sort, after: Anchor) -> int:
    """Find by its sort value where a company stood that is no longer there."""
    with database.reading() as work:
        found = {card.id: card for card in cards.by_ids(work, [_id(hit) for hit in hits])}
    wanted = _order(after.value, after.sort_key, after.company_id)
    for place, hit in enumerate(hits):
        card = found.get(_id(hit))
        if card is not None and wanted < _order(_value(sort, hit, card), card.sort_key, card.id):
            return place
    return len(hits)


def _id(hit: Hit) -> CompanyId:
    return CompanyId(hit.company_id)


def _value(sort: Sort, hit: Hit, card: Card | None) -> float | None:
    if sort is Sort.RELEVANCE:
        return hit.score
    value = _VALUES[sort](card) if card else None
    return None if value is None else float(value)


def _order(value: float | None, sort_key: str, company_id: int) -> tuple[bool, float, str, int]:
    """The largest first, the unknown last, equals by name: the order of every list."""
    return (value is None, -(value or 0.0), sort_key, company_id)
