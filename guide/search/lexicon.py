"""What a planner may ask an index about the keys it holds."""

from collections.abc import Sequence
from typing import Protocol

LONGEST_MISSPELLED = 32
"""Letters of the longest key that misspellings are looked for in."""


class Lexicon(Protocol):
    """The keys of one generation."""

    def count(self, key: str) -> int:
        """Count the live documents that hold a key."""
        ...

    def prefixed(self, prefix: str, limit: int) -> Sequence[str]:
        """Give the keys that begin so, those of most postings first, then in order."""
        ...

    def near(self, space: str, text: str, distance: int) -> Sequence[str]:
        """Give the keys of a space exactly so many edits from a text, in order.

        An edit is a letter left out, put in, changed, or two neighbours swapped.
        """
        ...

    def behind(self, key: str) -> Sequence[str]:
        """Name the words, as keys, that are merged under a derived key, in order."""
        ...
