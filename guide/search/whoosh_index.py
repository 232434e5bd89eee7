"""Whoosh as the keeper of the index: schema, segments and stored documents.

The only module that imports Whoosh. One worker writes; web processes read one generation at a
time and open a new one outside any request.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from whoosh.fields import ID, STORED, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, create_in
from whoosh.writing import SegmentWriter

from guide.search import generations
from guide.search.analysis import ANALYSIS_VERSION, Synonyms
from guide.search.engine import Engine
from guide.search.generations import DamageError
from guide.search.planner import Language
from guide.search.port import (
    CategoryName,
    IndexStatus,
    IndexUnavailableError,
    PlaceKind,
    PlaceName,
    SearchDocument,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from guide.search.reference import ReferenceIndex, ReferenceMatches
from guide.search.stored import from_json, to_json
from guide.search.understanding import Gazetteer

NAMES_FILE = "names.json"
LOCK_FILE = "MAIN_WRITELOCK"


class WhooshReader:
    """Reads the present generation under ``root``."""

    def __init__(self, root: Path, synonyms: Synonyms) -> None:
        self._root = root
        self._synonyms = synonyms
        self._opened: _Generation | None = None
        self._tried: str | None = None
        self._broken = ""
        self.open_newest()

    def open_newest(self) -> None:
        """Open the present generation unless it is open; never raise, but mark it broken."""
        name = generations.current_name(self._root)
        if name == self._tried and not (name is None and self._opened):
            return
        try:
            opened = _open(self._root, name, self._synonyms)
        except Exception as error:  # whatever a torn file makes Whoosh or pickle raise
            self._broken = f"{type(error).__name__}: {error}"
        else:
            self._opened, self._broken = opened, ""
        self._tried = name

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; raise ``IndexUnavailableError`` when no sound index is open."""
        generation = self._sound()
        return generation.engine.search(request)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed, from the first letter."""
        return ()

    def status(self) -> IndexStatus:
        """Tell the state of the index without raising."""
        opened = self._opened
        return IndexStatus(
            generation=None if opened is None else opened.name,
            documents=0 if opened is None else opened.engine.index.documents,
            analysis_version=ANALYSIS_VERSION,
            healthy=opened is not None and not self._broken,
            reason=self._broken,
            built_at="" if opened is None else opened.built_at,
        )

    def revisions(self) -> Mapping[int, int]:
        """Map every indexed company id to the revision that was indexed."""
        return self._sound().revisions

    def damage(self) -> tuple[str, ...]:
        """Read every file of the present generation again and name what is not as written."""
        name = generations.current_name(self._root)
        return ("no generation",) if name is None else generations.damage(self._root / name)

    def _sound(self) -> "_Generation":
        self.open_newest()
        if self._opened is None or self._broken:
            raise IndexUnavailableError(self._broken or "no index has been built")
        return self._opened


@dataclass(frozen=True)
class _Generation:
    name: str
    built_at: str
    engine: Engine[ReferenceMatches]
    revisions: Mapping[int, int]


def _open(root: Path, name: str | None, synonyms: Synonyms) -> _Generation:
    if name is None:
        raise DamageError("no index has been built")
    if not name.endswith(generations.makings()):
        raise DamageError(f"{name} was built for another version")
    found = generations.damage(root / name)
    if found:
        raise DamageError("; ".join(found))
    manifest = generations.read_manifest(root / name)
    documents = list(_documents(root / name))
    index = ReferenceIndex(documents)
    gazetteer = Gazetteer(_read_places(root / name))
    return _Generation(
        name=name,
        built_at=manifest.facts["built_at"],
        engine=Engine(index, Language(synonyms, gazetteer.names), gazetteer, name),
        revisions={document.company_id: document.revision for document in documents},
    )


def _documents(folder: Path) -> Iterable[SearchDocument]:
    index = FileIndex(FileStorage(str(folder), readonly=True))
    with index.reader() as reader:
        for stored in reader.all_stored_fields():
            yield from_json(stored["document"])


class WhooshWriter:
    """Writes new generations under ``root``; only one process may at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def apply(self, changed: Iterable[SearchDocument], removed: Iterable[int]) -> None:
        """Put changed documents in and take removed ids out, in one commit; idempotent."""
        latest = {document.company_id: document for document in changed}
        gone = set(removed) | set(latest)
        with generations.writing(self._root):
            present = generations.current_name(self._root)
            if present is None:
                raise IndexUnavailableError("no index has been built: rebuild it first")
            before = generations.read_manifest(self._root / present)
            folder = generations.begin(self._root, upon=present)
            writer = _writer(folder)
            _delete(writer, gone)
            for document in latest.values():
                _add(writer, document)
            writer.commit(merge=False)
            (folder / LOCK_FILE).unlink()
            generations.seal(folder, {**before.facts, "built_at": _now()}, shared=before)
            generations.switch(self._root, folder)

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        categories: Iterable[CategoryName],
        places: Iterable[PlaceName],
    ) -> IndexStatus:
        """Build a new generation beside the present one, check it, and swap it in."""
        with generations.writing(self._root):
            folder = generations.begin(self._root)
            create_in(str(folder), _schema())
            writer = _writer(folder)
            count = 0
            for document in {d.company_id: d for d in documents}.values():
                _add(writer, document)
                count += 1
            writer.commit()
            (folder / LOCK_FILE).unlink()
            _write_names(folder, categories, places)
            built_at = _now()
            generations.seal(folder, {"built_at": built_at})
            generations.switch(self._root, folder)
        return IndexStatus(
            generation=folder.name,
            documents=count,
            analysis_version=ANALYSIS_VERSION,
            healthy=True,
            built_at=built_at,
        )


def _schema() -> Schema:
    return Schema(id=ID(unique=True, stored=True), document=STORED())


def _writer(folder: Path) -> SegmentWriter:
    return SegmentWriter(FileIndex(FileStorage(str(folder))))


def _add(writer: SegmentWriter, document: SearchDocument) -> None:
    writer.add_document(id=str(document.company_id), document=to_json(document))


def _delete(writer: SegmentWriter, company_ids: Iterable[int]) -> None:
    with writer.reader() as reader:
        for company_id in company_ids:
            term = ("id", str(company_id))
            if term in reader:
                for number in reader.postings(*term).all_ids():
                    writer.delete_document(number)


def _write_names(
    folder: Path, categories: Iterable[CategoryName], places: Iterable[PlaceName]
) -> None:
    data = {
        "categories": [asdict(category) for category in categories],
        "places": [
            {**asdict(place), "municipalities": sorted(place.municipalities)} for place in places
        ],
    }
    (folder / NAMES_FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _read_places(folder: Path) -> Iterable[PlaceName]:
    data = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
    for place in data["places"]:
        yield PlaceName(
            name=place["name"],
            kind=PlaceKind(place["kind"]),
            municipalities=frozenset(place["municipalities"]),
            point=None if place["point"] is None else tuple(place["point"]),
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
