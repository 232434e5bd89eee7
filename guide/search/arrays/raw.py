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
    """Postings as flat columns. ``places`` tells where each posting's positions begin."""

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
    """Unpack the postings of a segment into columns."""
    count = len(raw.values)
    sizes = np.fromiter((len(value) for value in raw.values), dtype=np.int64, count=count)
    flat = np.frombuffer(b"".join(raw.values), dtype="<u2")
    ends = np.cumsum(sizes // 2)
    heads = ends - sizes // 2
    places = np.zeros(count + 1, dtype=np.int64)
    places[1:] = np.cumsum(sizes // 2 - 3)
    is_position = np.ones(flat.size, dtype=bool)
    for at in range(3):
        is_position[heads + at] = False
    return RawColumns(
        keys=raw.keys,
        starts=np.asarray(raw.starts, dtype=np.int64),
        documents=np.frombuffer(raw.documents, dtype=np.uint32).astype(np.int32),
        totals=flat[heads],
        names=flat[heads + 1],
        masks=flat[heads + 2],
        positions=flat[is_position],
        places=places,
        stored=stored,
    )
