"""Words exactly so many edits away, found among all words of a segment without reading most."""

import numpy as np

from guide.search.arrays.container import Array, Container
from guide.search.arrays.keys import KeyTable
from guide.search.arrays.typo_build import letters_of, signs_of
from guide.search.edits import edits
from guide.search.lexicon import LONGEST_MISSPELLED


class Misspellings:
    """The words of one space of one segment, by length and letters."""

    def __init__(self, container: Container, keys: KeyTable, space: str) -> None:
        self._keys = keys
        self._numbers = container.array(f"typo_{space}_keys")
        self._lengths = container.array(f"typo_{space}_lengths")
        self._signs = container.array(f"typo_{space}_signs")
        self._letters = container.array(f"typo_{space}_letters").reshape(LONGEST_MISSPELLED, -1)

    def near(self, text: str, distance: int) -> list[int]:
        """Give the numbers of the keys exactly so many edits from a text.

        One edit changes a length by one at most and the set of letters by two, which leaves a
        few candidates in a hundred; those are measured together, and what is left one by one.
        """
        letters = letters_of(text)
        if not 0 < len(letters) <= LONGEST_MISSPELLED + distance or not len(self._numbers):
            return []
        row = np.frombuffer(letters, dtype=np.uint8)[None, :]
        sign = signs_of(row, np.asarray([len(letters)]))[0]
        lengths = self._lengths.astype(np.int16)
        candidates = np.flatnonzero(
            (np.abs(lengths - len(letters)) <= distance)
            & (np.bitwise_count(self._signs ^ sign) <= 2 * distance)
        )
        close = candidates[
            _distances(letters, self._letters[:, candidates], lengths[candidates], distance)
            <= distance
        ]
        return [
            number
            for number in self._numbers[close].tolist()
            if edits(self._keys.key(number)[1:], text) == distance
        ]


def _distances(word: bytes, letters: Array, lengths: Array, most: int) -> Array:
    """Measure one word against many at once (optimal alignment), right up to ``most`` edits.

    ``letters`` holds a candidate in each column. Only cells at most ``most`` off the diagonal
    are worked out; anything further counts as more than ``most``.
    """
    height, count = len(word), letters.shape[1]
    width = min(LONGEST_MISSPELLED, height + most)
    far = most + 1
    result = np.full(count, far, dtype=np.int8)
    older = np.full((width + 1, count), far, dtype=np.int8)
    old = older.copy()
    old[: most + 1] = np.arange(min(most, width) + 1, dtype=np.int8)[:, None][: width + 1]
    for i in range(1, height + 1):
        row = np.full((width + 1, count), far, dtype=np.int8)
        if i <= most:
            row[0] = i
        for j in range(max(1, i - most), min(width, i + most) + 1):
            cell = old[j - 1] + (letters[j - 1] != word[i - 1])
            np.minimum(cell, old[j] + 1, out=cell)
            np.minimum(cell, row[j - 1] + 1, out=cell)
            if i > 1 and j > 1:
                swapped = (letters[j - 1] == word[i - 2]) & (letters[j - 2] == word[i - 1])
                np.minimum(cell, np.where(swapped, older[j - 2] + 1, far), out=cell)
            row[j] = np.minimum(cell, far)
        older, old = old, row
    ends = np.minimum(lengths, width)
    reached = old[ends, np.arange(count)]
    result[lengths <= width] = reached[lengths <= width]
    return result
