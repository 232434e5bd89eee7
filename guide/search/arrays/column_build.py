"""The columns of a segment: what is filtered, counted, sorted and shown, document by document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from guide.search.arrays.container import Array
from guide.search.arrays.keys import blob_of
from guide.search.port import NO, UNKNOWN, YES, Facet
from guide.search.stored import StoredDocument

ONE_VALUE: Mapping[Facet, Callable[[StoredDocument], str]] = {
    Facet.REGION: lambda d: d.region or UNKNOWN,
    Facet.MUNICIPALITY: lambda d: d.municipality or UNKNOWN,
    Facet.SIZE: lambda d: d.size or UNKNOWN,
    Facet.FORM: lambda d: d.form or UNKNOWN,
    Facet.STATUS: lambda d: d.status or UNKNOWN,
    Facet.REVENUE: lambda d: d.revenue_state,
    Facet.FIGURES: lambda d: YES if d.has_figures else NO,
    Facet.CLAIMED: lambda d: YES if d.claimed else NO,
}
"""The facets of which a document has exactly one value."""

NUMBERS: Mapping[str, Callable[[StoredDocument], float | None]] = {
    "employees": lambda d: d.employees,
    "revenue": lambda d: d.revenue,
    "result": lambda d: d.result,
    "growth": lambda d: d.growth,
    "founded": lambda d: d.founded,
}
"""The numbers, each a column of doubles in which what is not told is NaN."""

PARTED = "\0"
"""Stands between name, slug and CVR number in the text of what a hit shows."""

TEXTS: Mapping[str, Callable[[StoredDocument], str]] = {
    "shown": lambda d: PARTED.join(_clean(text) for text in (d.name, d.slug, d.cvr or "")),
    "sort_key": lambda d: d.sort_key,
}


def column_arrays(documents: Sequence[StoredDocument]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Give the columns, and the facts: how many documents, and the values behind facet codes."""
    arrays: dict[str, Array] = {
        "company_ids": np.asarray([d.company_id for d in documents], dtype=np.int64),
        "revisions": np.asarray([d.revision for d in documents], dtype=np.int64),
        "ranks": _ranks(documents),
        "sizes": np.asarray([d.employees or 0 for d in documents], dtype=np.float32),
    }
    values: dict[str, list[str]] = {}
    for facet, value_of in ONE_VALUE.items():
        values[facet], codes = _coded([value_of(d) for d in documents])
        arrays[f"code_{facet}"] = codes
    paths = [d.category_path or (UNKNOWN,) for d in documents]
    values[Facet.CATEGORY], codes = _coded([value for path in paths for value in path])
    arrays["category_matrix"] = _matrix(codes, [len(path) for path in paths])
    for name, number_of in NUMBERS.items():
        arrays[f"number_{name}"] = np.asarray(
            [np.nan if (n := number_of(d)) is None else n for d in documents], dtype=np.float64
        )
    for name, text_of in TEXTS.items():
        blob, offsets = blob_of([text_of(d).encode() for d in documents])
        arrays[f"text_{name}"], arrays[f"text_{name}_offsets"] = blob, offsets
    return arrays, {"documents": len(documents), "values": values}


def _ranks(documents: Sequence[StoredDocument]) -> Array:
    """Number the documents in order of their sort key, then id."""
    order = sorted(
        range(len(documents)), key=lambda n: (documents[n].sort_key, documents[n].company_id)
    )
    ranks = np.empty(len(documents), dtype=np.int32)
    ranks[np.asarray(order, dtype=np.int64)] = np.arange(len(documents), dtype=np.int32)
    return ranks


def _coded(values: Sequence[str]) -> tuple[list[str], Array]:
    distinct = sorted(set(values))
    code = {value: number for number, value in enumerate(distinct)}
    return distinct, np.asarray([code[value] for value in values], dtype=np.int64)


def _clean(text: str) -> str:
    return text.replace(PARTED, "")


def _matrix(codes: Array, sizes: Sequence[int]) -> Array:
    """Lay the codes of each document in a row of its own, flat, from 1 on; 0 fills up."""
    width = max(sizes, default=1)
    rows = np.zeros((len(sizes), width), dtype=np.int64)
    filled = np.arange(width)[None, :] < np.asarray(sizes, dtype=np.int64)[:, None]
    rows[filled] = codes + 1
    return rows.reshape(-1)
