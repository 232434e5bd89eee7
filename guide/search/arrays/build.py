"""From the raw postings of a segment to its file of arrays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from guide.search.arrays.column_build import column_arrays
from guide.search.arrays.container import Array, write_container
from guide.search.arrays.keys import blob_of, heads_of
from guide.search.arrays.raw import RawColumns, ranges
from guide.search.arrays.typo_build import typo_arrays
from guide.search.fields import MOST_WEIGHT, Space
from guide.search.postings import GAP, forms_of

CHUNK = 4_000_000
"""Postings that are merged at a time, so that memory stays bounded (about 200 MB)."""

TEXT, NAME, NOTHING = 0, 1, 2
"""Which share of a word's weight counts under a derived key."""


def build_segment(raw: RawColumns, path: Path) -> None:
    """Write the arrays of a segment to a new file."""
    derived = _derived(raw)
    merged = _merge(raw, derived)
    keys = [*raw.keys, *derived.keys]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    placed = np.asarray(order, dtype=np.int64)
    starts = np.concatenate([raw.starts[:-1], merged.starts])[placed]
    lengths = np.concatenate([np.diff(raw.starts), merged.lengths])[placed]
    ordered = [keys[number] for number in order]
    blob, offsets = blob_of(ordered)
    number_of = np.empty(len(keys), dtype=np.int32)
    number_of[placed] = np.arange(len(keys), dtype=np.int32)
    columns, facts = column_arrays(raw.stored)
    arrays = {
        "key_blob": blob,
        "key_offsets": offsets,
        "key_heads": heads_of(ordered),
        "starts": starts.astype(np.int64),
        "lengths": lengths.astype(np.int32),
        "documents": np.concatenate([raw.documents, merged.documents]).astype(np.int32),
        "totals": np.concatenate([raw.totals, merged.totals]).astype(np.uint16),
        "masks": np.concatenate([raw.masks, merged.masks]).astype(np.uint16),
        **_behind(derived, number_of, len(raw.keys), placed),
        **_positions(raw, placed),
        **typo_arrays(ordered),
        **columns,
    }
    write_container(path, arrays, facts)


@dataclass(frozen=True)
class _Derived:
    """Derived keys, and for each the words behind it with the share that counts.

    ``words`` and ``shares`` are flat; ``bounds`` cuts them by key.
    """

    keys: list[bytes]
    words: Array
    shares: Array
    bounds: Array


@dataclass(frozen=True)
class _Merged:
    """Where the postings of each derived key lie, and the postings that had to be made."""

    starts: Array
    lengths: Array
    documents: Array
    totals: Array
    masks: Array


def _derived(raw: RawColumns) -> _Derived:
    has_text = _any(raw.totals > raw.names, raw.starts)
    has_name = _any(raw.names > 0, raw.starts)
    behind: dict[str, list[tuple[int, int]]] = defaultdict(list)
    word = Space.WORD.encode()
    for number, key in enumerate(raw.keys):
        if key[:1] == word:
            for derived, share in _shares(key[1:].decode(), has_text[number], has_name[number]):
                behind[derived].append((number, share))
    keys = sorted(behind)
    flat = [entry for key in keys for entry in behind[key]]
    table = np.asarray(flat, dtype=np.int64).reshape(-1, 2)
    bounds = np.zeros(len(keys) + 1, dtype=np.int64)
    bounds[1:] = np.cumsum([len(behind[key]) for key in keys])
    return _Derived([key.encode() for key in keys], table[:, 0], table[:, 1], bounds)


def _shares(surface: str, has_text: bool, has_name: bool) -> Iterator[tuple[str, int]]:
    """Tell what ``postings.merged`` would for the postings of a word, once for all of them."""
    forms = forms_of(surface)
    yield forms.sound, NOTHING
    if has_text:
        yield forms.stem, TEXT
        yield forms.folded, TEXT
        for member in forms.members:
            yield member, TEXT
    if has_name:
        yield forms.folded_name, NAME
        yield forms.name_word, NAME


def _any(flags: Array, starts: Array) -> Array:
    """Tell for each key whether any of its postings is flagged; every key has a posting."""
    if len(starts) == 1:
        return np.zeros(0, dtype=bool)
    return np.asarray(np.logical_or.reduceat(flags, starts[:-1]))


