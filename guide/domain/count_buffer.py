"""Counts gathered in memory and written together, so that no page view writes anything."""

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

FLUSH_SECONDS = 60.0
MOST_KEYS = 10_000


class CountsNotWrittenError(Exception):
    """Raised by a writer whose place is away: the counts are kept and tried again later."""


class CountBuffer(Generic[Key]):
    """Sums up what is counted and hands it to ``write`` at most once in so many seconds.

    The first count after a writing starts a timer; nothing runs while there is nothing to write.
    Past ``most`` different keys new ones are not counted until the next writing, so that a flood
    of them costs no memory. Safe to use from several threads; ``close`` writes what is left.
    """

    def __init__(
        self,
        write: Callable[[Mapping[Key, int]], None],
        *,
        seconds: float = FLUSH_SECONDS,
        most: int = MOST_KEYS,
    ) -> None:
        self._write, self._seconds, self._most = write, seconds, most
        self._counts: Counter[Key] = Counter()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._timer: threading.Timer | None = None
        self._closed = False

    def add(self, key: Key, count: int = 1) -> None:
        """Count; after ``close`` it is written at once."""
        with self._lock:
            if key in self._counts or len(self._counts) < self._most:
                self._counts[key] += count
            self._start_timer()
            closed = self._closed
        if closed:
            self.flush()

    def flush(self) -> None:
        """Write now, after any writing under way; what cannot be written is kept for later."""
        with self._writing:
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._stop_timer()
        if not counts:
            return
        try:
            self._write(dict(counts))
        except CountsNotWrittenError:
            self._put_back(counts)
        except BaseException:
            self._put_back(counts)
            raise

    def close(self) -> None:
        """Write what is left, and start no timer any more."""
        with self._lock:
            self._closed = True
        self.flush()

    def _put_back(self, counts: Counter[Key]) -> None:
        with self._lock:
            self._counts.update(counts)
            self._start_timer()

    def _start_timer(self) -> None:
        if self._timer is None and not self._closed:
            self._timer = threading.Timer(self._seconds, self.flush)
            self._timer.daemon = True
            self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
