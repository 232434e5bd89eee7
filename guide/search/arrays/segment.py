"""One immutable segment: postings, and what meets a word, a phrase or a whole name in it."""

import threading
from collections.abc import Iterable, Sequence

import numpy as np

from guide.search.arrays.container import Array, Container
from guide.search.arrays.keys import KeyTable
from guide.search.fields import SATURATION
from guide.search.plan import Alternative, Form, Term, Whole

Hits = tuple[Array, Array]
"""Documents in rising order, each once, and a value for each."""

SPARSE = 8
"""Below one document in so many, hits are united by sorting them instead of marking them."""

MANY = 32
"""More lists than this are united by sorting, however many documents there are."""

FEW = 8
"""Hits that are less than one in so many are merged into the others."""

NOTHING: Hits = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float64)


class Segment:
    """The postings of a segment; ``deleted`` are documents that are no longer there."""

    def __init__(self, container: Container, keys: KeyTable, deleted: Iterable[int] = ()) -> None:
        self.container = container
        self.size = int(container.facts["documents"])
        self.keys = keys
        self._starts = container.array("starts").data
        self._counts = container.array("lengths")
        self._lengths = self._counts.data
        self._documents = container.array("documents")
        self._totals = container.array("totals")
        self._masks = container.array("masks")
        self._behind_offsets = container.array("behind_offsets").data
        self._behind = container.array("behind").data
        self._positions = container.array("positions")
        self._bases = container.array("document_bases")
        self._local = threading.local()
        gone = sorted(deleted)
        self.live: Array | None = None
        if gone:
            self.live = np.ones(self.size, dtype=bool)
            self.live[gone] = False
        self.documents = self.size - len(gone)

    def postings(self, number: int) -> tuple[Array, Array, Array]:
        """Give the documents, totals and masks of a key."""
        start = self._starts[number]
        end = start + self._lengths[number]
        return self._documents[start:end], self._totals[start:end], self._masks[start:end]

    def count(self, number: int) -> int:
        """Count the live documents that hold a key."""
        if self.live is None:
            return int(self._lengths[number])
        return int(np.count_nonzero(self.live[self.postings(number)[0]]))

    def held(self, asked: Sequence[int], number: int) -> list[tuple[int, int] | None]:
        """Give for each document asked for the total and mask of a key, if it is there."""
        documents, totals, masks = self.postings(number)
        at = documents.searchsorted(asked)
        at[at == len(documents)] = 0
        inside = documents[at] == asked
        values = zip(totals[at].tolist(), masks[at].tolist(), inside.tolist(), strict=True)
        return [(total, mask) if there else None for total, mask, there in values]

    def begun(self, asked: Sequence[int], prefix: str) -> list[list[tuple[int, int, str]]]:
        """Give for each document asked for total, mask and key of all keys that begin so."""
        first, last = self.keys.beginning(prefix)
        documents, totals, masks = self._run(first, last)
        at = np.isin(documents, asked).nonzero()[0]
        ends = np.cumsum(self._counts[first:last])
        numbers = (first + ends.searchsorted(at, side="right")).tolist()
        held: dict[int, list[tuple[int, int, str]]] = {document: [] for document in asked}
        values = zip(documents[at].tolist(), totals[at].tolist(), masks[at].tolist(), strict=True)
        for (document, total, mask), number in zip(values, numbers, strict=True):
            held[document].append((total, mask, self.keys.key(number)))
        return [held[document] for document in asked]

    def behind(self, number: int) -> list[str]:
        """Name the words behind a derived key."""
        words = self._behind[self._behind_offsets[number] : self._behind_offsets[number + 1]]
        return [self.keys.key(word) for word in words]

    def meet(self, alternatives: Sequence[Alternative]) -> Hits:
        """Give the live documents that meet any of the alternatives, with the best value."""
        parts = [self._alternative(alternative) for alternative in alternatives]
        return self._living(self._united([part for part in parts if len(part[0])]))

    def bonuses(self, wholes: Sequence[Whole]) -> Hits:
        """Give the live documents that are met as a whole, with the largest bonus."""
        parts = [self._whole(whole) for whole in wholes]
        return self._living(self._united([part for part in parts if len(part[0])]))

    def _whole(self, whole: Whole) -> Hits:
        """Give the documents whose name a question is, or begins."""
        if whole.prefix:
            return self._begun(whole)
        number = self.keys.find(whole.key)
        if number < 0:
            return NOTHING
        documents, _, masks = self.postings(number)
        values = np.zeros(len(documents))
        for bonus in reversed(whole.bonuses):
            values[(masks & bonus.mask) != 0 if bonus.mask else slice(None)] = bonus.worth
        kept = values.nonzero()[0]
        return documents[kept], values[kept]

    def _begun(self, whole: Whole) -> Hits:
        first, last = self.keys.beginning(whole.key)
        if first == last:
            return NOTHING
        documents, _, _ = self._run(first, last)
        worth = whole.bonuses[0].worth * (len(whole.key.encode()) - 1)
        values = worth / (self.keys.sizes(first, last) - 1)
        return _sorted_union([(documents, np.repeat(values, self._counts[first:last]))])

    def beginning(self, prefix: str) -> Array:
        """Give the live documents, each once, with a key that begins so."""
        documents = np.unique(self._run(*self.keys.beginning(prefix))[0])
        return documents if self.live is None else documents[self.live[documents]]

    def _alternative(self, alternative: Alternative) -> Hits:
        """Give the documents that hold all terms; the weakest term counts."""
        documents, values = NOTHING
        for number, term in enumerate(alternative.terms):
            found, worth = self._term(term)
            if number == 0:
                documents, values = found, worth
            else:
                documents, values = _both(documents, values, found, worth)
            if not len(documents):
                return NOTHING
        if alternative.phrase:
            together = self._phrase([term.forms[0].key for term in alternative.terms])
            kept = np.isin(documents, together, assume_unique=True)
            documents, values = documents[kept], values[kept]
        return documents, values if alternative.weight == 1.0 else alternative.weight * values

    def _term(self, term: Term) -> Hits:
        """Give the documents that hold any form.

        Forms come with falling weights, so one that only repeats another is passed over.
        """
        parts: list[Hits] = []
        seen: set[int] = set()
        for form in term.forms:
            if form.prefix:
                first, last = self.keys.beginning(form.key)
                if first < last:
                    part = self._form(form, self._run(first, last), term.mask)
                    if len(part[0]):
                        parts.append(_sorted_union([part]))
            elif (number := self.keys.find(form.key)) >= 0 and not self._repeats(number, seen):
                seen.add(number)
                part = self._form(form, self.postings(number), term.mask)
                if len(part[0]):
                    parts.append(part)
        return self._united(parts)

    def _repeats(self, number: int, seen: set[int]) -> bool:
        """Tell whether a derived key has one word behind it, which was read already.

        A word may stand there twice: once as text and once as a name.
        """
        start, end = self._behind_offsets[number], self._behind_offsets[number + 1]
        return (
            0 < end - start <= 2
            and self._behind[start] in seen
            and self._behind[start] == self._behind[end - 1]
        )

    def _form(self, form: Form, postings: tuple[Array, Array, Array], mask: int) -> Hits:
        documents, totals, masks = postings
        if mask:
            kept = (masks & mask) != 0
            documents, totals = documents[kept], totals[kept]
        weights = totals.astype(np.float64)
        values = weights / (weights + SATURATION)
        return documents, values if form.weight == 1.0 else form.weight * values

    def _run(self, first: int, last: int) -> tuple[Array, Array, Array]:
        """Give the postings of neighbouring keys; they lie next to each other in the file."""
        if first >= last:
            return self._documents[:0], self._totals[:0], self._masks[:0]
        start, end = self._starts[first], self._starts[last - 1] + self._lengths[last - 1]
        return self._documents[start:end], self._totals[start:end], self._masks[start:end]

    def _united(self, parts: Sequence[Hits]) -> Hits:
        """Join hits; where a document is met more than once, the largest value counts."""
        if not parts:
            return NOTHING
        if len(parts) == 1:
            return parts[0]
        total = sum(len(documents) for documents, _ in parts)
        if total * SPARSE < self.size or len(parts) > MANY:
            return _sorted_union(parts)
        largest = max(parts, key=lambda part: len(part[0]))
        if (total - len(largest[0])) * FEW < len(largest[0]):
            others = [part for part in parts if part is not largest]
            return _merged(largest, others[0] if len(others) == 1 else _sorted_union(others))
        marked = self._marks()
        for documents, values in parts:
            marked[documents] = np.maximum(marked[documents], values)
        united = (marked > 0.0).nonzero()[0].astype(np.int32)
        best = marked[united]
        marked[united] = 0.0
        return united, best

    def _marks(self) -> Array:
        """Give this thread's sheet of zeros, one for each document; leave it as it was."""
        marks: Array | None = getattr(self._local, "marks", None)
        if marks is None:
            marks = self._local.marks = np.zeros(self.size, dtype=np.float64)
        return marks

    def _living(self, hits: Hits) -> Hits:
        if self.live is None or not len(hits[0]):
            return hits
        kept = self.live[hits[0]]
        return hits[0][kept], hits[1][kept]

    def _phrase(self, keys: Sequence[str]) -> Array:
        """Give the documents in which the words of the keys follow each other."""
        numbers = [self.keys.find(key) for key in keys]
        places = [self._places(number) - at for at, number in enumerate(numbers) if number >= 0]
        if len(places) < len(keys):
            return NOTHING[0]
        together = places[0]
        for other in sorted(places[1:], key=len):
            together = together[among(together, other)]
        return np.unique(np.searchsorted(self._bases, together, side="right") - 1)

    def _places(self, number: int) -> Array:
        start = int(self.container.array("position_starts")[number])
        length = int(self.container.array("position_lengths")[number])
        return self._positions[start : start + length]


