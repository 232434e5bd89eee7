"""Sorted keys as one blob: exact look-up, and all that begin alike, by halving."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from guide.search.arrays.container import Array, Container

REMEMBERED = 8192
"""How many look-ups a table keeps; they are forgotten all at once."""


class KeyTable:
    """The keys of one segment in byte order; a key's number is its place.

    The first eight bytes of each key, as one number, lead to its place or close to it.
    """

    def __init__(self, container: Container) -> None:
        self._buffer = container.buffer
        self._base = container.extent("key_blob")[0]
        self._offsets = container.array("key_offsets").data
        self._heads = container.array("key_heads").data
        self._known: dict[str, int] = {}
        self._begun: dict[str, tuple[int, int]] = {}
        self.size = len(self._heads)

    def find(self, key: str) -> int:
        """Give the number of a key, or -1; about 2 µs the first time."""
        known = self._known.get(key)
        if known is not None:
            return known
        sought = key.encode()
        number = self._first(sought, sought.ljust(8, b"\0"))
        found = number if number < self.size and self._at(number) == sought else -1
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[key] = found
        return found

    def beginning(self, prefix: str) -> tuple[int, int]:
        """Give the first number, and the one after the last, of the keys that begin so."""
        known = self._begun.get(prefix)
        if known is not None:
            return known
        sought = prefix.encode()
        first = self._first(sought, sought.ljust(8, b"\0"))
        found = first, self._first(sought + b"\xff", sought.ljust(8, b"\xff"))
        if len(self._begun) >= REMEMBERED:
            self._begun.clear()
        self._begun[prefix] = found
        return found

    def key(self, number: int) -> str:
        """Give a key by its number."""
        return self._at(number).decode()

    def sizes(self, first: int, last: int) -> Array:
        """Give the lengths in bytes of the keys from ``first`` up to ``last``."""
        return np.diff(np.asarray(self._offsets[first : last + 1], dtype=np.int64))

    def _at(self, number: int) -> bytes:
        base = self._base
        return self._buffer[base + self._offsets[number] : base + self._offsets[number + 1]]

    def _first(self, sought: bytes, head: bytes) -> int:
        """Give the first number whose key is not before the one sought."""
        number = int.from_bytes(head[:8], "big")
        low = bisect_left(self._heads, number)
        high = bisect_right(self._heads, number, low)
        while low < high:
            middle = (low + high) // 2
            if self._at(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low


def heads_of(texts: Sequence[bytes]) -> Array:
    """Give the first eight bytes of each text as one number, in the same order as the texts."""
    padded = b"".join(text[:8].ljust(8, b"\0") for text in texts)
    return np.frombuffer(padded, dtype=">u8").astype(np.uint64)


def blob_of(texts: Sequence[bytes]) -> tuple[Array, Array]:
    """Join texts into one blob and the offsets where each begins, one more than texts."""
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    offsets = np.zeros(len(texts) + 1, dtype=np.uint32)
    offsets[1:] = np.cumsum(lengths)
    return np.frombuffer(b"".join(texts), dtype=np.uint8), offsets
