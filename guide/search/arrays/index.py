"""Plans answered on the arrays of one or more segments, equal to the reference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from guide.search.arrays.columns import Columns
from guide.search.arrays.container import Array, Container
from guide.search.arrays.keys import KeyTable
from guide.search.arrays.ranks import global_ranks
from guide.search.arrays.segment import NOTHING, Hits, Segment, among
from guide.search.arrays.typo_build import SPACES
from guide.search.arrays.typos import Misspellings
from guide.search.fields import Space
from guide.search.index import Page, Row, Selection, idf
from guide.search.plan import OPTIONAL_WEIGHT, Plan
from guide.search.port import Facet, FacetCount
from guide.search.suggest import Completion

Best = tuple[Array, Array, Array, Array]
"""Documents, scores, what they are ordered by, and ranks."""


@dataclass(frozen=True)
class ArrayMatches:
    """For each segment the documents found, rising, and their scores."""

    hits: tuple[Hits, ...]
    slot_counts: tuple[int, ...] = ()
    factors: tuple[float, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is any."""
        return any(len(documents) for documents, _ in self.hits)


class OpenSegment:
    """All that is read of a segment, whatever is deleted from it later."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.keys = KeyTable(container)
        self.columns = Columns(container)
        self.misspellings = {space: Misspellings(container, self.keys, space) for space in SPACES}


@dataclass(frozen=True)
class _Part:
    """A segment as one generation sees it."""

    segment: Segment
    columns: Columns
    ranks: Array
    misspellings: Mapping[Space, Misspellings]


class ArrayIndex:
    """Several immutable segments as one index; safe to share between threads."""

    def __init__(self, segments: Sequence[tuple[OpenSegment, frozenset[int]]]) -> None:
        ranks = global_ranks([opened.columns for opened, _ in segments]) if segments else []
        self._parts = [
            _Part(
                segment=Segment(opened.container, opened.keys, deleted),
                columns=opened.columns,
                ranks=ranks[number],
                misspellings=opened.misspellings,
            )
            for number, (opened, deleted) in enumerate(segments)
        ]
        self._values = {facet: self._all_values(facet) for facet in Facet}
        self._places = [
            {facet: self._values[facet].searchsorted(part.columns.values[facet]) for facet in Facet}
            for part in self._parts
        ]

    @property
    def documents(self) -> int:
        """How many live documents there are."""
        return sum(part.segment.documents for part in self._parts)

    @property
    def is_whole(self) -> bool:
        """Whether all mapped files are still there in full."""
        return all(part.segment.container.is_whole() for part in self._parts)

    def revisions(self) -> dict[int, int]:
        """Map every live company to the revision that was indexed."""
        found: dict[int, int] = {}
        for part in self._parts:
            live = _everything(part.segment)
            ids, revisions = part.columns.company_ids[live], part.columns.revisions[live]
            found.update(zip(ids.tolist(), revisions.tolist(), strict=True))
        return found

    def count(self, key: str) -> int:
        """Count the live documents that hold a key."""
        return sum(
            part.segment.count(number)
            for part in self._parts
            if (number := part.segment.keys.find(key)) >= 0
        )

    def prefixed(self, prefix: str, limit: int) -> Sequence[str]:
        """Give the live keys that begin so, those of most documents first, then in order."""
        counts: dict[str, int] = {}
        for part in self._parts:
            for number in range(*part.segment.keys.beginning(prefix)):
                key = part.segment.keys.key(number)
                counts[key] = counts.get(key, 0) + part.segment.count(number)
        live = [key for key, count in counts.items() if count]
        return sorted(live, key=lambda key: (-counts[key], key))[:limit]

    def near(self, space: str, text: str, distance: int) -> Sequence[str]:
        """Give the live keys of a space exactly so many edits away, in order."""
        found: set[str] = set()
        for part in self._parts:
            for number in part.misspellings[Space(space)].near(text, distance):
                if part.segment.live is None or part.segment.count(number):
                    found.add(part.segment.keys.key(number))
        return sorted(found)

    def behind(self, key: str) -> Sequence[str]:
        """Name the words that are merged under a derived key, in order."""
        return sorted(
            {
                word
                for part in self._parts
                if (number := part.segment.keys.find(key)) >= 0
                for word in part.segment.behind(number)
                if part.segment.live is None or self.count(word)
            }
        )

    def held(self, rows: Sequence[Row], key: str) -> Sequence[tuple[int, int] | None]:
        """Give for each row the weight and the field mask of a key, if it is there."""
        found: list[tuple[int, int] | None] = [None] * len(rows)
        for owner, numbers, documents in self._by_part(rows):
            segment = self._parts[owner].segment
            key_number = segment.keys.find(key)
            if key_number >= 0:
                for number, posting in zip(
                    numbers, segment.held(documents, key_number), strict=True
                ):
                    found[number] = posting
        return found

    def begun(self, rows: Sequence[Row], prefix: str) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Give for each row weight, mask and key of every key that begins so, in order."""
        found: list[Sequence[tuple[int, int, str]]] = [()] * len(rows)
        for owner, numbers, documents in self._by_part(rows):
            begun = self._parts[owner].segment.begun(documents, prefix)
            for number, held in zip(numbers, begun, strict=True):
                found[number] = held
        return found

    def _by_part(self, rows: Sequence[Row]) -> Iterator[tuple[int, list[int], list[int]]]:
        """Part the rows by segment: its number, which rows, and their documents."""
        for owner in range(len(self._parts)):
            numbers = [number for number, row in enumerate(rows) if row.place[0] == owner]
            if numbers:
                yield owner, numbers, [rows[number].place[1] for number in numbers]

    def evaluate(self, plan: Plan) -> ArrayMatches:
        """Find and score what meets a plan."""
        if plan.everything:
            hits = [_all_hits(part.segment) for part in self._parts]
            matches = ArrayMatches(tuple(hits))
        else:
            matches = self._scored(plan)
        if not plan.without:
            return matches
        kept = tuple(
            _left_out(hits, part.segment.meet(plan.without)[0])
            for hits, part in zip(matches.hits, self._parts, strict=True)
        )
        return ArrayMatches(kept, matches.slot_counts, matches.factors)

    def complete(self, beginning: str, limit: int) -> Sequence[Completion]:
        """Give companies with a name that begins so, then with a later word that does."""
        found: dict[tuple[int, int], None] = {}
        for space in (Space.BEGINNING, Space.LATER):
            if len(found) < limit:
                found.update(dict.fromkeys(self._completed(space + beginning, limit)))
        return tuple(
            Completion(*self._parts[number].columns.shown(document)[:2])
            for number, document in list(found)[:limit]
        )

    def _completed(self, prefix: str, limit: int) -> Iterator[tuple[int, int]]:
        """Give the places of the companies under keys that begin so, the largest first."""
        best: list[tuple[float, int, int, int]] = []
        for number, part in enumerate(self._parts):
            documents = part.segment.beginning(prefix)
            if not len(documents):
                continue
            sizes = part.columns.sizes[documents]
            ranks = part.ranks[documents]
            for at in _largest(sizes, ranks, limit):
                best.append((-sizes[at], ranks[at], number, int(documents[at])))
        for _, _, number, document in sorted(best)[:limit]:
            yield number, document

    def _scored(self, plan: Plan) -> ArrayMatches:
        by_slot = [
            [each for each in plan.alternatives if slot in each.slots]
            for slot in range(len(plan.slots))
        ]
        met = [[part.segment.meet(each) for each in by_slot] for part in self._parts]
        counts = tuple(
            sum(len(slots[number][0]) for slots in met) for number in range(len(plan.slots))
        )
        factors = tuple(
            idf(self.documents, count) * (1.0 if slot.required else OPTIONAL_WEIGHT)
            for slot, count in zip(plan.slots, counts, strict=True)
        )
        hits = tuple(
            _score(plan, slots, factors, part.segment.bonuses(plan.whole))
            for slots, part in zip(met, self._parts, strict=True)
        )
        return ArrayMatches(hits, counts, factors)

    def select(self, matches: ArrayMatches, selection: Selection) -> Page:
        """Filter, count, sort and cut out a page."""
        counts = {facet: np.zeros(len(self._values[facet]), np.int64) for facet in selection.facets}
        total = 0
        chosen: list[Best] = []
        for number, (part, hits) in enumerate(zip(self._parts, matches.hits, strict=True)):
            passed, by_facet = part.columns.passing(hits[0], selection.filters)
            kept = _kept(hits, _all_of(passed, by_facet))
            for facet in selection.facets:
                chosen_too = facet in by_facet
                counted = _kept(hits, _all_of(passed, by_facet, facet)) if chosen_too else kept
                self._add_counts(facet, counts[facet], number, counted[0])
            total += len(kept[0])
            chosen.append(_best(part, kept, selection))
        return Page(
            total=total,
            rows=self._rows(chosen, selection),
            facets={facet: self._named(facet, counts[facet]) for facet in selection.facets},
        )

    def _add_counts(self, facet: Facet, counts: Array, number: int, documents: Array) -> None:
        counted = self._parts[number].columns.count(facet, documents)
        counts[self._places[number][facet]] += counted

    def _named(self, facet: Facet, counts: Array) -> tuple[FacetCount, ...]:
        """Name the values counted, most first, then in order."""
        found = counts.nonzero()[0]
        places = found[(-counts[found]).argsort(kind="stable")]
        values = self._values[facet]
        counted = zip(values[places].tolist(), counts[places].tolist(), strict=True)
        return tuple(map(tuple.__new__, repeat(FacetCount), counted))

    def _all_values(self, facet: Facet) -> Array:
        values = {value for part in self._parts for value in part.columns.values[facet]}
        return np.asarray(sorted(values), dtype=object)

    def _rows(self, chosen: Sequence[Best], selection: Selection) -> tuple[Row, ...]:
        """Merge the best of each segment and read what the page shows."""
        if not chosen:
            return ()
        first, last = selection.first, selection.first + selection.size
        if len(chosen) == 1:
            documents, scores, order, ranks = chosen[0]
            wanted = np.lexsort((ranks, -order))[first:last]
            return self._read(0, documents[wanted].tolist(), scores[wanted].tolist())
        documents, scores, order, ranks = (np.concatenate(c) for c in zip(*chosen, strict=True))
        wanted = np.lexsort((ranks, -order))[first:last]
        owners = np.arange(len(chosen)).repeat([len(best[0]) for best in chosen])[wanted]
        return tuple(
            row
            for owner, document, score in zip(
                owners.tolist(), documents[wanted].tolist(), scores[wanted].tolist(), strict=True
            )
            for row in self._read(owner, (document,), (score,))
        )

    def _read(
        self, number: int, documents: Sequence[int], scores: Sequence[float]
    ) -> tuple[Row, ...]:
        columns = self._parts[number].columns
        shown, ids = columns.shown, columns.company_ids
        rows = []
        for document, score in zip(documents, scores, strict=True):
            name, slug, cvr = shown(document)
            rows.append(Row(ids.item(document), slug, name, cvr or None, score, (number, document)))
        return tuple(rows)


