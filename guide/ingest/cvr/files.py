"""The register from files: JSON lines, envelopes, documents, packed or not, one or a folder."""

from collections.abc import Collection, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from guide.ingest.cvr.cutting import Piece, cut
from guide.ingest.cvr.inflate import files_below, streams
from guide.ingest.cvr.source import (
    NONE_KNOWN,
    Document,
    Fingerprints,
    ReadDocument,
    SameDocument,
    Survey,
    UnreadDocument,
)
from guide.ingest.cvr.unwrapping import read, unwrap


class FileSource:
    """Register documents from a path; reads every time from the start, in a fixed order.

    A file cannot be asked by branch: it yields all that it holds.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """Name the file or folder."""
        return f"fil: {self._path}"

    @property
    def fingerprint(self) -> str:
        """Names, sizes and times of change of the files, hashed."""
        told = [
            f"{path}:{state.st_size}:{state.st_mtime_ns}"
            for path in files_below(self._path)
            for state in (path.stat(),)
        ]
        return sha256("\n".join(told).encode()).hexdigest()

    @property
    def selective(self) -> bool:
        """A file yields all that it holds."""
        return False

    def survey(self, codes: Collection[str]) -> Survey:
        """Check that there is something to read; a file cannot tell more."""
        files_below(self._path)
        return Survey()

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield every document behind ``after``."""
        return self._documents(int(after or 0), known)

    def changed_since(
        self,
        moment: datetime,
        codes: Collection[str],
        after: str = "",
        known: Fingerprints = NONE_KNOWN,
    ) -> Iterator[Document]:
        """Yield documents loaded at or after ``moment``, and those without a load time."""
        for document in self._documents(int(after or 0), known):
            loaded = _loaded_at(document)
            if loaded is None or loaded >= moment:
                yield document

    def by_cvr(
        self, numbers: Collection[str], known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield the documents of known numbers and all that could not be read."""
        wanted = frozenset(numbers)
        for document in self._documents(0, known):
            number = document.company.cvr if isinstance(document, ReadDocument) else document.cvr
            if isinstance(document, UnreadDocument) or number in wanted:
                yield document

    def _documents(self, skip: int, known: Fingerprints) -> Iterator[Document]:
        """Number the documents from 1 through all files and yield those behind ``skip``."""
        number = 0
        for path in files_below(self._path):
            for stream in streams(path):
                for piece in cut(stream):
                    if piece.reason:
                        number += 1
                        if number > skip:
                            yield _unread(path, piece, number)
                        continue
                    for value in unwrap(piece):
                        number += 1
                        if number > skip:
                            yield read(value, str(number), known)


def _unread(path: Path, piece: Piece, number: int) -> UnreadDocument:
    return UnreadDocument(
        raw=piece.text.encode("utf-8", errors="replace"),
        reason=f"{path.name}: {piece.reason}",
        position=str(number),
        ends_source=piece.ends_stream,
    )


def _loaded_at(document: Document) -> datetime | None:
    if isinstance(document, UnreadDocument):
        return None
    return document.loaded_at if isinstance(document, SameDocument) else document.company.loaded_at
