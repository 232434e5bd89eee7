"""What a segment keeps so that words a few edits away are found without reading them all."""

from collections.abc import Sequence

import numpy as np

from guide.search.arrays.container import Array
from guide.search.fields import Space
from guide.search.lexicon import LONGEST_MISSPELLED

SPACES = (Space.WORD, Space.STEM, Space.FULL_NAME)
"""The kinds of keys that may be misspelled."""

SIGNS = 61
"""Letters are thrown into so many bits; two words few edits apart differ in few of them."""


def typo_arrays(keys: Sequence[bytes]) -> dict[str, Array]:
    """Give for each space the key numbers, lengths, letters (one byte each) and letter signs."""
    arrays: dict[str, Array] = {}
    for space in SPACES:
        first = space.encode()
        chosen = [
            (number, letters)
            for number, key in enumerate(keys)
            if key[:1] == first
            and 0 < len(letters := letters_of(key[1:].decode())) <= LONGEST_MISSPELLED
        ]
        table = np.frombuffer(
            b"".join(text.ljust(LONGEST_MISSPELLED, b"\0") for _, text in chosen), dtype=np.uint8
        ).reshape(-1, LONGEST_MISSPELLED)
        lengths = np.asarray([len(text) for _, text in chosen], dtype=np.uint8)
        arrays[f"typo_{space}_keys"] = np.asarray([n for n, _ in chosen], dtype=np.int32)
        arrays[f"typo_{space}_lengths"] = lengths
        arrays[f"typo_{space}_letters"] = np.ascontiguousarray(table.T).reshape(-1)
        arrays[f"typo_{space}_signs"] = signs_of(table, lengths)
    return arrays


def letters_of(text: str) -> bytes:
    """Write a word as one byte a letter; letters beyond Latin-1 become "?"."""
    return text.encode("latin-1", "replace")


def signs_of(letters: Array, lengths: Array) -> Array:
    """Throw the letters of each word (a row of ``letters``) into the bits of one number."""
    bits = np.uint64(1) << (letters % SIGNS).astype(np.uint64)
    bits[np.arange(letters.shape[1])[None, :] >= lengths[:, None]] = 0
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), dtype=np.uint64)