def _kept(hits: Hits, passed: Array | None) -> Hits:
    return hits if passed is None else (hits[0][passed], hits[1][passed])


def _best(part: _Part, hits: Hits, selection: Selection) -> Best:
    """Take what may be on the page or before it out of one segment."""
    documents, scores = hits
    order = part.columns.order(selection.sort, documents, scores)
    ranks = part.ranks.take(documents)
    most = selection.first + selection.size
    if len(documents) <= most:
        return documents, scores, order, ranks
    best = _largest(order, ranks, most)
    return documents[best], scores[best], order[best], ranks[best]


def _everything(segment: Segment) -> Array:
    if segment.live is None:
        return np.arange(segment.size, dtype=np.int32)
    return np.flatnonzero(segment.live).astype(np.int32)


def _all_hits(segment: Segment) -> Hits:
    documents = _everything(segment)
    return documents, np.zeros(len(documents))


def _score(plan: Plan, slots: Sequence[Hits], factors: Sequence[float], bonuses: Hits) -> Hits:
    """Add up what each slot gives the documents that meet all required ones, or the whole."""
    required = [hits for hits, slot in zip(slots, plan.slots, strict=True) if slot.required]
    found = _in_all([documents for documents, _ in required])
    if len(bonuses[0]):
        more = bonuses[0][~among(bonuses[0], found)]
        if len(more):
            found = np.sort(np.concatenate([found, more]))
    if not len(found):
        return NOTHING
    scores = np.zeros(len(found))
    for (documents, values), factor in zip(slots, factors, strict=True):
        scores += factor * _looked_up(found, documents, values)
    if len(bonuses[0]):
        scores[found.searchsorted(bonuses[0])] += bonuses[1]
    return found, scores


