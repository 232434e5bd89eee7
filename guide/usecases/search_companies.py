"""Answer a reader's search: from the index, or more plainly from the database when it is down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guide.catalogue import cards, companies, listings
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.listings import Criteria, Order
from guide.domain.company import CompanyId
from guide.domain.cvr_number import parse_cvr
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.port import (
    Facet,
    Hit,
    IndexUnavailableError,
    MatchKind,
    Reason,
    SearchReader,
    SearchRequest,
    SearchResult,
    Sort,
)

_ORDERS = {
    Sort.RELEVANCE: Order.NAME,
    Sort.NAME: Order.NAME,
    Sort.EMPLOYEES: Order.EMPLOYEES,
    Sort.REVENUE: Order.REVENUE,
    Sort.GROWTH: Order.GROWTH,
    Sort.FOUNDED: Order.FOUNDED,
}
_PLAIN_FACETS = frozenset(
    {Facet.CATEGORY, Facet.REGION, Facet.MUNICIPALITY, Facet.SIZE, Facet.FORM, Facet.STATUS}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A result with the cards of its hits; ``stub`` is the number of a protected company.

    ``result.limited`` says that the index was down and ``reason`` why.
    """

    result: SearchResult
    cards: Mapping[CompanyId, Card]
    stub: str | None = None
    reason: str = ""


def search_companies(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    today: date,
) -> Answer:
    """Search, read the hits' cards, and keep out what the policy hides this very moment."""
    reason = ""
    with database.reading() as work:
        try:
            result = reader.search(request)
        except IndexUnavailableError as error:
            reason = str(error)
            result = _plain_answer(work, request, today)
        found = {
            card.id: card
            for card in cards.by_ids(work, [CompanyId(h.company_id) for h in result.hits])
            if card.listed and policy.may_appear(card.visibility, Channel.SEARCH)
        }
        stub = _stub_number(work, policy, request.text) if not found else None
    return Answer(result=result, cards=found, stub=stub, reason=reason)


def _stub_number(work: UnitOfWork, policy: ProtectionPolicy, text: str) -> str | None:
    """Return the number when what was typed is that of a company known but in no list."""
    number = parse_cvr(text)
    known = companies.find_by_cvr(work, number) if number else None
    return number if known is not None and policy.stub_only(known.visibility) else None


def _plain_answer(work: UnitOfWork, request: SearchRequest, today: date) -> SearchResult:
    """Find the words in names and numbers only; facets are not counted."""
    number = parse_cvr(request.text)
    criteria = Criteria(
        values={
            facet.value: values
            for facet, values in request.filters.values.items()
            if facet in _PLAIN_FACETS
        },
        name_part=number or request.text.strip()[:100],
    )
    first = 0 if request.first is None else max(0, request.first)
    page = listings.page(
        work,
        criteria,
        today,
        order=_ORDERS[request.sort],
        number=request.page if request.first is None else 1,
        per_page=first + request.per_page,
    )
    hits = tuple(
        Hit(
            company_id=card.id,
            slug=card.slug,
            name=card.name,
            cvr=card.cvr,
            score=0.0,
            why=(Reason(field="name", form=card.name, kind=MatchKind.NAME, share=1.0),),
        )
        for card in cards.by_ids(work, page.ids[first:])
    )
    return SearchResult(total=page.total, hits=hits, facets={}, words=request.text, limited=True)
