"""Search with every filter, order and count that the site has, read to its end by cursors."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from guide.domain.company import CompanyId
from guide.search.port import Facet, RelaxationKind, SearchRequest
from guide.usecases.search_onwards import Anchor, Part, search_onwards
from guide.web.api import cursors
from guide.web.api.companies import Company, company_json
from guide.web.api.operations import Answer, Operation
from guide.web.api.vocabulary import words_of
from guide.web.context import the_guide, today
from guide.web.search_parameters import SearchFilterQuery, to_request
from guide.web.shared import shared

MOST = 100


class SearchQuery(SearchFilterQuery):
    """A search, what to count, and how far it was read."""

    facets: Annotated[tuple[Facet, ...], Field(max_length=50)] = Field(
        (), description="fields to count the whole result over"
    )
    limit: int = Field(20, ge=1, le=MOST, description="companies in one answer")
    cursor: str | None = Field(
        None, max_length=1000, description="`next` of the answer before, all else unchanged"
    )


class Hit(Answer):
    """A company found; ``score`` compares within one answer only."""

    score: float
    company: Company


class Relaxed(Answer):
    """What was given up to find anything; ``became`` is empty where the word was left out."""

    kind: RelaxationKind
    word: str
    became: str


class Understood(Answer):
    """A filter that was read out of the words."""

    kind: str
    surface: str
    value: str


class SearchAnswer(Answer):
    """A part of a result. ``limited`` says that the index is away: names and numbers only."""

    total: int
    hits: list[Hit]
    next: str | None = Field(description="the cursor of the part that follows, null at the end")
    facets: dict[Facet, dict[str, int]]
    understood: list[Understood]
    relaxed: list[Relaxed]
    did_you_mean: str | None
    synonyms: list[str]
    limited: bool
    partial: bool


def search(query: SearchQuery) -> SearchAnswer:
    """Search the guide."""
    words = shared()
    request = replace(
        to_request(query, words_of(words)), per_page=query.limit, facets=tuple(query.facets)
    )
    asked = cursors.question(query, "facets")
    part = _ask(request, query.cursor, asked)
    answer = part.answer
    cards, result = answer.cards, answer.result
    return SearchAnswer(
        total=result.total,
        hits=[
            Hit(
                score=round(hit.score, 6),
                company=Company(**company_json(cards[CompanyId(hit.company_id)], words)),
            )
            for hit in result.hits
            if CompanyId(hit.company_id) in cards
        ],
        next=None if part.last is None else _cursor(part.last, asked),
        facets={f: {one.value: one.count for one in some} for f, some in result.facets.items()},
        understood=[
            Understood(kind=chip.kind, surface=chip.surface, value=chip.value)
            for chip in result.understood
        ],
        relaxed=[
            Relaxed(kind=step.kind, word=step.word, became=step.became) for step in result.relaxed
        ],
        did_you_mean=result.did_you_mean,
        synonyms=list(result.synonyms),
        limited=result.limited,
        partial=result.partial,
    )


def _ask(request: SearchRequest, cursor: str | None, asked: str) -> Part:
    guide = the_guide()
    after = None
    if cursor is not None:
        after = cursors.read(cursors.SearchCursor, cursor, asked).anchor()
    return search_onwards(guide.database, guide.reader, guide.policy, request, after, today())


def _cursor(last: Anchor, asked: str) -> str:
    return cursors.write(
        cursors.SearchCursor(
            asked=asked,
            position=last.position,
            company_id=last.company_id,
            value=last.value,
            sort_key=last.sort_key,
        )
    )


OPERATIONS = (
    Operation(
        name="search",
        path="/search",
        summary="Search companies",
        description=(
            "The same search as the site's. Values of one facet are alternatives, facets add up. "
            "Follow `next` until it is null; a cursor stays good when the index is built anew."
        ),
        function=search,
        query=SearchQuery,
        answer=SearchAnswer,
        tag="search",
    ),
)
