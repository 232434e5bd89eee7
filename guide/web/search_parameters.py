"""A search as programs write it: one parameter for each thing the search port can be asked.

Facets may be repeated and are alternatives; of any other repeated parameter the first counts.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from guide.catalogue.places import Places
from guide.domain.categories import Category
from guide.domain.company import SizeBand
from guide.domain.places import municipalities_within
from guide.domain.status import CompanyStatus
from guide.search.port import (
    NO,
    UNKNOWN,
    YES,
    Facet,
    Near,
    Range,
    RevenueState,
    SearchFilters,
    SearchRequest,
    Sort,
)
from guide.web.problems import Fault

KILOMETRES = 30.0
MOST_SUGGESTED = 5
RANGES = ("employees", "revenue", "growth", "founded")
_BIG = 10**15

Whole = Annotated[int, Field(ge=-_BIG, le=_BIG)]
Several = Annotated[tuple[str, ...], Field(max_length=50)]


class SearchFilterQuery(BaseModel):
    """What a search holds; ``unknown`` is a value of every facet for what is not told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field("", max_length=1000, description="words as typed in the search box")
    category: Several = Field((), description="slugs of /categories")
    region: Several = Field((), description="codes or slugs of /places")
    municipality: Several = Field((), description="codes or slugs of /places")
    size: tuple[SizeBand, ...] = Field((), max_length=50, description="bands of employees")
    form: Several = Field((), description="codes of legal forms, such as 60 for A/S")
    status: tuple[CompanyStatus, ...] = Field((), max_length=50)
    revenue_state: tuple[RevenueState, ...] = Field(
        (), max_length=50, description="whether revenue is known, not published, or not known"
    )
    figures: bool | None = Field(None, description="whether any annual figures are known")
    claimed: bool | None = Field(None, description="whether the company itself keeps its entry")
    employees_min: Whole | None = Field(None, description="head count; drops what is not told")
    employees_max: Whole | None = None
    revenue_min: Whole | None = Field(None, description="whole kroner; drops what is not told")
    revenue_max: Whole | None = None
    growth_min: float | None = Field(
        None, allow_inf_nan=False, description="a fraction: 0.1 is 10 %; drops what is not told"
    )
    growth_max: float | None = Field(None, allow_inf_nan=False)
    founded_min: Whole | None = Field(None, description="a year; drops what is not told")
    founded_max: Whole | None = None
    near: str | None = Field(
        None, max_length=100, description="a municipality, postcode or town, measured by centroid"
    )
    km: float = Field(KILOMETRES, ge=0, le=500, description="kilometres around near")
    sort: Sort = Field(Sort.RELEVANCE, description="what is not told comes last")
    literal: bool = Field(False, description="take every word as a word, not as a filter")


class Vocabulary:
    """The values that exist: categories, places and forms."""

    def __init__(self, places: Places, tree: Iterable[Category], moved: Mapping[str, str]) -> None:
        self.places = places
        self.categories = {category.slug: category.slug for category in tree} | dict(moved)
        self.regions = _by_code_and_slug((r.code, r.slug) for r in places.regions.values())
        self.municipalities = _by_code_and_slug(
            (m.code, m.slug) for m in places.municipalities.values()
        )
        self.forms = {code: code for code in places.legal_forms}

    def municipality_of(self, place: str) -> str | None:
        """Return the code of the municipality that a name, code or postcode lies in."""
        wanted = place.strip().casefold()
        if wanted in self.municipalities:
            return self.municipalities[wanted]
        names = {m.name.casefold(): m.code for m in self.places.municipalities.values()}
        for row in reversed(self.places.postcodes):
            names.setdefault(row.town.casefold(), row.municipality)
            names.setdefault(row.postcode, row.municipality)
        return names.get(wanted)


class FaultyValuesError(Exception):
    """Values of a query that the guide does not have; ``faults`` names each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.name}: {fault.problem}" for fault in self.faults))


def to_request(query: SearchFilterQuery, words: Vocabulary) -> SearchRequest:
    """Return the request of a query; raise ``FaultyValuesError`` for values that are unknown."""
    faults: list[Fault] = []
    values = {
        Facet.CATEGORY: _known("category", query.category, words.categories, faults),
        Facet.REGION: _known("region", query.region, words.regions, faults),
        Facet.MUNICIPALITY: _known(
            "municipality", query.municipality, words.municipalities, faults
        ),
        Facet.FORM: _known("form", query.form, words.forms, faults),
        Facet.SIZE: frozenset(query.size),
        Facet.STATUS: frozenset(query.status),
        Facet.REVENUE: frozenset(query.revenue_state),
        Facet.FIGURES: _yes_or_no(query.figures),
        Facet.CLAIMED: _yes_or_no(query.claimed),
    }
    ranges = {name: _range(name, query, faults) for name in RANGES}
    near = _near(query, words, faults)
    if faults:
        raise FaultyValuesError(faults)
    filters = SearchFilters(
        values={facet: chosen for facet, chosen in values.items() if chosen}, near=near, **ranges
    )
    return SearchRequest(
        text=query.q, filters=filters, sort=query.sort, understand=not query.literal, facets=()
    )


def _by_code_and_slug(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found = {}
    for code, slug in pairs:
        found[code] = found[slug] = code
    return found


def _known(
    name: str, given: tuple[str, ...], values: dict[str, str], faults: list[Fault]
) -> frozenset[str]:
    for value in given:
        if value not in values and value != UNKNOWN:
            near = get_close_matches(value, values, n=MOST_SUGGESTED)
            told = f"the guide has no {name} {value[:60]!r}"
            faults.append(Fault(name=name, problem=told, allowed=near))
    return frozenset(values.get(value, value) for value in given)


def _yes_or_no(answer: bool | None) -> frozenset[str]:
    return frozenset() if answer is None else frozenset([YES if answer else NO])


def _range(name: str, query: SearchFilterQuery, faults: list[Fault]) -> Range | None:
    low, high = getattr(query, f"{name}_min"), getattr(query, f"{name}_max")
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        faults.append(Fault(name=f"{name}_min", problem=f"is larger than {name}_max"))
    return Range(low=low, high=high)


def _near(query: SearchFilterQuery, words: Vocabulary, faults: list[Fault]) -> Near | None:
    if query.near is None:
        return None
    code = words.municipality_of(query.near)
    place = words.places.municipalities.get(code or "")
    if place is None or place.latitude is None or place.longitude is None:
        told = f"the guide knows no place {query.near[:60]!r}; see /api/v1/places"
        faults.append(Fault(name="near", problem=told))
        return None
    inside = municipalities_within(
        (place.latitude, place.longitude), query.km, words.places.municipalities.values()
    )
    return Near(place=place.name, kilometres=query.km, municipalities=inside)
