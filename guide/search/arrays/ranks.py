"""One order of all documents by name, over several segments."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from guide.search.arrays.columns import Columns
from guide.search.arrays.container import Array


def global_ranks(segments: Sequence[Columns]) -> list[Array]:
    """Number the documents of all segments in order of sort key, then id.

    Within a segment they are numbered already. The documents of the small segments are placed
    between those of the largest, so the cost is that of the small ones.
    """
    if len(segments) == 1:
        return [segments[0].ranks.astype(np.int64)]
    largest = max(range(len(segments)), key=lambda n: segments[n].size)
    base = _Ordered(segments[largest])
    others = sorted(
        (_key(columns, document), number, document)
        for number, columns in enumerate(segments)
        if number != largest
        for document in range(columns.size)
    )
    step = len(others) + 1
    ranks = [np.zeros(columns.size, dtype=np.int64) for columns in segments]
    ranks[largest] = segments[largest].ranks.astype(np.int64) * step + len(others)
    for place, (key, number, document) in enumerate(others):
        ranks[number][document] = bisect_left(base, key) * step + place
    return ranks


class _Ordered(Sequence[tuple[str, int]]):
    """The sort keys of a segment in order, read where they are needed."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._order = np.argsort(columns.ranks, kind="stable")

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> tuple[str, int]:  # type: ignore[override]
        return _key(self._columns, int(self._order[place]))


def _key(columns: Columns, document: int) -> tuple[str, int]:
    return columns.sort_key(document), int(columns.company_ids[document])
