"""A generation opened for reading: checked, mapped, and ready to answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.search import generations
from guide.search.analysis import Synonyms
from guide.search.arrays.container import Container
from guide.search.arrays.index import ArrayIndex, ArrayMatches, OpenSegment
from guide.search.engine import Engine
from guide.search.generations import DamageError
from guide.search.names import NAMES_FILE, read_names
from guide.search.planner import Language
from guide.search.suggest import Suggester
from guide.search.understanding import Gazetteer

ARRAYS = ".arrays"
TABLE = ".toc"
"""The endings of the files that readers depend on, beside the names."""


@dataclass(frozen=True, slots=True)
class SegmentState:
    """A segment as the table of contents knows it; documents are numbered from 0 in each."""

    name: str
    size: int
    deleted: frozenset[int]


@dataclass(frozen=True)
class OpenGeneration:
    """All that answers requests on one generation; safe to share between threads."""

    name: str
    built_at: str
    index: ArrayIndex
    engine: Engine[ArrayMatches]
    suggester: Suggester
    files: Mapping[str, OpenSegment]


def check_generation(root: Path, name: str | None, *, trusted: Iterable[str] = ()) -> Path:
    """Give the folder of a generation that can be read here; raise ``DamageError`` otherwise.

    Only the files that readers use are read, and those not that are trusted: a torn segment of
    Whoosh's does not stop the site.
    """
    if name is None:
        raise DamageError("no index has been built")
    if not name.endswith(generations.makings()):
        raise DamageError(f"{name} was built for another version: rebuild the index")
    folder = root / name
    only = (ARRAYS, TABLE, NAMES_FILE)
    found = generations.damage(folder, only=only, trusted=frozenset(trusted))
    if found:
        raise DamageError("; ".join(found))
    return folder


def open_generation(
    folder: Path,
    segments: Sequence[SegmentState],
    synonyms: Synonyms,
    before: OpenGeneration | None = None,
) -> OpenGeneration:
    """Open the arrays of a checked folder; what was open before and is shared stays open."""
    manifest = generations.read_manifest(folder)
    known = {} if before is None else before.files
    files: dict[str, OpenSegment] = {}
    for each in segments:
        name = f"{each.name}{ARRAYS}"
        files[name] = known.get(name) or OpenSegment(Container(folder / name))
    deleted = [each.deleted for each in segments]
    index = ArrayIndex(list(zip(files.values(), deleted, strict=True)))
    names = read_names(folder)
    gazetteer = Gazetteer(names.places)
    language = Language(synonyms, gazetteer.names)
    return OpenGeneration(
        name=folder.name,
        built_at=manifest.facts["built_at"],
        index=index,
        engine=Engine(index, language, gazetteer, folder.name),
        suggester=Suggester(index, names.categories, names.places),
        files=files,
    )
