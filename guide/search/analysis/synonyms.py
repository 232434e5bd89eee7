"""Groups of words that mean the same in the trade, in both languages, applied to queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guide.search.analysis.folding import fold
from guide.search.analysis.queries import QueryWord, is_generic
from guide.search.analysis.texts import Token, analyse_text
from guide.search.analysis.tokens import Kind
from guide.search.analysis.words import stem

SYNONYM_WEIGHT = 0.45
"""What a match by a synonym counts against a match of the word itself (measured)."""

LONGEST_TERM = 4
"""How many neighbouring words of a query are tried as one term."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expansion:
    """Another way to say a term: all of ``words`` together, never one of them alone."""

    term: str
    words: tuple[Token, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SynonymMatch:
    """The words ``first`` … ``first + width - 1`` of a query are a term with synonyms.

    ``preferred`` is how the page names the group.
    """

    first: int
    width: int
    preferred: str
    expansions: tuple[Expansion, ...]
    weight: float = SYNONYM_WEIGHT


class Synonyms:
    """Synonym groups looked up by the joined, stemmed and folded key of a term."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups = tuple(tuple(group) for group in groups)
        self._by_key: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            for term in group:
                for key in _term_keys(tuple(word.text for word in _words(term))):
                    numbers = self._by_key.setdefault(key, [])
                    if number not in numbers:
                        numbers.append(number)

    def match(self, words: Sequence[QueryWord]) -> tuple[SynonymMatch, ...]:
        """Find the terms in a query, longest first; a word belongs to one term only."""
        matches: list[SynonymMatch] = []
        first = 0
        while first < len(words):
            found = self._longest(words, first)
            if found is None:
                first += 1
            else:
                matches.append(found)
                first += found.width
        return tuple(matches)

    def _longest(self, words: Sequence[QueryWord], first: int) -> SynonymMatch | None:
        for width in range(min(LONGEST_TERM, len(words) - first), 0, -1):
            term = words[first : first + width]
            keys = _term_keys(tuple(word.text for word in term))
            if any(word.restored for word in term):
                keys |= _term_keys(tuple(_meant(word) for word in term))
            numbers = sorted({n for key in keys for n in self._by_key.get(key, ())})
            if numbers:
                expansions = tuple(self._expansions(numbers, keys))
                preferred = self._groups[numbers[0]][0]
                if expansions:
                    return SynonymMatch(
                        first=first, width=width, preferred=preferred, expansions=expansions
                    )
        return None

    def _expansions(self, numbers: Iterable[int], keys: frozenset[str]) -> Iterable[Expansion]:
        seen: set[str] = set(keys)
        for term in (term for number in numbers for term in self._groups[number]):
            words = _words(term)
            term_keys = _term_keys(tuple(word.text for word in words))
            generic = len(words) == 1 and is_generic(words[0].key)
            if not generic and not (term_keys & seen):
                yield Expansion(term=term, words=words)
            seen |= term_keys


def load_synonyms(path: Path) -> Synonyms:
    """Read groups from a file: one group a line, terms apart by tabs, the preferred one first."""
    with path.open(encoding="utf-8") as lines:
        groups = [[term for term in line.rstrip("\n").split("\t") if term] for line in lines]
    return Synonyms(group for group in groups if len(group) > 1)


def _meant(word: QueryWord) -> str:
    return word.restored[0].text if word.restored else word.text


@lru_cache(maxsize=4096)
def _words(term: str) -> tuple[Token, ...]:
    return tuple(token for token in analyse_text(term) if token.kind is Kind.WORD)


@lru_cache(maxsize=8192)
def _term_keys(words: tuple[str, ...]) -> frozenset[str]:
    """Key a term both by its stems joined and by the stem of its words joined."""
    return frozenset({fold("".join(stem(word) for word in words)), fold(stem("".join(words)))})
