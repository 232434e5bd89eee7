"""The search port: our own words for what is indexed, asked and answered, whatever the engine.

Nothing here speaks an engine's query language and nothing knows the web. An engine gets
documents and requests in these shapes and answers in these shapes; one contract test suite
runs on every engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class RevenueState(StrEnum):
    """Whether a revenue stands behind a company, and if not, why."""

    KNOWN = "known"
    NOT_PUBLISHED = "not_published"
    UNKNOWN = "unknown"


class Sort(StrEnum):
    """The orders a reader may ask for; whatever is unknown always comes last."""

    RELEVANCE = "relevance"
    NAME = "name"
    EMPLOYEES = "employees"
    REVENUE = "revenue"
    GROWTH = "growth"
    FOUNDED = "founded"


class Facet(StrEnum):
    """The fields a result is counted over."""

    CATEGORY = "category"
    REGION = "region"
    MUNICIPALITY = "municipality"
    SIZE = "size"
    FORM = "form"
    STATUS = "status"
    REVENUE = "revenue"
    FIGURES = "figures"
    CLAIMED = "claimed"


UNKNOWN = "unknown"
"""The facet value that counts what is not told ("ikke oplyst")."""

YES, NO = "yes", "no"
"""The values of the two facets that are a plain yes or no: ``FIGURES`` and ``CLAIMED``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchDocument:
    """One listed company as the index knows it.

    ``revision`` rises with every change of the company and is what ``verify`` compares.
    ``categories`` holds leaf slugs, main first; ``category_path`` also their parents.
    ``main_category_texts`` are the names and keywords of the first category in both languages,
    ``category_texts`` those of all of them, the first one's too, and the names of their parents.
    ``phones`` and ``production_units`` (P-numbers) are found only when typed in full.
    Money is whole kroner; ``employees`` is a head count; ``growth`` is a fraction of revenue
    (else gross profit); ``founded`` is a year. ``None`` is "not told", never zero.
    """

    company_id: int
    revision: int
    slug: str
    name: str
    sort_key: str
    cvr: str | None = None
    former_names: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    main_category_texts: tuple[str, ...] = ()
    category_texts: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    purpose: str = ""
    place_texts: tuple[str, ...] = ()
    website: str | None = None
    phones: tuple[str, ...] = ()
    production_units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    category_path: tuple[str, ...] = ()
    region: str | None = None
    municipality: str | None = None
    size: str | None = None
    form: str | None = None
    status: str = "active"
    employees: int | None = None
    revenue: int | None = None
    revenue_state: RevenueState = RevenueState.UNKNOWN
    result: int | None = None
    growth: float | None = None
    founded: int | None = None
    has_figures: bool = False
    claimed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """A closed range in the unit of its field; ``None`` is open on that side."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """Within so many kilometres of a place, measured between municipality centroids."""

    place: str
    kilometres: float
    municipalities: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchFilters:
    """What a result must satisfy: values of one facet are alternatives, facets add up.

    ``UNKNOWN`` is a value like any other. A range drops companies whose value is not told.
    """

    values: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    employees: Range | None = None
    revenue: Range | None = None
    growth: Range | None = None
    result: Range | None = None
    founded: Range | None = None
    near: Near | None = None


LARGEST_BATCH = 10_000
"""The most hits that one request with ``first`` is answered with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchRequest:
    """A question: words as typed, filters beside them, the order and the page (first page is 1).

    ``first`` counts hits from 0 and takes the place of ``page`` for programs and files, which go
    as deep as the result and take up to ``LARGEST_BATCH`` hits at once.
    """

    text: str = ""
    filters: SearchFilters = SearchFilters()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20
    facets: tuple[Facet, ...] = tuple(Facet)
    explain: bool = False
    understand: bool = True
    first: int | None = None


