"""What is known of one written word, worked out once and remembered."""

from dataclasses import dataclass
from functools import lru_cache

from guide.search.analysis.compounds import Split, split_compound
from guide.search.analysis.folding import fold
from guide.search.analysis.stems import stem_simple

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
    """Analyse a normalised word that is not a name.

    The stem of a compound is what stands before its last member and the stem of that member,
    so that listed and unlisted compounds inflect alike.
    """
    split = split_compound(text)
    if split is None:
        stemmed = stem_simple(text)
        return Word(text=text, stem=stemmed, key=fold(stemmed))
    head = split.parts[-1]
    stemmed = text[: head.start] + stem_simple(head.text)
    return Word(text=text, stem=stemmed, key=fold(stemmed), parts=_parts(split))


def stem(word: str) -> str:
    """Give the tier 1 stem of a normalised word: lemma of the lexicon, then Snowball."""
    return analyse_word(word).stem


def _parts(split: Split) -> tuple[Part, ...]:
    members = []
    for part in split.parts:
        stemmed = stem_simple(part.base)
        members.append(
            Part(text=part.base, stem=stemmed, key=fold(stemmed), start=part.start, end=part.end)
        )
    return tuple(members)
