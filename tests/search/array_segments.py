"""Segments of arrays made straight from documents, without a storage between."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from guide.search.arrays.build import build_segment
from guide.search.arrays.container import Container
from guide.search.arrays.raw import RawPostings, columns_of, pack_posting
from guide.search.port import SearchDocument
from guide.search.postings import document_postings
from guide.search.stored import stored


def write_segment(documents: Sequence[SearchDocument], path: Path) -> Container:
    """Write the arrays of some documents to a new file and open it."""
    held: dict[bytes, list[tuple[int, bytes]]] = {}
    rows = []
    for number, document in enumerate(documents):
        postings = document_postings(document)
        rows.append(stored(document, postings.keys))
        for key, posting in postings.words.items():
            held.setdefault(key.encode(), []).append((number, pack_posting(posting)))
    raw = RawPostings()
    for key in sorted(held):
        raw.add(key, [_block(held[key])])
    build_segment(columns_of(raw, rows), path)
    return Container(path)


def _block(postings: Iterable[tuple[int, bytes]]) -> tuple[list[int], list[bytes]]:
    listed = list(postings)
    return [number for number, _ in listed], [value for _, value in listed]
