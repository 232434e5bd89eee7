"""Writing the index: a batch of changes, or all of it anew; each a generation of its own."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from guide.search import generations
from guide.search.analysis import ANALYSIS_VERSION
from guide.search.arrays.build import build_segment
from guide.search.arrays.container import Container
from guide.search.generations import Manifest
from guide.search.names import write_names
from guide.search.opened import ARRAYS, SegmentState, check_generation
from guide.search.port import (
    CategoryName,
    IndexStatus,
    IndexUnavailableError,
    PlaceName,
    SearchDocument,
)
from guide.search.postings import Posting, document_postings
from guide.search.stored import StoredDocument, stored
from guide.search.whoosh_index import WhooshFolder

_log = logging.getLogger(__name__)


class IndexWriter:
    """Writes new generations under ``root``; only one process may at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def apply(self, changed: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Put changed documents in and take removed ids out, in one commit; idempotent.

        Small segments are merged after that, in a generation of their own; if they cannot be,
        the change stands all the same.
        """
        latest = {document.company_id: document for document in changed}
        gone = frozenset(removed) | frozenset(latest)
        with generations.writing(self._root):
            self._next(gone, latest.values())
            small = _to_merge(WhooshFolder(self._present()).segments())
            if small:
                self._merge(small)

    def _merge(self, names: Sequence[str]) -> None:
        try:
            self._next(frozenset(), (), merge=names)
        except Exception as error:
            _log.warning("segments cannot be merged, rebuild the index: %s", str(error))

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        categories: Iterable[CategoryName],
        places: Iterable[PlaceName],
    ) -> IndexStatus:
        """Build a new generation beside the present one, check it, and swap it in.

        Of documents with the same id the first counts.
        """
        with generations.writing(self._root):
            folder = generations.begin(self._root)
            index = WhooshFolder.create(folder)
            index.write(_analysed(_once(documents)))
            write_names(folder, categories, places)
            return self._finish(index, folder)

    def _present(self) -> Path:
        name = generations.current_name(self._root)
        if name is None or not name.endswith(generations.makings()):
            raise IndexUnavailableError("there is no index of this version: rebuild it first")
        return self._root / name

    def _next(
        self,
        gone: frozenset[int],
        documents: Iterable[SearchDocument],
        *,
        merge: Iterable[str] = (),
    ) -> None:
        """Make the next generation upon the present one, sharing the segments that stay."""
        present = self._present()
        before = generations.read_manifest(present)
        numbers = _numbers_of(present, gone)
        folder = generations.begin(self._root, upon=present.name)
        index = WhooshFolder(folder)
        index.write(_analysed(documents), gone=numbers, merge=merge)
        self._finish(index, folder, shared=before)

    def _finish(
        self, index: WhooshFolder, folder: Path, *, shared: Manifest | None = None
    ) -> IndexStatus:
        """Write the arrays of new segments, seal the folder and make it the present one."""
        segments = index.segments()
        for segment in segments:
            arrays = folder / f"{segment.name}{ARRAYS}"
            if not arrays.exists():
                build_segment(index.read(segment.name), arrays)
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        generations.seal(folder, {"built_at": built_at}, shared=shared)
        check_generation(self._root, folder.name, trusted=shared.files if shared else ())
        generations.switch(self._root, folder)
        return IndexStatus(
            generation=folder.name,
            documents=sum(each.size - len(each.deleted) for each in segments),
            analysis_version=ANALYSIS_VERSION,
            healthy=True,
            built_at=built_at,
        )


MOST_SEGMENTS = 6
"""Segments that may pile up before the small ones are merged."""


def _to_merge(segments: Sequence[SegmentState]) -> list[str]:
    """Choose all but the largest, or all once the others weigh a quarter of it."""
    if len(segments) <= MOST_SEGMENTS:
        return []
    largest = max(segments, key=lambda segment: segment.size)
    others = [segment for segment in segments if segment is not largest]
    chosen = others if 4 * sum(each.size for each in others) < largest.size else segments
    return [segment.name for segment in chosen]


def _numbers_of(folder: Path, company_ids: frozenset[int]) -> list[int]:
    """Find the numbers, in the whole index, of the live documents of some companies."""
    numbers: list[int] = []
    base = 0
    wanted = np.asarray(sorted(company_ids), dtype=np.int64)
    for segment in WhooshFolder(folder).segments():
        ids = Container(folder / f"{segment.name}{ARRAYS}").array("company_ids")
        held = np.flatnonzero(np.isin(ids, wanted)).tolist()
        numbers.extend(base + each for each in held if each not in segment.deleted)
        base += segment.size
    return numbers


def _once(documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
    seen: set[int] = set()
    for document in documents:
        if document.company_id not in seen:
            seen.add(document.company_id)
            yield document


def _analysed(
    documents: Iterable[SearchDocument],
) -> Iterator[tuple[StoredDocument, Mapping[str, Posting]]]:
    for document in documents:
        postings = document_postings(document)
        yield stored(document, postings.keys), postings.words