class MatchKind(StrEnum):
    """How a word of the question met a word of the document."""

    EXACT = "exact"
    NAME = "name"
    PREFIX = "prefix"
    JOINED = "joined"
    FORMER_NAME = "former_name"
    STEM = "stem"
    FOLDED = "folded"
    SYNONYM = "synonym"
    COMPOUND = "compound"
    TYPO = "typo"
    CATEGORY = "category"
    NUMBER = "number"
    WEBSITE = "website"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why a document is among the hits: where, in which form, how, and its share of the score.

    ``share`` is a fraction; the shares of one hit add up to 1. ``distance`` is the number of
    edits of a typo, else 0.
    """

    field: str
    form: str
    kind: MatchKind
    share: float
    term: str = ""
    distance: int = 0


class Hit(NamedTuple):
    """One document found."""

    company_id: int
    slug: str
    name: str
    cvr: str | None
    score: float
    why: tuple[Reason, ...] = ()


class FacetCount(NamedTuple):
    """How many documents there are when this value alone is chosen in its facet.

    Words and all other filters stay; what is chosen in the same facet does not count, so a
    reader sees what choosing another value would give.
    """

    value: str
    count: int  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnderstoodFilter:
    """A filter read out of the words, shown as a chip; ``surface`` is what the reader typed."""

    kind: str
    surface: str
    value: str


class RelaxationKind(StrEnum):
    """The rungs of the rescue ladder, in the order in which they are tried."""

    LEGAL_FORM = "legal_form"
    JOINED = "joined"
    FOLDED = "folded"
    TYPO_1 = "typo_1"
    TYPO_2 = "typo_2"
    DROPPED = "dropped"
    PEELED = "peeled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Relaxation:
    """One thing given up to find anything: which word, and what it was read as instead.

    ``became`` is empty where the word was dropped.
    """

    kind: RelaxationKind
    word: str
    became: str = ""


class NumberKind(StrEnum):
    """What a number that was typed can be."""

    CVR = "cvr"
    PRODUCTION_UNIT = "production_unit"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedNumber:
    """A number found in the question, digits only; past text search, it leads straight there."""

    kind: NumberKind
    digits: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResult:
    """An answer. ``relaxed`` tells, in order, what the rescue ladder gave up to find anything.

    ``words`` is what was left as words after plain-language filters were read.
    ``terms`` are the analysed forms to highlight. ``partial`` says the time budget ran out,
    ``limited`` that a cost limit cut the question or the page. ``numbers`` is what the whole
    text was read as when it is a number, CVR first, whether or not anything was found.
    ``generation`` names the one generation that answered.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[FacetCount, ...]]
    relaxed: tuple[Relaxation, ...] = ()
    did_you_mean: str | None = None
    understood: tuple[UnderstoodFilter, ...] = ()
    synonyms: tuple[str, ...] = ()
    words: str = ""
    terms: frozenset[str] = frozenset()
    numbers: tuple[TypedNumber, ...] = ()
    partial: bool = False
    limited: bool = False
    generation: str = ""


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    COMPANY = "company"
    CATEGORY = "category"
    PLACE = "place"
    CORRECTION = "correction"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """A line under the search box; ``target`` is a slug, municipality code or corrected query."""

    kind: SuggestionKind
    text: str
    target: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryName:
    """A category as search knows it, for suggestions and plain-language filters."""

    slug: str
    name_da: str
    name_en: str
    keywords: tuple[str, ...] = ()
    parent: str | None = None


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    TOWN = "town"
    POSTCODE = "postcode"
    MUNICIPALITY = "municipality"
    REGION = "region"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceName:
    """A town, postcode, municipality or region, with the municipalities it stands for.

    ``point`` is latitude and longitude in degrees; a municipality's is its centroid, from which
    "nær" and "inden for 30 km af" are measured.
    """

    name: str
    kind: PlaceKind
    municipalities: frozenset[str]
    point: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexStatus:
    """What the present generation is: its name, size, analysis version, and whether it is whole."""

    generation: str | None
    documents: int
    analysis_version: str
    healthy: bool
    reason: str = ""
    built_at: str = ""


class IndexUnavailableError(Exception):
    """The index is missing or broken; ``str()`` says why, for the log and ``/readyz``."""


class SearchReader(Protocol):
    """What a web process may do: read one consistent generation at a time."""

    def open_newest(self) -> None:
        """Open the newest generation unless it is open; called outside requests, never raises."""
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; raise ``IndexUnavailableError`` when no sound index is open."""
        ...

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed, from the first letter."""
        ...

    def status(self) -> IndexStatus:
        """Tell the state of the index without raising."""
        ...

    def revisions(self) -> Mapping[int, int]:
        """Map every indexed company id to the revision that was indexed, for ``verify``."""
        ...

    def damage(self) -> tuple[str, ...]:
        """Read every file of the present generation again and name what is not as written."""
        ...


class SearchWriter(Protocol):
    """What the one worker may do."""

    def apply(self, changed: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Put changed documents in and take removed ids out, in one commit; idempotent."""
        ...

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        categories: Iterable[CategoryName],
        places: Iterable[PlaceName],
    ) -> IndexStatus:
        """Build a new generation beside the present one, check it, and swap it in."""
        ...