def _both(documents: Array, values: Array, found: Array, worth: Array) -> Hits:
    """Keep the documents in both lists, with the smaller value."""
    if len(found) < len(documents):
        documents, values, found, worth = found, worth, documents, values
    at = np.searchsorted(found, documents)
    at[at == len(found)] = 0
    kept = found[at] == documents
    return documents[kept], np.minimum(values[kept], worth[at[kept]])


def among(wanted: Array, listed: Array) -> Array:
    """Tell which of the wanted are in a sorted list."""
    if not len(listed):
        return np.zeros(len(wanted), dtype=bool)
    at = np.searchsorted(listed, wanted)
    at[at == len(listed)] = 0
    return np.asarray(listed[at] == wanted)


def _merged(large: Hits, small: Hits) -> Hits:
    """Join many hits with few."""
    documents, values = large
    at = documents.searchsorted(small[0])
    inside = np.minimum(at, len(documents) - 1)
    both = documents[inside] == small[0]
    values = values.copy()
    values[inside[both]] = np.maximum(values[inside[both]], small[1][both])
    new = ~both
    if not new.any():
        return documents, values
    places = at[new]
    return np.insert(documents, places, small[0][new]), np.insert(values, places, small[1][new])


def _sorted_union(parts: Sequence[Hits]) -> Hits:
    documents = np.concatenate([part[0] for part in parts])
    values = np.concatenate([part[1] for part in parts])
    order = documents.argsort(kind="stable")
    documents = documents[order]
    is_first = np.empty(len(documents), dtype=bool)
    is_first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=is_first[1:])
    heads = is_first.nonzero()[0]
    return documents[heads], np.maximum.reduceat(values[order], heads)
