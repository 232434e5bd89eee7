"""What the search engine asks of an index, and what it gets: one generation, read only."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from guide.search.lexicon import Lexicon
from guide.search.plan import Plan
from guide.search.port import Facet, FacetCount, SearchFilters, Sort


class Row(NamedTuple):
    """A document of a page. ``place`` is where the index keeps it."""

    company_id: int
    slug: str
    name: str
    cvr: str | None
    score: float
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the matches are wanted: filters, order, page, and what to count.

    ``first`` counts from 0.
    """

    filters: SearchFilters = field(default_factory=SearchFilters)
    sort: Sort = Sort.RELEVANCE
    first: int = 0
    size: int = 20
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The chosen part of the matches."""

    total: int
    rows: tuple[Row, ...]
    facets: Mapping[Facet, tuple[FacetCount, ...]]


class Matches(Protocol):
    """The documents that meet a plan, before filters."""

    @property
    def found(self) -> bool:
        """Whether there is any."""
        ...

    @property
    def slot_counts(self) -> tuple[int, ...]:
        """How many documents meet each slot of the plan, whatever becomes of the others."""
        ...

    @property
    def factors(self) -> tuple[float, ...]:
        """What the value of each slot is multiplied by: how rare it is, less if optional."""
        ...


M = TypeVar("M", bound=Matches)


class Postings(Lexicon, Protocol):
    """What the documents of a page hold, key by key."""

    def held(self, rows: Sequence[Row], key: str) -> Sequence[tuple[int, int] | None]:
        """Give for each row the weight and the field mask of a key, if it is there."""
        ...

    def begun(self, rows: Sequence[Row], prefix: str) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Give for each row weight, mask and key of every key that begins so, in order."""
        ...


class SearchIndex(Postings, Protocol[M]):
    """One generation of documents, whatever holds it."""

    @property
    def documents(self) -> int:
        """How many live documents there are."""
        ...

    def evaluate(self, plan: Plan) -> M:
        """Find and score what meets a plan."""
        ...

    def select(self, matches: M, selection: Selection) -> Page:
        """Filter, count, sort and cut out a page."""
        ...


def idf(documents: int, holding: int) -> float:
    """Weigh a word by how rare it is (BM25): ln(1 + (N − n + ½) / (n + ½))."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
