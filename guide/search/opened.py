"""A generation opened for reading: checked, mapped, and ready to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.search import generations
from guide.search.analysis import Synonyms
from guide.search.arrays.container import Container
from guide.search.arrays.index import ArrayIndex, ArrayMatches
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


def check_generation(root: Path, name: str | None) -> Path:
    """Give the folder of a generation that can be read here; raise ``DamageError`` otherwise.

    Only the files that readers use are read: a torn segment does not stop the site.
    """
    if name is None:
        raise DamageError("no index has been built")
    if not name.endswith(generations.makings()):
        raise DamageError(f"{name} was built for another version: rebuild the index")
    folder = root / name
    found = generations.damage(folder, only=(ARRAYS, TABLE, NAMES_FILE))
    if found:
        raise DamageError("; ".join(found))
    return folder


def open_generation(
    folder: Path, segments: Sequence[SegmentState], synonyms: Synonyms
) -> OpenGeneration:
    """Open the arrays of a checked folder."""
    manifest = generations.read_manifest(folder)
    index = ArrayIndex(
        [(Container(folder / f"{each.name}{ARRAYS}"), each.deleted) for each in segments]
    )
    names = read_names(folder)
    gazetteer = Gazetteer(names.places)
    language = Language(synonyms, gazetteer.names)
    return OpenGeneration(
        name=folder.name,
        built_at=manifest.facts["built_at"],
        index=index,
        engine=Engine(index, language, gazetteer, folder.name),
        suggester=Suggester(index, names.categories, names.places),
    )
