"""Keys are found by halving, exactly and by how they begin."""

import tempfile
from bisect import bisect_left
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from guide.search.arrays.container import Container, write_container
from guide.search.arrays.keys import KeyTable, blob_of, heads_of

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
) | st.sampled_from(["w", "wab", "wabcdefgh", "wabcdefghi", "wabcdefghø", "wå"])


def table_of(keys: list[str], folder: Path) -> KeyTable:
    """Write keys to a file and open it."""
    texts = [key.encode() for key in keys]
    blob, offsets = blob_of(texts)
    arrays = {"key_blob": blob, "key_offsets": offsets, "key_heads": heads_of(texts)}
    write_container(folder / "keys", arrays, {})
    return KeyTable(Container(folder / "keys"))


@given(st.sets(words), st.lists(words))
def test_a_key_is_found_where_it_stands(held: set[str], sought: list[str]) -> None:
    """Held keys have their place, others -1, asked once or twice."""
    keys = sorted(held)
    with tempfile.TemporaryDirectory() as folder:
        table = table_of(keys, Path(folder))
        for key in [*keys, *sought, *keys]:
            assert table.find(key) == (keys.index(key) if key in held else -1)
        assert [table.key(number) for number in range(table.size)] == keys


@given(st.sets(words), words)
def test_all_that_begin_alike_stand_together(held: set[str], prefix: str) -> None:
    """The range holds exactly the keys that begin so, and tells their sizes in bytes."""
    keys = sorted(held)
    with tempfile.TemporaryDirectory() as folder:
        table = table_of(keys, Path(folder))
        first, last = table.beginning(prefix)
        begun = [key for key in keys if key.startswith(prefix)]
        assert keys[first:last] == begun
        assert first == bisect_left(keys, prefix)
        expected = [len(key.encode()) for key in begun]
        assert np.array_equal(table.sizes(first, last), expected)
