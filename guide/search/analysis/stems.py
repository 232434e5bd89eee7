"""Stems of Danish words: the lemma of the lexicon, then Snowball; never for names."""

from functools import lru_cache

import Stemmer

_PLURAL_IES = 5


@lru_cache(maxsize=1)
def _snowball() -> Stemmer.Stemmer:
    stemmer = Stemmer.Stemmer("danish")
    stemmer.maxCacheSize = 0
    return stemmer


def stem(word: str) -> str:
    """Give the tier 1 stem of a normalised word; anything but letters is left as it is.

    English plurals in -ies meet their singular in -y, which Danish rules would part.
    """
    if not word.isalpha():
        return word
    if word.endswith("ies") and len(word) >= _PLURAL_IES:
        return word[:-3] + "y"
    return str(_snowball().stemWord(word))
