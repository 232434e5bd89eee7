"""What the search engine asks of an index, and what it gets: one generation, read only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from guide.search.fields import SATURATION
from guide.search.lexicon import Lexicon
from guide.search.plan import Plan
from guide.search.port import Facet, FacetCount, SearchFilters, Sort


@dataclass(frozen=True, slots=True)
class Row:
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


M = TypeVar("M", bound=Matches)


class SearchIndex(Lexicon, Protocol[M]):
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

    def posting(self, row: Row, key: str) -> tuple[int, int] | None:
        """Give the weight and the field mask of a key in a document, if it is there."""
        ...

    def forms(self, row: Row, key: str) -> Sequence[str]:
        """Name the words as written in a document that stand behind a derived key, in order."""
        ...


def saturated(total: int) -> float:
    """Let a weight count less the more there is of it (BM25): 0 … 1."""
    return total / (total + SATURATION)