def _merge(raw: RawColumns, derived: _Derived) -> _Merged:
    """Merge the words behind each derived key; one word with all its weight is shared as it is."""
    count = len(derived.keys)
    starts, lengths = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    sizes = np.diff(raw.starts)
    pure = ~_any(raw.names > 0, raw.starts)
    singles = np.diff(derived.bounds) == 1
    first = derived.bounds[:-1]
    counts = derived.shares[first] != NOTHING if count else np.zeros(0, dtype=bool)
    shared = singles & counts & (derived.shares[first] == TEXT) & pure[derived.words[first]]
    starts[shared] = raw.starts[derived.words[first[shared]]]
    lengths[shared] = sizes[derived.words[first[shared]]]
    made: list[tuple[Array, Array, Array]] = []
    at = len(raw.documents)
    for chunk in _chunks(np.flatnonzero(counts & ~shared), derived, sizes):
        documents, totals, masks, counted = _merged_chunk(raw, derived, chunk)
        lengths[chunk] = counted
        starts[chunk] = at + np.cumsum(counted) - counted
        at += len(documents)
        made.append((documents, totals, masks))
    empty = np.zeros(0, dtype=np.int64)
    joined = [np.concatenate([part[n] for part in made] or [empty]) for n in range(3)]
    return _Merged(starts, lengths, joined[0], joined[1], joined[2])


def _chunks(chosen: Array, derived: _Derived, sizes: Array) -> Iterator[Array]:
    """Cut the derived keys into runs of about ``CHUNK`` postings."""
    weight = np.zeros(len(derived.words) + 1, dtype=np.int64)
    weight[1:] = np.cumsum(sizes[derived.words])
    postings = weight[derived.bounds[chosen + 1]] - weight[derived.bounds[chosen]]
    runs = np.cumsum(postings) // CHUNK
    for cut in np.split(chosen, np.flatnonzero(np.diff(runs)) + 1):
        if len(cut):
            yield cut


def _merged_chunk(
    raw: RawColumns, derived: _Derived, chunk: Array
) -> tuple[Array, Array, Array, Array]:
    """Add up the postings of some derived keys: documents, totals, masks, and how many each."""
    entries = ranges(derived.bounds[chunk], derived.bounds[chunk + 1])
    owner = np.repeat(np.arange(len(chunk)), np.diff(derived.bounds)[chunk])
    words, shares = derived.words[entries], derived.shares[entries]
    sizes = np.diff(raw.starts)[words]
    postings = ranges(raw.starts[words], raw.starts[words + 1])
    names = raw.names[postings].astype(np.int64)
    texts = raw.totals[postings].astype(np.int64) - names
    weights = np.where(np.repeat(shares, sizes) == TEXT, texts, names)
    kept = np.flatnonzero(weights)
    span = 1 + (int(raw.documents.max()) if len(raw.documents) else 0)
    combined = np.repeat(owner, sizes)[kept] * span + raw.documents[postings[kept]]
    order = np.argsort(combined, kind="stable")
    combined = combined[order]
    heads = np.flatnonzero(np.diff(combined, prepend=-1))
    totals = np.minimum(np.add.reduceat(weights[kept][order], heads), MOST_WEIGHT)
    masks = np.bitwise_or.reduceat(raw.masks[postings[kept]][order], heads)
    counted = np.bincount(combined[heads] // span, minlength=len(chunk))
    return combined[heads] % span, totals, masks, counted


def _behind(derived: _Derived, number_of: Array, direct: int, placed: Array) -> dict[str, Array]:
    """List for each key the numbers of the words behind it; words have none."""
    sizes = np.zeros(len(placed), dtype=np.int64)
    sizes[number_of[direct:]] = np.diff(derived.bounds)
    offsets = np.zeros(len(placed) + 1, dtype=np.int32)
    offsets[1:] = np.cumsum(sizes)
    by_number = np.argsort(number_of[direct:], kind="stable")
    entries = ranges(derived.bounds[:-1][by_number], derived.bounds[1:][by_number])
    return {"behind_offsets": offsets, "behind": number_of[derived.words[entries]]}


def _positions(raw: RawColumns, placed: Array) -> dict[str, Array]:
    """Give every word its places in the whole segment, one long text with gaps, key by key."""
    count = np.diff(raw.places)
    owners = np.repeat(raw.documents, count)
    lengths = np.zeros(len(raw.stored), dtype=np.int64)
    np.maximum.at(lengths, owners, raw.positions.astype(np.int64) + 1 + GAP)
    bases = np.zeros(len(raw.stored) + 1, dtype=np.int64)
    bases[1:] = np.cumsum(lengths)
    flat = (bases[owners] + raw.positions).astype(np.int32)
    starts = raw.places[raw.starts[:-1]]
    sizes = raw.places[raw.starts[1:]] - starts
    direct = placed < len(raw.keys)
    held = np.where(direct, placed, 0)
    zero = np.zeros(len(placed), dtype=np.int64)
    return {
        "positions": flat,
        "position_starts": np.where(direct, starts[held], zero) if len(starts) else zero,
        "position_lengths": (np.where(direct, sizes[held], zero) if len(starts) else zero).astype(
            np.int32
        ),
        "document_bases": bases.astype(np.int32),
    }
