"""Reading the index: one sound generation at a time, whatever happens to the files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from guide.search import generations
from guide.search.analysis import ANALYSIS_VERSION, Synonyms
from guide.search.generations import DamageError
from guide.search.opened import OpenGeneration, check_generation, open_generation
from guide.search.port import (
    IndexStatus,
    IndexUnavailableError,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from guide.search.whoosh_index import WhooshFolder

T = TypeVar("T")


class IndexReader:
    """Reads the present generation under ``root``; safe to share between threads.

    A new generation is opened by ``open_newest``, which a thread of each web process calls, so
    that no request ever waits for it.
    """

    def __init__(self, root: Path, synonyms: Synonyms) -> None:
        self._root = root
        self._synonyms = synonyms
        self._state: tuple[OpenGeneration | None, str] = None, "no index has been built"
        self._tried: str | None = None
        self.open_newest()

    def open_newest(self) -> None:
        """Open the present generation unless that was tried; never raise, but mark it broken."""
        name = generations.current_name(self._root)
        if name is None or name == self._tried:
            return
        try:
            before = self._state[0]
            trusted = () if before is None else before.files
            folder = check_generation(self._root, name, trusted=trusted)
            segments = WhooshFolder(folder).segments()
            opened = open_generation(folder, segments, self._synonyms, before)
        except Exception as error:
            self._state = self._state[0], f"{type(error).__name__}: {error}"
        else:
            self._state = opened, ""
        self._tried = name

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; raise ``IndexUnavailableError`` when no sound index is open."""
        return self._guarded(lambda opened: opened.engine.search(request))

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed, from the first letter."""
        return self._guarded(lambda opened: opened.suggester.suggest(text, limit))

    def revisions(self) -> Mapping[int, int]:
        """Map every indexed company id to the revision that was indexed."""
        return self._guarded(lambda opened: opened.index.revisions())

    def status(self) -> IndexStatus:
        """Tell the state of the index without raising."""
        opened, reason = self._state
        return IndexStatus(
            generation=None if opened is None else opened.name,
            documents=0 if opened is None else opened.index.documents,
            analysis_version=ANALYSIS_VERSION,
            healthy=opened is not None and not reason,
            reason=reason,
            built_at="" if opened is None else opened.built_at,
        )

    def damage(self) -> tuple[str, ...]:
        """Read every file of the present generation again and name what is not as written."""
        name = generations.current_name(self._root)
        return (
            ("no index has been built",) if name is None else generations.damage(self._root / name)
        )

    def _guarded(self, answer: Callable[[OpenGeneration], T]) -> T:
        """Answer on the open generation; whatever goes wrong in it marks it broken."""
        opened, reason = self._state
        if opened is None or reason:
            raise IndexUnavailableError(reason)
        try:
            if not opened.index.is_whole:
                raise DamageError("a file was cut short while it was open")
            return answer(opened)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            self._state = opened, reason
            raise IndexUnavailableError(reason) from error
