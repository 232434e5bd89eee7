"""The columns of one open segment: filters, facet counts, orders and what a hit shows."""

from collections.abc import Mapping

import numpy as np

from guide.search.arrays.column_build import PARTED, TEXTS
from guide.search.arrays.container import Array, Container
from guide.search.port import Facet, Range, SearchFilters, Sort

REMEMBERED = 4096
"""Documents whose names are kept once they were shown."""

RANGES = ("employees", "revenue", "growth", "result", "founded")
SORTED_BY = {
    Sort.EMPLOYEES: "employees",
    Sort.REVENUE: "revenue",
    Sort.GROWTH: "growth",
    Sort.FOUNDED: "founded",
}


class Columns:
    """What is known of each document of a segment beside its words."""

    def __init__(self, container: Container) -> None:
        self._buffer = container.buffer
        self.size = int(container.facts["documents"])
        self.values: Mapping[str, list[str]] = container.facts["values"]
        self.company_ids = container.array("company_ids")
        self.revisions = container.array("revisions")
        self.ranks = container.array("ranks")
        self._codes = {
            facet: container.array(f"code_{facet}") for facet in Facet if facet != Facet.CATEGORY
        }
        self._categories = container.array("category_matrix").reshape(self.size, -1)
        self._shown, self._sort_keys = (_places(container, name) for name in TEXTS)
        self._known: dict[int, list[str]] = {}
        self.sizes = container.array("sizes")
        self._numbers = {name: container.array(f"number_{name}") for name in RANGES}

    def shown(self, document: int) -> list[str]:
        """Give name, slug and CVR number (empty if there is none) of a document."""
        known = self._known.get(document)
        if known is None:
            places = self._shown
            text = self._buffer[places[document] : places[document + 1]].decode()
            known = text.split(PARTED)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[document] = known
        return known

    def sort_key(self, document: int) -> str:
        """Give what a document is sorted by where names are."""
        places = self._sort_keys
        return self._buffer[places[document] : places[document + 1]].decode()

    def count(self, facet: Facet, documents: Array) -> Array:
        """Count the documents under each code of a facet."""
        size = len(self.values[facet])
        if facet is Facet.CATEGORY:
            codes = self._categories.take(documents, axis=0).reshape(-1)
            return np.bincount(codes, minlength=size + 1)[1:]
        return np.bincount(self._codes[facet].take(documents), minlength=size)

    def passing(self, documents: Array, filters: SearchFilters) -> tuple[Array, dict[Facet, Array]]:
        """Tell which documents satisfy everything but facets, and which satisfy each facet."""
        passed = np.ones(len(documents), dtype=bool)
        for name in RANGES:
            limits: Range | None = getattr(filters, name)
            if limits is not None:
                inside = _inside(self._numbers[name][documents], limits)
                passed = inside if passed is None else passed & inside
        if filters.near is not None:
            near = self._has(Facet.MUNICIPALITY, filters.near.municipalities, documents)
            passed = near if passed is None else passed & near
        chosen = {
            facet: self._has(facet, wanted, documents)
            for facet, wanted in filters.values.items()
            if wanted
        }
        return passed, chosen

    def _has(self, facet: Facet, wanted: frozenset[str], documents: Array) -> Array:
        allowed = np.asarray([value in wanted for value in self.values[facet]], dtype=bool)
        if facet is Facet.CATEGORY:
            filled = np.concatenate([[False], allowed])
            return np.asarray(filled[self._categories[documents]].any(axis=1))
        return allowed[self._codes[facet][documents]]

    def order(self, sort: Sort, documents: Array, scores: Array) -> Array:
        """Give what documents are ordered by, largest first; what is not told is minus infinity."""
        if sort is Sort.RELEVANCE:
            return scores
        if sort is Sort.NAME:
            return np.zeros(len(documents))
        numbers = self._numbers[SORTED_BY[sort]][documents]
        return np.where(np.isnan(numbers), -np.inf, numbers)


def _places(container: Container, name: str) -> memoryview:
    """Tell where in the file each text begins, and the last one ends."""
    places = (
        container.array(f"text_{name}_offsets").astype(np.int64)
        + container.extent(f"text_{name}")[0]
    )
    return places.data


def _inside(numbers: Array, limits: Range) -> Array:
    """Tell which numbers lie in a range; one that is not told (NaN) never does."""
    passed = ~np.isnan(numbers)
    if limits.low is not None:
        passed &= numbers >= limits.low
    if limits.high is not None:
        passed &= numbers <= limits.high
    return passed
