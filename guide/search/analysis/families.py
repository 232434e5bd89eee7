"""How common words are, counted in the dictionary itself, and which listed words stay whole.

The *family* of a word is the number of listed words that it is the first or last member of.
It needs no bought frequency list: ``system`` ends 108 listed words, ``taling`` none. Counts
from texts of the trade add one thing a dictionary cannot know, namely which compounds have
become words of their own there (``markedsføring``, ``netværk``).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Set

from guide.search.analysis.segmentation import find_cuts
from guide.search.analysis.stavekontrolden import UMLAUTS, Dictionary

SHORTEST_FAMILY_WORD = 6
COMMONER = 3
"""How many times commoner than the word itself its rarest member must be."""

ESTABLISHED = 5
"""From how many mentions a word whose head never stands alone in the trade stays whole."""

TRADE_RANK = 20
"""The rank of members that are added by hand: the dictionary cannot know their families."""

HIGHEST_RANK = 255


class Families:
    """The members of compounds while the lexicon is being built, with their ranks."""

    def __init__(
        self,
        dictionary: Dictionary,
        *,
        modifiers: Mapping[str, Set[str]],
        heads: Set[str],
        trade: Set[str],
    ) -> None:
        self._dictionary = dictionary
        self._modifiers = modifiers
        self._heads = heads
        self._trade = trade
        self._as_modifier: Counter[str] = Counter()
        self._as_head: Counter[str] = Counter()
        self._surfaces: dict[str, set[str]] = defaultdict(set)
        for surface, bases in modifiers.items():
            for base in bases:
                self._surfaces[base].add(surface)
        self._count()

    def modifier_ends(self, word: str, start: int) -> list[int]:
        """See ``Members``."""
        return [end for end in range(start + 2, len(word)) if word[start:end] in self._modifiers]

    def is_head(self, text: str) -> bool:
        """See ``Members``."""
        return text in self._heads

    def modifier_rank(self, text: str) -> int:
        """See ``Members``."""
        return max(self.size(base) for base in self._modifiers[text])

    def head_rank(self, text: str) -> int:
        """See ``Members``."""
        lemmas = self._dictionary.lemmas.get(text, {text})
        return max(self.size(lemma) for lemma in lemmas)

    def size(self, lemma: str) -> int:
        """Count the listed words that a word is a member of."""
        if lemma in self._trade:
            return max(TRADE_RANK, self._size(lemma))
        return self._size(lemma)

    def _size(self, lemma: str) -> int:
        firsts = sum(self._as_modifier[surface] for surface in self._surfaces.get(lemma, ()))
        return self._as_head[lemma] + firsts

    def _count(self) -> None:
        entries = self._dictionary.entries
        for word in entries:
            if len(word) >= SHORTEST_FAMILY_WORD:
                for cut in range(2, len(word) - 2):
                    if word[cut:] in entries and word[:cut] in self._modifiers:
                        self._as_modifier[word[:cut]] += 1
                        self._as_head[word[cut:]] += 1


class Wholeness:
    """Decides whether a listed word stays whole."""

    def __init__(
        self, dictionary: Dictionary, families: Families, mentions: Mapping[str, int]
    ) -> None:
        self._dictionary = dictionary
        self._families = families
        self._mentions: Counter[str] = Counter()
        for form, count in mentions.items():
            for lemma in dictionary.lemmas.get(form, {form}):
                self._mentions[lemma] += count

    def stays_whole(self, form: str) -> bool:
        """Tell whether a listed form must not be cut.

        It is cut only in two, only if its rarest member is far commoner than itself, only if
        it inflects as its head does, not if it may be a verb or who does it, and not if the
        trade uses it while its head never stands alone there.
        """
        found = find_cuts(form, self._families)
        if found is None:
            return False
        cuts, rank = found
        if len(cuts) > 1 or rank <= COMMONER * self._families.head_rank(form):
            return True
        head = form[cuts[-1] :]
        if self._is_verbal(form) or not self._inflects_as(form, head):
            return True
        return self._mentioned(form) >= ESTABLISHED and not self._mentioned(head)

    def _is_verbal(self, form: str) -> bool:
        """Tell a verb, and a doer such as ``vejleder``, which is spelled like its verb."""
        lemmas = self._dictionary.lemmas
        readings = set(lemmas.get(form, ())).union(*(lemmas.get(x, ()) for x in lemmas[form]))
        return bool(readings & self._dictionary.verbs)

    def _inflects_as(self, form: str, head: str) -> bool:
        """Tell ``fagbøger`` from ``transportører``, whose head would be ``øre``."""
        dictionary = self._dictionary
        endings = dictionary.lemmas.get(head, set()) | ({head} & dictionary.entries)
        endings = endings | {plural for plural, word in UMLAUTS.items() if word in endings}
        before = form[: len(form) - len(head)]
        return not endings or dictionary.lemmas[form] <= {before + ending for ending in endings}

    def _mentioned(self, form: str) -> int:
        lemmas = self._dictionary.lemmas.get(form, {form})
        return max(self._mentions[lemma] for lemma in lemmas)
