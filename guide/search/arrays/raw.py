"""The postings of one segment as they come out of storage, before anything is derived."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from struct import Struct

import numpy as np

from guide.search.arrays.container import Array
from guide.search.postings import Posting
from guide.search.stored import StoredDocument

_HEAD = Struct("<HHH")


def pack_posting(posting: Posting) -> bytes:
    """Write a posting down: total, name, mask and positions, two bytes each."""
    head = _HEAD.pack(posting.total, posting.name, posting.mask)
    return head + array("H", posting.positions).tobytes()


@dataclass
class RawPostings:
    """Postings gathered key by key, keys in byte order and documents rising within a key.

    ``starts`` tells for each key where its postings begin in ``documents`` and ``values``.
    """

    keys: list[bytes] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    documents: "array[int]" = field(default_factory=lambda: array("I"))
    values: list[bytes] = field(default_factory=list)

    def add(self, key: bytes, blocks: Iterable[tuple[Iterable[int], Iterable[bytes]]]) -> None:
        """Add the postings of the next key, given in blocks of documents and values."""
        self.keys.append(key)
        for documents, values in blocks:
            self.documents.extend(documents)
            self.values.extend(values)
        self.starts.append(len(self.documents))


@dataclass(frozen=True)
class RawColumns:
    """Postings as flat columns, by key and then by document.

    ``starts`` cuts them by key; ``places`` tells where each posting's positions begin.
    """

    keys: Sequence[bytes]
    starts: Array
    documents: Array
    totals: Array
    names: Array
    masks: Array
    positions: Array
    places: Array
    stored: Sequence[StoredDocument]


def columns_of(raw: RawPostings, stored: Sequence[StoredDocument]) -> RawColumns:
    """Unpack the words of a segment into columns, together with the keys of its documents."""
    numbers, totals, names, masks, positions, counts = _words(raw)
    keys = sorted({*raw.keys, *(key.encode() for row in stored for key, _, _, _ in row.keys)})
    number_of = {key: number for number, key in enumerate(keys)}
    owners = np.repeat(
        np.asarray([number_of[key] for key in raw.keys], dtype=np.int64), np.diff(raw.starts)
    )
    more = np.asarray(
        [
            (number_of[key.encode()], number, total, name, mask)
            for number, row in enumerate(stored)
            for key, total, name, mask in row.keys
        ],
        dtype=np.int64,
    ).reshape(-1, 5)
    owners = np.concatenate([owners, more[:, 0]])
    documents = np.concatenate([numbers, more[:, 1]])
    order = np.lexsort((documents, owners))
    counts = np.concatenate([counts, np.zeros(len(more), dtype=np.int64)])
    begins = (np.cumsum(counts) - counts)[order]
    counts = counts[order]
    places = np.zeros(len(order) + 1, dtype=np.int64)
    places[1:] = np.cumsum(counts)
    return RawColumns(
        keys=keys,
        starts=np.searchsorted(owners[order], np.arange(len(keys) + 1)),
        documents=documents[order].astype(np.int32),
        totals=np.concatenate([totals, more[:, 2]])[order].astype(np.uint16),
        names=np.concatenate([names, more[:, 3]])[order].astype(np.uint16),
        masks=np.concatenate([masks, more[:, 4]])[order].astype(np.uint16),
        positions=positions[ranges(begins, begins + counts)],
        places=places,
        stored=stored,
    )


def _words(raw: RawPostings) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Give documents, totals, names, masks, all positions, and how many each posting has."""
    count = len(raw.values)
    sizes = np.fromiter((len(value) // 2 for value in raw.values), dtype=np.int64, count=count)
    flat = np.frombuffer(b"".join(raw.values), dtype="<u2")
    heads = np.cumsum(sizes) - sizes
    is_position = np.ones(flat.size, dtype=bool)
    for at in range(3):
        is_position[heads + at] = False
    numbers = np.frombuffer(raw.documents, dtype=np.uint32)
    return (
        numbers,
        flat[heads],
        flat[heads + 1],
        flat[heads + 2],
        flat[is_position],
        sizes - 3,
    )


def ranges(starts: Array, ends: Array) -> Array:
    """Join the ranges ``starts[i]`` … ``ends[i]`` into one list of places."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))
