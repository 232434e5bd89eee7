"""What an article is about, in the categories of the guide; nothing when it is not about IT."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from guide.domain.article_text import cut
from guide.domain.categories import Category

MIN_IT_WORDS = 2
MIN_SCORE = 1.4
_LONGEST = 4
_IT_WORDS_TEXT = """
    software hosting server internet cyber hacker computer database digital algoritm it- cloud
    datacent firewall malware ransomware netværk bredbånd webshop kryptering programmør skytjenest
"""
_IT_WORDS = tuple(_IT_WORDS_TEXT.split())
_IT_ENDINGS_TEXT = """
    system systemet systemer systemerne software program programmet platform platformen server
    servere
"""
_IT_ENDINGS = tuple(_IT_ENDINGS_TEXT.split())
_IT_SHORT_TEXT = """
    it erp crm saas api ai app apps edb ict
"""
_IT_SHORT = frozenset(_IT_SHORT_TEXT.split())
_TOO_WIDE_TEXT = """
    it data system løsning program software app digital online service
"""
_TOO_WIDE = frozenset(_TOO_WIDE_TEXT.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A category that a text is about, its score, and the words of the text that say so."""

    category: str
    score: float
    words: tuple[str, ...]


class SubjectBook:
    """The categories' own words, by stem, ready to be counted in texts."""

    def __init__(self, tree: Mapping[str, Category], stem: Callable[[str], str]) -> None:
        self._stem = stem
        self._words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for category in tree.values():
            if category.parent is not None:
                for text in (category.name_da, *category.keywords_da, *category.keywords_en):
                    self._words[self._stems(text)].add(category.slug)
        self._words.pop((), None)

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(self._stem(atom.key) for atom in cut(text))

    def subjects(self, text: str) -> list[Subject]:
        """Return the text's categories, the clearest first; empty when it is not clearly IT."""
        atoms = cut(text)
        if len({atom.key for atom in atoms if _is_it(atom.key)}) < MIN_IT_WORDS:
            return []
        stems = [self._stem(atom.key) for atom in atoms]
        seen: Counter[tuple[str, ...]] = Counter()
        for position in range(len(stems)):
            for length in range(1, _LONGEST + 1):
                words = tuple(stems[position : position + length])
                if words in self._words and len(words) == length:
                    seen[words] += 1
        return self._scored(seen)

    def _scored(self, seen: Mapping[tuple[str, ...], int]) -> list[Subject]:
        scores: dict[str, float] = defaultdict(float)
        words: dict[str, list[str]] = defaultdict(list)
        for found, count in seen.items():
            if len(found) == 1 and found[0] in _TOO_WIDE:
                continue
            for slug in sorted(self._words[found]):
                scores[slug] += math.sqrt(min(count, 4)) * len(found) / len(self._words[found])
                words[slug].append(" ".join(found))
        told = [
            Subject(category=slug, score=round(score, 3), words=tuple(words[slug]))
            for slug, score in scores.items()
            if score >= MIN_SCORE
        ]
        return sorted(told, key=lambda subject: (-subject.score, subject.category))


def _is_it(key: str) -> bool:
    return key in _IT_SHORT or key.startswith(_IT_WORDS) or key.endswith(_IT_ENDINGS)


def clearest(subjects: Iterable[Subject]) -> list[Subject]:
    """Keep the best category and another one that is nearly as clear."""
    several = list(subjects)[:2]
    return [one for one in several if one.score >= 0.7 * several[0].score]
