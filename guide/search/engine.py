"""Answering a request on one generation, whatever index holds it."""

from dataclasses import dataclass
from typing import Generic

from guide.search.analysis import IdentifierKind, find_identifiers
from guide.search.index import M, Row, SearchIndex, Selection
from guide.search.planner import Language, build_plan
from guide.search.port import (
    Hit,
    NumberKind,
    SearchRequest,
    SearchResult,
    TypedNumber,
)
from guide.search.query import parse

DEEPEST = 1000
"""A page further on than this many hits is cut to it, and the reader is told to narrow down."""

LARGEST_PAGE = 100


@dataclass(frozen=True)
class Engine(Generic[M]):
    """Search over one index; holds no state of its own."""

    index: SearchIndex[M]
    language: Language

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; any text at all has an answer."""
        query = parse(request.text)
        numbers = _numbers(request.text)
        plan = build_plan(query, self.language)
        matches = self.index.evaluate(plan)
        selection, cut = _selection(request)
        page = self.index.select(matches, selection)
        return SearchResult(
            total=page.total,
            hits=tuple(self._hit(row) for row in page.rows),
            facets=page.facets,
            words=query.words,
            terms=plan.terms,
            numbers=numbers,
            limited=query.limited or cut,
        )

    def _hit(self, row: Row) -> Hit:
        return Hit(
            company_id=row.company_id,
            slug=row.slug,
            name=row.name,
            cvr=row.cvr,
            score=row.score,
        )


def _numbers(text: str) -> tuple[TypedNumber, ...]:
    kinds = {
        IdentifierKind.CVR: NumberKind.CVR,
        IdentifierKind.P_NUMBER: NumberKind.PRODUCTION_UNIT,
        IdentifierKind.PHONE: NumberKind.PHONE,
    }
    return tuple(
        TypedNumber(kind=kinds[found.kind], digits=found.value)
        for found in find_identifiers(text)
        if found.kind in kinds
    )


def _selection(request: SearchRequest) -> tuple[Selection, bool]:
    size = max(0, min(request.per_page, LARGEST_PAGE))
    first = (max(request.page, 1) - 1) * size
    kept = min(first, DEEPEST - size)
    selection = Selection(
        filters=request.filters,
        sort=request.sort,
        first=kept,
        size=size,
        facets=request.facets,
    )
    return selection, kept != first
