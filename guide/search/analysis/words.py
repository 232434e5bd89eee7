"""What is known of one written word, worked out once and remembered."""

from dataclasses import dataclass
from functools import lru_cache

from guide.search.analysis.compounds import Split, split_compound
from guide.search.analysis.folding import fold
from guide.search.analysis.stems import stem

REMEMBERED_WORDS = 32_768
"""How many distinct words a process keeps analysed: about 15 MB when full."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A member of a compound: its base word and keys, and where in the compound it stands."""

    text: str
    stem: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A normalised word, its tier 1 stem, its tier 2 key (of the stem) and its members."""

    text: str
    stem: str
    key: str
    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=REMEMBERED_WORDS)
def analyse_word(text: str) -> Word:
    """Analyse a normalised word that is not a name."""
    stemmed = stem(text)
    split = split_compound(text)
    parts = () if split is None else _parts(split)
    return Word(text=text, stem=stemmed, key=fold(stemmed), parts=parts)


def _parts(split: Split) -> tuple[Part, ...]:
    members = []
    for part in split.parts:
        stemmed = stem(part.base)
        members.append(
            Part(text=part.base, stem=stemmed, key=fold(stemmed), start=part.start, end=part.end)
        )
    return tuple(members)
