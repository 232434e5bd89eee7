"""Completing what is being typed, from the first letter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from guide.search.analysis import analyse_name, analyse_query_words, fold, normalise
from guide.search.fields import Space
from guide.search.lexicon import Lexicon
from guide.search.port import CategoryName, PlaceName, Suggestion, SuggestionKind
from guide.search.postings import BEGINNING_LETTERS

MOST_CATEGORIES = 3
MOST_PLACES = 2
SHORTEST_CORRECTED = 4
LONGEST_TYPED = 60
SHORT = 4
"""Letters up to which suggestions are remembered."""

REMEMBERED = 8192
"""How many of them."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A company whose name, or a name it had or has besides, goes on from what was typed."""

    name: str
    slug: str


class Completer(Lexicon, Protocol):
    """What suggestions ask of an index."""

    def complete(self, beginning: str, limit: int) -> Sequence[Completion]:
        """Give companies with a name that begins so, then with a later word that does.

        ``beginning`` is a tier 2 key; companies with most employees come first.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Entry:
    suggestion: Suggestion
    order: int


class Suggester:
    """Companies, categories, places and corrections for one generation."""

    def __init__(
        self, index: Completer, categories: Sequence[CategoryName], places: Iterable[PlaceName]
    ) -> None:
        self._index = index
        self._categories = _Sorted(_category_entries(categories))
        self._places = _Sorted(_place_entries(places))
        self._known: dict[tuple[str, int], tuple[Suggestion, ...]] = {}

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete a text; empty when there is nothing to complete.

        The first letters are typed again and again, so what they led to is remembered.
        """
        asked = text.strip(), limit
        known = self._known.get(asked)
        if known is None:
            known = self._suggest(text.strip()[:LONGEST_TYPED], limit)
            if len(asked[0]) <= SHORT and len(self._known) < REMEMBERED:
                self._known[asked] = known
        return known

    def _suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        key = _key(typed)
        if not key or limit < 1:
            return ()
        categories = self._categories.beginning(key)[:MOST_CATEGORIES]
        places = self._places.beginning(key)[:MOST_PLACES]
        companies = [
            Suggestion(kind=SuggestionKind.COMPANY, text=found.name, target=found.slug)
            for found in self._completed(typed, limit)
        ]
        kept = max(limit - len(categories) - len(places), 1)
        found = (*companies[:kept], *categories, *places)[:limit]
        return found or tuple(self._corrections(typed))

    def _completed(self, typed: str, limit: int) -> Sequence[Completion]:
        beginning = analyse_name(typed).key[:BEGINNING_LETTERS]
        return self._index.complete(beginning, limit) if beginning else ()

    def _corrections(self, typed: str) -> Iterator[Suggestion]:
        """Offer the question with its last word put right."""
        words = analyse_query_words(typed).words
        if not words or len(words[-1].text) < SHORTEST_CORRECTED:
            return
        last = words[-1]
        near = self._index.near(Space.WORD, last.text, 1)
        for key in sorted(near, key=lambda key: (-self._index.count(key), key))[:1]:
            corrected = f"{typed[: last.start]}{key[1:]}{typed[last.end :]}"
            yield Suggestion(kind=SuggestionKind.CORRECTION, text=corrected, target=corrected)


class _Sorted:
    """Suggestions under sorted keys."""

    def __init__(self, entries: Iterable[tuple[str, _Entry]]) -> None:
        ordered = sorted(entries, key=lambda entry: (entry[0], entry[1].order))
        self._keys = [key for key, _ in ordered]
        self._entries = [entry for _, entry in ordered]

    def beginning(self, key: str) -> list[Suggestion]:
        """Give what stands under keys that begin so, each once, the most fitting first."""
        first = bisect_left(self._keys, key)
        last = bisect_left(self._keys, key + "\U0010ffff")
        chosen = sorted(self._entries[first:last], key=lambda entry: entry.order)
        return list(dict.fromkeys(entry.suggestion for entry in chosen))


def _category_entries(categories: Sequence[CategoryName]) -> Iterator[tuple[str, _Entry]]:
    parents = {category.slug: category.name_da for category in categories}
    for number, category in enumerate(categories):
        suggestion = Suggestion(
            kind=SuggestionKind.CATEGORY,
            text=category.name_da,
            target=category.slug,
            detail=parents.get(category.parent or "", ""),
        )
        count = len(categories)
        for name in (category.name_da, category.name_en):
            for at, key in enumerate(_later_keys(name)):
                yield key, _Entry(suggestion, number + (count if at else 0))
        for keyword in category.keywords:
            yield _key(keyword), _Entry(suggestion, number + 2 * count)


def _place_entries(places: Iterable[PlaceName]) -> Iterator[tuple[str, _Entry]]:
    for number, place in enumerate(places):
        suggestion = Suggestion(
            kind=SuggestionKind.PLACE,
            text=place.name,
            target=",".join(sorted(place.municipalities)),
            detail=place.kind,
        )
        yield _key(place.name), _Entry(suggestion, number)


def _later_keys(name: str) -> Iterator[str]:
    """Give the key of a name, and of what is left of it from each later word on."""
    words = name.split()
    for at in range(len(words)):
        yield _key(" ".join(words[at:]))


def _key(text: str) -> str:
    return fold(" ".join(normalise(text).split()))
