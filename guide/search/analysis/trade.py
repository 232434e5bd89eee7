"""What the dictionary does not tell of the trade's language, and who may be a member with it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from guide.search.analysis.families import Families
from guide.search.analysis.segmentation import find_cuts
from guide.search.analysis.stavekontrolden import Dictionary

SHORTEST_PLAIN_HEAD = 4
COMMON_HEAD = 30
"""Of how many compounds a noun must be the last member for an adjective before it to count."""

SHORTEST_LINKLESS = 6

_ENDINGS = ("", "en", "et", "er", "erne", "e", "ene", "ne")


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeWords:
    """Words by role; the head of ``trade_words.tsv`` says what each role means."""

    both: frozenset[str]
    modifiers: frozenset[str]
    short_heads: frozenset[str]
    whole: frozenset[str]
    prefixes: frozenset[str]
    no_modifiers: frozenset[str]
    no_heads: frozenset[str]

    @property
    def heads(self) -> frozenset[str]:
        """Last members with their endings; those the dictionary has bring their own too."""
        return frozenset(word + ending for word in self.both for ending in _ENDINGS)


def read_trade_words(path: Path) -> TradeWords:
    """Read roles and words; raise ``OSError`` where there is no such file."""
    roles: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        role, _, words = line.partition("\t")
        if not line.startswith("#"):
            roles[role] = frozenset(words.split())
    return TradeWords(
        both=roles["both"],
        modifiers=roles["modifier"],
        short_heads=roles["short_head"],
        whole=roles["whole"],
        prefixes=roles["prefix"],
        no_modifiers=roles["no_modifier"],
        no_heads=roles["no_head"],
    )


def find_heads(dictionary: Dictionary, trade: TradeWords) -> frozenset[str]:
    """Collect what may be the last member: four letters or more, or a short word that is common."""
    listed = {
        form
        for form in dictionary.heads - trade.no_heads
        if (len(form) >= SHORTEST_PLAIN_HEAD or form in trade.short_heads)
        and not dictionary.lemmas[form] & trade.no_heads
    }
    return frozenset(listed | trade.heads | trade.short_heads)


def find_modifiers(
    dictionary: Dictionary, trade: TradeWords, heads: Set[str]
) -> Mapping[str, Set[str]]:
    """Collect what may be a first member, with the words it comes from."""
    modifiers: dict[str, set[str]] = {
        text: set(bases)
        for text, bases in dictionary.modifiers.items()
        if text not in trade.no_modifiers
        and (text not in dictionary.prefixes or text in trade.prefixes)
    }
    for word in trade.both | trade.modifiers | dictionary.abbreviations:
        modifiers.setdefault(word, set()).add(word)
    families = Families(dictionary, modifiers=modifiers, heads=heads, trade=trade.both)
    for word in _compounding_adjectives(dictionary, families) | _linkless_nouns(
        dictionary, modifiers, families
    ):
        modifiers.setdefault(word, set()).add(word)
    return modifiers


def _linkless_nouns(
    dictionary: Dictionary, modifiers: Mapping[str, Set[str]], families: Families
) -> set[str]:
    """Find simple nouns for which the dictionary tells no link (``algoritme``): they take none."""
    linked = {base for bases in modifiers.values() for base in bases}
    return {
        noun
        for noun in dictionary.nouns - linked - dictionary.verbs
        if len(noun) >= SHORTEST_LINKLESS and find_cuts(noun, families) is None
    }


def _compounding_adjectives(dictionary: Dictionary, families: Families) -> set[str]:
    """Find adjectives that begin listed nouns (``operativsystem``) though no flag says so."""
    found: set[str] = set()
    nouns = dictionary.entries - dictionary.verbs - dictionary.adjectives
    for word in nouns:
        for cut in range(4, len(word) - 3):
            head = word[cut:]
            if (
                word[:cut] in dictionary.adjectives
                and head in nouns
                and families.is_head(head)
                and families.head_rank(head) >= COMMON_HEAD
                and find_cuts(word, families) is None
            ):
                found.add(word[:cut])
    return found
