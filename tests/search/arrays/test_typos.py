"""Misspellings are found by letters and lengths as they would be by measuring every word."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.search.arrays.container import Container, write_container
from guide.search.arrays.keys import KeyTable, blob_of, heads_of
from guide.search.arrays.typo_build import typo_arrays
from guide.search.arrays.typos import Misspellings
from guide.search.edits import edits
from guide.search.fields import Space
from guide.search.lexicon import LONGEST_MISSPELLED

letters = st.text(st.sampled_from("abcæøå3中é"), min_size=1, max_size=9)
words = letters | st.text(min_size=1, max_size=40).filter(lambda text: text.isalnum())


def near(held: set[str], text: str, distance: int) -> list[str]:
    """Write words to a segment and look for a text in it."""
    keys = sorted(Space.WORD + word for word in held)
    texts = [key.encode() for key in keys]
    blob, offsets = blob_of(texts)
    arrays = {
        "key_blob": blob,
        "key_offsets": offsets,
        "key_heads": heads_of(texts),
        **typo_arrays(texts),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "keys"
        write_container(path, arrays, {})
        container = Container(path)
        table = KeyTable(container)
        found = Misspellings(container, table, Space.WORD).near(text, distance)
        return [table.key(number)[1:] for number in found]


@given(st.sets(words, max_size=30), words, st.sampled_from([1, 2]))
def test_exactly_the_words_so_far_away_are_found(held: set[str], text: str, distance: int) -> None:
    """None is missed by the short cuts, and none is found that is nearer or further."""
    expected = [
        word
        for word in sorted(held)
        if len(word) <= LONGEST_MISSPELLED and edits(word, text) == distance
    ]
    assert near(held, text, distance) == expected


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "axbc", 1),
        ("abc", "xbc", 1),
        ("ca", "abc", 3),
        ("netcompany", "netcmopany", 1),
    ],
)
def test_edits_are_counted_with_swaps(first: str, second: str, distance: int) -> None:
    """Optimal alignment: a swap is one edit, and no part is edited twice."""
    assert edits(first, second) == edits(second, first) == distance
