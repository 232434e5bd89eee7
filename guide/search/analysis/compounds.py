"""Cutting Danish compounds into their members, by the grammar of the lexicon."""

from dataclasses import dataclass, replace
from functools import lru_cache

from guide.search.analysis.lexicon import Lexicon, lexicon
from guide.search.analysis.segmentation import find_cuts

SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 60
LONG_MEMBER = 8
"""From how many letters a member is looked into for members of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitPart:
    """One member of a compound.

    ``text`` is the member as it stands in the compound without its link, at ``start``–``end``;
    ``link`` the letters after it (``s``, ``e``, empty); ``base`` the word it is a form of
    (``arbejde`` for ``arbejd`` in ``arbejdsplads``).
    """

    text: str
    start: int
    end: int
    link: str
    base: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A compound and its members in order, at least two; the last one carries the inflection."""

    word: str
    parts: tuple[SplitPart, ...]


@lru_cache(maxsize=16_384)
def split_compound(word: str) -> Split | None:
    """Cut a normalised word into its members; ``None`` when it is one word or not known.

    A listed word is cut only where the lexicon says so and only in two; long members are cut
    again. Names are not to be given here.
    """
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not word.isalpha():
        return None
    words = lexicon()
    base = words.base_of(word)
    found = None if words.stays_whole(base) else find_cuts(base, words)
    if found is None:
        return None
    parts = [inner for part in _members(base, found[0], words) for inner in _looked_into(part)]
    if base != word:
        parts[-1] = replace(parts[-1], text=word[parts[-1].start :], end=len(word))
    return Split(word=word, parts=tuple(parts))


def _members(word: str, cuts: tuple[int, ...], words: Lexicon) -> list[SplitPart]:
    members = []
    start = 0
    for cut in cuts:
        rule = words.link(word[start:cut])
        end = cut - rule.link
        text = word[start:end]
        members.append(
            SplitPart(text=text, start=start, end=end, link=word[end:cut], base=text + rule.add)
        )
        start = cut
    head = word[start:]
    members.append(SplitPart(text=head, start=start, end=len(word), link="", base=head))
    return members


def _looked_into(part: SplitPart) -> list[SplitPart]:
    """Cut a long member again; its last piece keeps the link."""
    inner = split_compound(part.base) if len(part.text) >= LONG_MEMBER else None
    if inner is None or inner.parts[-1].start >= len(part.text):
        return [part]
    moved = [
        replace(piece, start=part.start + piece.start, end=part.start + piece.end)
        for piece in inner.parts
    ]
    last = moved[-1]
    moved[-1] = replace(
        last, text=part.text[last.start - part.start :], end=part.end, link=part.link
    )
    return moved