def _in_all(lists: Sequence[Array]) -> Array:
    """Keep the documents that are in every list, the shortest first."""
    if not lists:
        return NOTHING[0]
    ordered = sorted(lists, key=len)
    found = ordered[0]
    for other in ordered[1:]:
        found = found[among(found, other)]
    return found


def _looked_up(wanted: Array, documents: Array, values: Array) -> Array:
    """Give the value of each wanted document, zero where it has none."""
    if documents is wanted:
        return values
    found = np.zeros(len(wanted))
    if len(documents) < len(wanted):
        at = wanted.searchsorted(documents)
        at[at == len(wanted)] = 0
        held = wanted[at] == documents
        found[at[held]] = values[held]
    else:
        at = documents.searchsorted(wanted)
        at[at == len(documents)] = 0
        held = documents[at] == wanted
        found[held] = values[at[held]]
    return found


def _left_out(hits: Hits, without: Array) -> Hits:
    kept = ~among(hits[0], without)
    return hits[0][kept], hits[1][kept]


def _all_of(
    passed: Array | None, by_facet: Mapping[Facet, Array], but: Facet | None = None
) -> Array | None:
    """Combine the filters, those of one facet set aside; ``None`` lets everything pass."""
    for facet, chosen in by_facet.items():
        if facet is not but:
            passed = chosen if passed is None else passed & chosen
    return passed


def _largest(order: Array, ranks: Array, count: int) -> Array:
    """Give the places of the ``count`` largest, the lower rank where they are equal."""
    if len(order) <= count or not count:
        return np.arange(len(order) if count else 0)
    limit = np.partition(order, len(order) - count)[len(order) - count]
    above = np.flatnonzero(order > limit)
    equal = np.flatnonzero(order == limit)
    needed = count - len(above)
    if needed < len(equal):
        equal = equal[np.argpartition(ranks[equal], needed)[:needed]]
    return np.concatenate([above, equal])
