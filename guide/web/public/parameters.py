"""A search as it stands in an address: Danish words for facets and values, and back again.

Every state of the search is such an address. What an address names that the guide does not know
is left out and told; of a repeated single parameter the first counts, of facets all do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from guide.domain.status import CompanyStatus
from guide.search.port import NO, UNKNOWN, YES, Facet, RevenueState, SearchFilters, Sort
from guide.web.public.sizes import SLUGS as SIZE_SLUGS
from guide.web.shared import Shared

NAMES = {
    Facet.CATEGORY: "kategori",
    Facet.SIZE: "stoerrelse",
    Facet.REGION: "region",
    Facet.MUNICIPALITY: "kommune",
    Facet.FORM: "form",
    Facet.STATUS: "status",
    Facet.REVENUE: "omsaetning",
    Facet.FIGURES: "tal",
    Facet.CLAIMED: "bekraeftet",
}
"""The facets in the order of the page, by their names in addresses."""

SORTS = {
    "relevans": Sort.RELEVANCE,
    "navn": Sort.NAME,
    "ansatte": Sort.EMPLOYEES,
    "omsaetning": Sort.REVENUE,
    "vaekst": Sort.GROWTH,
    "stiftet": Sort.FOUNDED,
}
UNTOLD = "ikke-oplyst"
MOST_VALUES = 50
_STATUSES = {
    "aktiv": CompanyStatus.ACTIVE,
    UNTOLD: CompanyStatus.UNKNOWN,
    "under-ophoer": CompanyStatus.WARNING,
    "ikke-begyndt": CompanyStatus.FUTURE,
    "ophoert": CompanyStatus.CEASED,
    "overtaget": CompanyStatus.TAKEN_OVER,
}
_REVENUES = {
    "kendt": RevenueState.KNOWN,
    "ikke-offentliggjort": RevenueState.NOT_PUBLISHED,
    UNTOLD: RevenueState.UNKNOWN,
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a reader asks for, facet values as in addresses; ``ignored`` were not understood.

    ``literal`` takes every word as a word: no filter is read out of them.
    """

    text: str = ""
    values: Mapping[Facet, tuple[str, ...]]
    sort: Sort = Sort.RELEVANCE
    page: int | None = 1
    literal: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def chosen(self) -> int:
        """How many facet values are chosen."""
        return sum(len(values) for values in self.values.values())

    def without(self, facet: Facet, value: str) -> "Asked":
        """Take one value away and begin on the first page again."""
        kept = tuple(each for each in self.values[facet] if each != value)
        return replace(self, values={**self.values, facet: kept}, page=1)

    def narrowed(self, facet: Facet, value: str) -> "Asked":
        """Add one value and begin on the first page again."""
        return replace(self, values={**self.values, facet: (value,)}, page=1)


def codes(known: Shared) -> dict[Facet, dict[str, str]]:
    """Map the words of addresses to the values of search, facet by facet."""
    if "codes" not in known.kept:
        places = known.places
        untold = {UNTOLD: UNKNOWN}
        answers = {"ja": YES, "nej": NO}
        known.kept["codes"] = {
            Facet.CATEGORY: {slug: slug for slug in known.tree} | dict(known.moved) | untold,
            Facet.REGION: {r.slug: r.code for r in places.regions.values()} | untold,
            Facet.MUNICIPALITY: {m.slug: m.code for m in places.municipalities.values()} | untold,
            Facet.SIZE: {
                slug: UNKNOWN if slug == UNTOLD else band.value for band, slug in SIZE_SLUGS.items()
            },
            Facet.FORM: {code: code for code in places.legal_forms} | untold,
            Facet.STATUS: {word: status.value for word, status in _STATUSES.items()},
            Facet.REVENUE: {word: state.value for word, state in _REVENUES.items()},
            Facet.FIGURES: answers,
            Facet.CLAIMED: answers,
        }
    found: dict[Facet, dict[str, str]] = known.kept["codes"]
    return found


def words(facet: Facet, known: Shared) -> dict[str, str]:
    """Map the values of search to the words of addresses."""
    if "words" not in known.kept:
        known.kept["words"] = {
            each: {value: word for word, value in table.items()}
            for each, table in codes(known).items()
        }
    found: dict[Facet, dict[str, str]] = known.kept["words"]
    return found[facet]


def read(arguments: MultiDict[str, str], known: Shared) -> Asked:
    """Read an address; ``page`` is ``None`` when it is no page number at all."""
    values: dict[Facet, tuple[str, ...]] = {}
    ignored: list[str] = []
    table = codes(known)
    for facet, name in NAMES.items():
        given = list(dict.fromkeys(value for value in arguments.getlist(name) if value))
        given = given[:MOST_VALUES]
        values[facet] = tuple(value for value in given if value in table[facet])
        ignored.extend(_clean(value)[:60] for value in given if value not in table[facet])
    values[Facet.CATEGORY] = _narrowest(values[Facet.CATEGORY], known)
    sort = arguments.get("sorter", "relevans")
    if sort not in SORTS:
        ignored.append(_clean(sort)[:60])
    return Asked(
        text=_clean(arguments.get("q", "")),
        values=values,
        sort=SORTS.get(sort, Sort.RELEVANCE),
        page=_page(arguments.get("side", "1")),
        literal=arguments.get("ord") == "1",
        ignored=tuple(ignored),
    )


def filters(asked: Asked, known: Shared) -> SearchFilters:
    """Give the chosen values in search's own words."""
    table = codes(known)
    return SearchFilters(
        values={
            facet: frozenset(table[facet][value] for value in values)
            for facet, values in asked.values.items()
            if values
        }
    )


def pairs(asked: Asked) -> dict[str, Any]:
    """Give the parameters of a search, what is the rule left out."""
    found: dict[str, Any] = {"q": asked.text} if asked.text else {}
    found |= {NAMES[facet]: list(values) for facet, values in asked.values.items() if values}
    if asked.sort is not Sort.RELEVANCE:
        found["sorter"] = next(word for word, sort in SORTS.items() if sort is asked.sort)
    if asked.literal:
        found["ord"] = "1"
    if asked.page and asked.page > 1:
        found["side"] = asked.page
    return found


def address(asked: Asked) -> str:
    """Give the address of a search."""
    return url_for("public.search", **pairs(asked))


def _narrowest(slugs: tuple[str, ...], known: Shared) -> tuple[str, ...]:
    """Leave out a parent of which a child is chosen: choosing the child narrows."""
    above = {known.tree[slug].parent for slug in slugs if slug in known.tree}
    return tuple(slug for slug in slugs if slug not in above)


def _page(text: str) -> int | None:
    whole = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if whole and int(text) > 0 else None


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
