"""The slow index that the fast one must equal: plain Python over the same postings.

It holds its documents in dictionaries and computes everything the obvious way. It is the
measure in tests and serves small catalogues well.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guide.search.edits import edits
from guide.search.fields import MOST_WEIGHT, SATURATION, Space
from guide.search.index import Page, Row, Selection, idf
from guide.search.plan import OPTIONAL_WEIGHT, Alternative, Form, Plan, Term, Whole, bonus_in
from guide.search.port import (
    NO,
    UNKNOWN,
    YES,
    Facet,
    FacetCount,
    Range,
    RevenueState,
    SearchDocument,
    SearchFilters,
    Sort,
)
from guide.search.postings import Posting, document_postings, forms_of, merged
from guide.search.suggest import Completion


@dataclass(frozen=True, slots=True)
class ReferenceMatches:
    """Company ids and their scores, and how the slots were met."""

    scores: Mapping[int, float]
    slot_counts: tuple[int, ...] = ()
    factors: tuple[float, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is any."""
        return bool(self.scores)


class ReferenceIndex:
    """Documents, and for each key the documents that hold it with weight and fields."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self._documents = {document.company_id: document for document in documents}
        self._postings: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self._positions: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
        self._behind: dict[str, set[str]] = defaultdict(set)
        for company_id, document in self._documents.items():
            postings = document_postings(document)
            for key, posting in (*postings.words.items(), *postings.keys.items()):
                self._add(company_id, key, posting)

    def _add(self, company_id: int, key: str, posting: Posting) -> None:
        self._count(company_id, key, posting.total, posting.mask)
        if posting.positions:
            self._positions[key][company_id] = posting.positions
        if key[0] == Space.WORD:
            self._behind[forms_of(key[1:]).sound].add(key)
            for derived, weight in merged(key[1:], posting):
                self._count(company_id, derived, weight, posting.mask)
                self._behind[derived].add(key)

    def _count(self, company_id: int, key: str, weight: int, mask: int) -> None:
        before, fields = self._postings[key].get(company_id, (0, 0))
        self._postings[key][company_id] = (min(before + weight, MOST_WEIGHT), fields | mask)

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._documents)

    def count(self, key: str) -> int:
        """Count the documents that hold a key."""
        return len(self._postings.get(key, ()))

    def prefixed(self, prefix: str, limit: int) -> Sequence[str]:
        """Give the keys that begin so, those of most documents first, then in order."""
        keys = sorted(key for key in self._postings if key.startswith(prefix))
        return sorted(keys, key=lambda key: -self.count(key))[:limit]

    def near(self, space: str, text: str, distance: int) -> Sequence[str]:
        """Give the keys of a space exactly so many edits away."""
        return sorted(
            key for key in self._postings if key[0] == space and edits(key[1:], text) == distance
        )

    def complete(self, beginning: str, limit: int) -> Sequence[Completion]:
        """Give companies with a name that begins so, then with a later word that does."""
        found: dict[int, None] = {}
        for space in (Space.BEGINNING, Space.LATER):
            ids = {
                company_id
                for key in self._keys(Form(space + beginning, prefix=True))
                for company_id in self._postings[key]
            }
            found.update(dict.fromkeys(sorted(ids, key=self._size)[:limit]))
        chosen = [self._documents[company_id] for company_id in list(found)[:limit]]
        return tuple(Completion(document.name, document.slug) for document in chosen)

    def _size(self, company_id: int) -> tuple[int, str, int]:
        document = self._documents[company_id]
        return -(document.employees or 0), document.sort_key, company_id

    def evaluate(self, plan: Plan) -> ReferenceMatches:
        """Find and score what meets a plan."""
        if plan.everything:
            matches = ReferenceMatches(dict.fromkeys(self._documents, 0.0))
        else:
            matches = self._scored(plan)
        excluded = {each for without in plan.without for each in self._values(without)}
        kept = {each: score for each, score in matches.scores.items() if each not in excluded}
        return replace(matches, scores=kept)

    def _scored(self, plan: Plan) -> ReferenceMatches:
        values: list[dict[int, float]] = [{} for _ in plan.slots]
        for alternative in plan.alternatives:
            for company_id, value in self._values(alternative).items():
                for slot in alternative.slots:
                    values[slot][company_id] = max(value, values[slot].get(company_id, 0.0))
        bonuses = self._bonuses(plan.whole)
        required = [values[n] for n, slot in enumerate(plan.slots) if slot.required]
        found = set.intersection(*(set(v) for v in required)) if required else set()
        factors = [
            idf(self.documents, len(value)) * (1.0 if slot.required else OPTIONAL_WEIGHT)
            for slot, value in zip(plan.slots, values, strict=True)
        ]
        scores = {}
        for company_id in found | set(bonuses):
            score = 0.0
            for factor, slot_values in zip(factors, values, strict=True):
                score += factor * slot_values.get(company_id, 0.0)
            scores[company_id] = score + bonuses.get(company_id, 0.0)
        return ReferenceMatches(scores, tuple(len(value) for value in values), tuple(factors))

    def _values(self, alternative: Alternative) -> dict[int, float]:
        terms = [self._term(term) for term in alternative.terms]
        if not terms:
            return {}
        found = set.intersection(*(set(term) for term in terms))
        if alternative.phrase:
            found = {each for each in found if self._stand_together(alternative.terms, each)}
        return {each: alternative.weight * min(term[each] for term in terms) for each in found}

    def _term(self, term: Term) -> dict[int, float]:
        values: dict[int, float] = {}
        for form in term.forms:
            for key in self._keys(form):
                for company_id, (total, mask) in self._postings.get(key, {}).items():
                    if not term.mask or mask & term.mask:
                        value = form.weight * (total / (total + SATURATION))
                        values[company_id] = max(value, values.get(company_id, 0.0))
        return values

    def _keys(self, form: Form) -> Iterator[str]:
        if form.prefix:
            yield from (key for key in self._postings if key.startswith(form.key))
        else:
            yield form.key

    def _stand_together(self, terms: Sequence[Term], company_id: int) -> bool:
        starts = [
            {position - number for position in self._positions[key].get(company_id, ())}
            for number, key in enumerate(term.forms[0].key for term in terms)
        ]
        return bool(set.intersection(*starts))

    def _bonuses(self, wholes: Sequence[Whole]) -> dict[int, float]:
        bonuses: dict[int, float] = {}
        for whole in wholes:
            for key in self._keys(Form(whole.key, prefix=whole.prefix)):
                for company_id, (_, mask) in self._postings.get(key, {}).items():
                    bonus = bonus_in(whole, mask)
                    if bonus is not None:
                        worth = bonus.worth * (_size(whole.key) - 1) / (_size(key) - 1)
                        bonuses[company_id] = max(worth, bonuses.get(company_id, 0.0))
        return bonuses

    def select(self, matches: ReferenceMatches, selection: Selection) -> Page:
        """Filter, count, sort and cut out a page."""
        documents = [self._documents[company_id] for company_id in matches.scores]
        kept = [d for d in documents if passes(d, selection.filters)]
        kept.sort(
            key=lambda d: (*_order(d, selection.sort, matches.scores), d.sort_key, d.company_id)
        )
        rows = kept[selection.first : selection.first + selection.size]
        return Page(
            total=len(kept),
            rows=tuple(self._row(d, matches.scores[d.company_id]) for d in rows),
            facets={f: _counted(documents, f, selection.filters) for f in selection.facets},
        )

    def _row(self, document: SearchDocument, score: float) -> Row:
        return Row(
            document.company_id,
            document.slug,
            document.name,
            document.cvr,
            score,
            (0, document.company_id),
        )

    def held(self, rows: Sequence[Row], key: str) -> Sequence[tuple[int, int] | None]:
        """Give for each row the weight and the field mask of a key, if it is there."""
        postings = self._postings.get(key, {})
        return [postings.get(row.company_id) for row in rows]

    def begun(self, rows: Sequence[Row], prefix: str) -> Sequence[Sequence[tuple[int, int, str]]]:
        """Give for each row weight, mask and key of every key that begins so, in order."""
        keys = sorted(self._keys(Form(prefix, prefix=True)))
        return [
            [
                (*self._postings[key][row.company_id], key)
                for key in keys
                if row.company_id in self._postings[key]
            ]
            for row in rows
        ]

    def behind(self, key: str) -> Sequence[str]:
        """Name the words, as keys, that are merged under a derived key, in order."""
        return sorted(self._behind.get(key, ()))


FACET_VALUES: Mapping[Facet, Callable[[SearchDocument], tuple[str, ...]]] = {
    Facet.CATEGORY: lambda d: tuple(dict.fromkeys(d.category_path)) or (UNKNOWN,),
    Facet.REGION: lambda d: (d.region or UNKNOWN,),
    Facet.MUNICIPALITY: lambda d: (d.municipality or UNKNOWN,),
    Facet.SIZE: lambda d: (d.size or UNKNOWN,),
    Facet.FORM: lambda d: (d.form or UNKNOWN,),
    Facet.STATUS: lambda d: (d.status or UNKNOWN,),
    Facet.REVENUE: lambda d: (d.revenue_state,),
    Facet.FIGURES: lambda d: (YES if d.has_figures else NO,),
    Facet.CLAIMED: lambda d: (YES if d.claimed else NO,),
}
"""Which values a document counts under in each facet."""


def _size(key: str) -> int:
    return len(key.encode())


def passes(document: SearchDocument, filters: SearchFilters, but: Facet | None = None) -> bool:
    """Tell whether a document satisfies the filters, those of one facet set aside."""
    for facet, wanted in filters.values.items():
        if facet is not but and wanted and not wanted & set(FACET_VALUES[facet](document)):
            return False
    ranges = (
        (filters.employees, document.employees),
        (filters.revenue, known_revenue(document)),
        (filters.growth, document.growth),
        (filters.result, document.result),
        (filters.founded, document.founded),
    )
    if not all(_inside(limits, value) for limits, value in ranges):
        return False
    return filters.near is None or document.municipality in filters.near.municipalities


def known_revenue(document: SearchDocument) -> int | None:
    """Give the revenue only where it is known."""
    return document.revenue if document.revenue_state is RevenueState.KNOWN else None


def _inside(limits: Range | None, value: float | None) -> bool:
    if limits is None:
        return True
    if value is None:
        return False
    return (limits.low is None or value >= limits.low) and (
        limits.high is None or value <= limits.high
    )


def _order(
    document: SearchDocument, sort: Sort, scores: Mapping[int, float]
) -> tuple[bool, float, str, int]:
    value: float | None
    match sort:
        case Sort.RELEVANCE:
            value = scores[document.company_id]
        case Sort.NAME:
            value = 0.0
        case Sort.EMPLOYEES:
            value = document.employees
        case Sort.REVENUE:
            value = known_revenue(document)
        case Sort.GROWTH:
            value = document.growth
        case Sort.FOUNDED:
            value = document.founded
    return value is None, -(value or 0.0), document.sort_key, document.company_id


def _counted(
    documents: Sequence[SearchDocument], facet: Facet, filters: SearchFilters
) -> tuple[FacetCount, ...]:
    counts: dict[str, int] = defaultdict(int)
    for document in documents:
        if passes(document, filters, but=facet):
            for value in FACET_VALUES[facet](document):
                counts[value] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value=value, count=count) for value, count in ordered)
