"""Stems of Danish words: the lemma of the lexicon, then Snowball; never for names."""

from functools import lru_cache

import Stemmer

from guide.search.analysis.lexicon import lexicon

SHORTEST_STEMMED = 3
_SHORTEST_IES = 6


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    stemmer = Stemmer.Stemmer("danish")
    stemmer.maxCacheSize = 0
    return stemmer


def snowball(word: str) -> str:
    """Take Danish endings off by rule alone (Snowball)."""
    return str(_stemmer().stemWord(word))


def stem_simple(word: str) -> str:
    """Give the tier 1 stem of a normalised word that is no compound.

    Two letters, and anything but letters, are left as they are. English plurals in -ies meet
    their singular in -y, which Danish rules would part.
    """
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return word
    words = lexicon()
    base = words.base_of(word)
    stem = words.stem_of(base)
    if stem is not None:
        return stem
    if word.endswith("ies") and len(word) >= _SHORTEST_IES and not words.is_listed(base):
        return word[:-3] + "y"
    return snowball(base)
