"""Answering a request on one generation, whatever index holds it.

The order of things: numbers and addresses lead straight there; filters said in plain words are
read out, unless the whole text is the name of somebody; the words are searched, and rescued
when nothing is found; then filters, facets, order and page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from time import monotonic
from typing import Generic

from guide.search.analysis import Identifier, IdentifierKind, analyse_name, find_identifiers
from guide.search.explain import explain
from guide.search.fields import NAME_BITS, Space
from guide.search.index import M, Row, SearchIndex, Selection
from guide.search.plan import Alternative, Bonus, Form, Plan, Slot, Term, Whole
from guide.search.planner import Language, Plans, says_nothing, whole_names
from guide.search.port import (
    LARGEST_BATCH,
    Hit,
    MatchKind,
    NumberKind,
    Relaxation,
    RelaxationKind,
    SearchFilters,
    SearchRequest,
    SearchResult,
    TypedNumber,
)
from guide.search.query import Query, parse
from guide.search.rescue import Attempt, Ladder, Rescued
from guide.search.understanding import Gazetteer, Understood, understand

DEEPEST = 1000
"""Hits further on than this are not shown: the reader is told to narrow the search."""

LARGEST_PAGE = 100

BUDGET = 0.2
"""Seconds after which the rescue ladder tries no further rung."""

_NUMBERS = {
    IdentifierKind.CVR: (NumberKind.CVR, Space.CVR, 1000.0),
    IdentifierKind.P_NUMBER: (NumberKind.PRODUCTION_UNIT, Space.PRODUCTION_UNIT, 900.0),
    IdentifierKind.PHONE: (NumberKind.PHONE, Space.PHONE, 800.0),
}
_ADDRESS = Bonus(950.0, MatchKind.WEBSITE)


@dataclass(frozen=True)
class Engine(Generic[M]):
    """Search over one index; holds no state of its own."""

    index: SearchIndex[M]
    language: Language
    gazetteer: Gazetteer
    generation: str = ""
    clock: Callable[[], float] = monotonic
    plans: Plans = field(default_factory=Plans, compare=False)

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; any text at all has an answer."""
        deadline = self.clock() + BUDGET
        query = self._parsed(request.text)
        identifiers = find_identifiers(request.text) if query.is_plain else ()
        understood = self._understood(query, request)
        found = self._addressed(identifiers, query)
        if found is None:
            ladder = Ladder(self.index, self.language, lambda: self.clock() < deadline, self.plans)
            found = self._climbed(ladder, _with_words(query, understood.words), understood)
        selection, cut = _selection(request, understood.filters)
        page = self.index.select(found.matches, selection)
        return SearchResult(
            total=page.total,
            hits=self._hits(page.rows, found, request),
            facets=page.facets,
            relaxed=found.attempt.relaxed if found.matches.found else (),
            did_you_mean=found.attempt.corrected if found.matches.found else None,
            understood=understood.chips,
            synonyms=found.plan.synonyms,
            words=understood.words,
            terms=found.plan.terms,
            numbers=_typed(identifiers),
            partial=found.out_of_time,
            limited=query.limited or cut,
            generation=self.generation,
        )

    def _climbed(self, ladder: Ladder[M], query: Query, understood: Understood) -> Rescued[M]:
        """Search the words, but not those that only say "companies" beside a filter."""
        if not (understood.chips and query.words and says_nothing(query.words)):
            return ladder.climb(query)
        found = ladder.climb(replace(query, words=""))
        told = Relaxation(kind=RelaxationKind.DROPPED, word=query.words)
        return replace(found, attempt=replace(found.attempt, relaxed=(told,)))

    def _parsed(self, text: str) -> Query:
        """Read a text, as plain words where all of it with its signs is the name of somebody."""
        query = parse(text)
        if query.is_plain or not self.index.count(_name_key(text)):
            return query
        return Query(words=" ".join(text.split()), limited=query.limited)

    def _understood(self, query: Query, request: SearchRequest) -> Understood:
        plain = Understood(query.words, request.filters)
        if not request.understand or not query.words:
            return plain
        read = understand(query.words, request.filters, self.gazetteer)
        if read.chips and self._is_in_a_name(query.words):
            return plain
        return read

    def _is_in_a_name(self, words: str) -> bool:
        """Tell whether the name of one company holds every single word."""
        tokens = analyse_name(words).words
        alternatives = tuple(
            Alternative(
                (slot,),
                (Term((Form(Space.WORD + token.text),), NAME_BITS),),
                1.0,
                MatchKind.NAME,
                token.text,
            )
            for slot, token in enumerate(tokens)
        )
        slots = tuple(Slot(token.text) for token in tokens)
        return self.index.evaluate(Plan(slots=slots, alternatives=alternatives)).found

    def _addressed(self, identifiers: Sequence[Identifier], query: Query) -> Rescued[M] | None:
        """Follow numbers and addresses; ``None`` leaves the text to be searched as words."""
        wholes = tuple(_whole(identifier) for identifier in identifiers)
        if not wholes:
            return None
        names = tuple(whole_names(analyse_name(query.words)))
        plan = Plan(slots=(), alternatives=(), whole=(*wholes, *names))
        matches = self.index.evaluate(plan)
        if not matches.found and not _typed(identifiers):
            return None
        return Rescued(plan, matches, Attempt(query))

    def _hits(
        self, rows: Sequence[Row], found: Rescued[M], request: SearchRequest
    ) -> tuple[Hit, ...]:
        if not request.explain:
            return tuple(Hit(*row[:5]) for row in rows)
        reasons = explain(self.index, found.plan, found.matches.factors, rows)
        return tuple(Hit(*row[:5], why=why) for row, why in zip(rows, reasons, strict=True))


@lru_cache(maxsize=512)
def _name_key(text: str) -> str:
    return Space.FULL_NAME + analyse_name(text).key


def _whole(identifier: Identifier) -> Whole:
    if identifier.kind in _NUMBERS:
        _, space, bonus = _NUMBERS[identifier.kind]
        worth = (Bonus(bonus, MatchKind.NUMBER),)
        return Whole(space + identifier.value, worth, identifier.value)
    host = identifier.value.rpartition("@")[2]
    return Whole(Space.DOMAIN + host, (_ADDRESS,), host)


def _typed(identifiers: Sequence[Identifier]) -> tuple[TypedNumber, ...]:
    return tuple(
        TypedNumber(kind=_NUMBERS[found.kind][0], digits=found.value)
        for found in identifiers
        if found.kind in _NUMBERS
    )


def _with_words(query: Query, words: str) -> Query:
    return query if words == query.words else replace(query, words=words)


def _selection(request: SearchRequest, filters: SearchFilters) -> tuple[Selection, bool]:
    if request.first is not None:
        size = max(0, min(request.per_page, LARGEST_BATCH))
        first = kept = max(0, request.first)
    else:
        size = max(0, min(request.per_page, LARGEST_PAGE))
        first = (max(request.page, 1) - 1) * size
        kept = min(first, DEEPEST - size)
    selection = Selection(
        filters=filters,
        sort=request.sort,
        first=kept,
        size=size,
        facets=request.facets,
    )
    return selection, kept != first
