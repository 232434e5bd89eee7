"""Whoosh as the keeper of the index: schema, segments, commits and deletions.

The only module that imports Whoosh. Whoosh is given finished postings and gives them back,
segment by segment; everything is searched on the arrays written beside each segment. What
Whoosh does slowly or wrongly is not used: no searcher, no ``refresh``, no parser, no numeric
fields, no columns, no ``update_document``, no second process.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import SEEK_CUR, SEEK_END, BytesIO
from pathlib import Path
from typing import Any, TypeVar

import whoosh.filedb.compound
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.formats import Format
from whoosh.index import FileIndex, create_in
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from guide.search.arrays.raw import RawColumns, RawPostings, columns_of, pack_posting
from guide.search.opened import (
    SegmentState,
)
from guide.search.postings import Posting
from guide.search.stored import StoredDocument

T = TypeVar("T")

LOCK_FILE = "MAIN_WRITELOCK"
MEMORY = 256
"""Megabytes of postings that are sorted in memory before a run is written out."""

BLOCK = 4096
"""Postings in one block on disk; they are read whole, so large blocks cost nothing."""


class MappedFile(BufferFile):  # type: ignore[misc]
    """A part of a segment read in place.

    Whoosh's own copies the whole memory-mapped segment each time it is opened, which at
    1,000,000 documents takes 0.6 s and 2 GB; this one reads only what it is asked for.
    """

    def __init__(self, buf: Any, name: str | None = None, onclose: Any = None) -> None:
        self._buf = memoryview(buf)
        self._name = name
        self.file = self
        self.onclose = onclose
        self.is_real = False
        self.is_closed = False
        self._at = 0

    def subset(self, position: int, length: int, name: str | None = None) -> "MappedFile":
        """Give a part of this file."""
        return MappedFile(self._buf[position : position + length], name=name or self._name)

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes, or all that is left."""
        end = len(self._buf) if size is None or size < 0 else self._at + size
        data = bytes(self._buf[self._at : end])
        self._at += len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        """Read up to a line end, as unpickling needs of a file."""
        rest = bytes(self._buf[self._at :])
        return self.read(rest.find(b"\n") + 1 or len(rest))

    def seek(self, position: int, whence: int = 0) -> int:
        """Move to a place from the start, from here or from the end."""
        base = {0: 0, SEEK_CUR: self._at, SEEK_END: len(self._buf)}[whence]
        self._at = base + position
        return self._at

    def tell(self) -> int:
        """Tell the present place."""
        return self._at

    def close(self) -> None:
        """Let go of the segment."""
        if not self.is_closed:
            self.is_closed = True
            self._buf.release()


whoosh.filedb.compound.BufferFile = MappedFile


class PostingFormat(Format):  # type: ignore[misc]
    """Postings whose value is opaque to Whoosh and as long as it likes."""

    posting_size = -1


class PostingsField(FieldType):  # type: ignore[misc]
    """A field that is given its postings finished; it holds no analyzer and no closure."""

    def __init__(self) -> None:
        super().__init__(format=PostingFormat(), analyzer=None)

    def index(
        self, value: Mapping[str, Posting], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give Whoosh the key, frequency, weight and value of each posting."""
        for key, posting in value.items():
            yield key.encode(), 1, 1.0, pack_posting(posting)


class PlainCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without field lengths, for each of which it would ask the disk anew."""

    length_stats = False


class _Blocks(W3LeafMatcher):  # type: ignore[misc]
    """The postings of one key, block by block instead of one at a time."""

    def blocks(self) -> Iterator[tuple[Sequence[int], Sequence[bytes]]]:
        while not self._atend:
            self._read_ids()
            self._read_values()
            yield self._ids, self._values
            self._next_block()


class WhooshFolder:
    """The Whoosh index in one generation's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = FileStorage(str(folder))

    @classmethod
    def create(cls, folder: Path) -> "WhooshFolder":
        """Make an empty index in a folder."""
        create_in(str(folder), Schema(postings=PostingsField(), document=STORED()))
        return cls(folder)

    def segments(self) -> tuple[SegmentState, ...]:
        """Tell the segments in the order of the index."""
        return tuple(
            SegmentState(
                name=segment.segment_id(),
                size=segment.doc_count_all(),
                deleted=frozenset(segment.deleted_docs()),
            )
            for segment in FileIndex(self._storage)._segments()
        )

    def write(
        self,
        documents: Iterable[tuple[StoredDocument, Mapping[str, Posting]]],
        *,
        gone: Iterable[int] = (),
        merge: Iterable[str] = (),
    ) -> None:
        """Add documents, delete others by their number in the index, and merge segments.

        All in one commit, after which nothing but the index is left in the folder.
        """
        codec = PlainCodec(blocklimit=BLOCK, compression=0)
        writer = SegmentWriter(FileIndex(self._storage), codec=codec, limitmb=MEMORY)
        try:
            for number in gone:
                writer.delete_document(number)
            for stored, postings in documents:
                writer.add_document(postings=postings, document=tuple(stored))
            writer.commit(mergetype=_merging(frozenset(merge)))
        finally:
            if not writer.is_closed:
                _give_up(writer)
            (self._folder / LOCK_FILE).unlink(missing_ok=True)

    def read(self, name: str) -> RawColumns:
        """Read a segment back: its postings, and what is stored of its documents."""
        segment = next(
            each for each in FileIndex(self._storage)._segments() if each.segment_id() == name
        )
        storage = segment.open_compound_file(self._storage)
        codec = segment.codec()
        documents = codec.per_document_reader(storage, segment)
        stored = [
            StoredDocument(*documents.stored_fields(number)["document"])
            for number in range(segment.doc_count_all())
        ]
        documents.close()
        return columns_of(self._postings(codec, storage, segment), stored)

    def _postings(self, codec: Any, storage: Any, segment: Any) -> RawPostings:
        raw = RawPostings()
        format_ = PostingFormat()
        terms = codec.terms_reader(storage, segment)
        postings = StructFile(BytesIO(terms._postfile.read()))
        for (_, key), info in terms.items():
            offset, length = info.extent()
            raw.add(bytes(key), _Blocks(postings, offset, length, format_).blocks())
        terms.close()
        return raw


def _merging(names: frozenset[str]) -> Any:
    """Give Whoosh a merge policy that merges exactly these segments."""

    def policy(writer: SegmentWriter, segments: Sequence[Any]) -> list[Any]:
        kept = []
        for segment in segments:
            if segment.segment_id() in names:
                with SegmentReader(writer.storage, writer.schema, segment) as reader:
                    writer.add_reader(reader)
            else:
                kept.append(segment)
        return kept

    return policy


def _give_up(writer: SegmentWriter) -> None:
    """Close a writer that failed; on a full disk even that fails, but no lock must stay."""
    try:
        writer.cancel()
    except Exception:
        writer.writelock.release()
        fields = writer.fieldwriter
        for close in (fields._tindex.close, fields._postfile.close, writer.perdocwriter.close):
            with suppress(Exception):
                close()
