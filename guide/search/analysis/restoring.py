"""Giving folded spellings their Danish letters back: ``loensystem`` → ``lønsystem``."""

from collections.abc import Iterator
from functools import lru_cache

from guide.search.analysis.compounds import LONGEST_COMPOUND
from guide.search.analysis.lexicon import Lexicon, lexicon

_READINGS = {
    "aa": ("å", "aa"),
    "ae": ("æ", "ae"),
    "oe": ("ø", "oe"),
    "a": ("a", "å", "æ"),
    "o": ("o", "ø"),
    "ä": ("æ", "ä"),
    "ö": ("ø", "ö"),
    "ü": ("y", "ü"),
}
_PAIRS = ("aa", "ae", "oe", "ä", "ö", "ü")
LONG_ENOUGH = 6
MOST_RESTORED = 3
FAR_COMMONER = 3
MOST_STEPS = 4_000
"""After so many tried beginnings a word stays as it was typed: no query costs more."""


@lru_cache(maxsize=4096)
def restore(word: str) -> tuple[str, ...]:
    """Give the words of fewest members, commonest first, that a folded spelling may stand for.

    Empty when the word is known as it was typed, when nothing fits, for anything but letters,
    and for short words without aa, ae or oe, which might be anything. A compound as typed
    (``bogforing``) gives way only to a reading of fewer members or with a far commoner last
    one.
    """
    words = lexicon()
    if (
        not word.isalpha()
        or len(word) > LONGEST_COMPOUND
        or not any(sign in word for sign in (_READINGS if len(word) >= LONG_ENOUGH else _PAIRS))
        or words.is_listed(word)
        or words.is_modifier(word)
    ):
        return ()
    found: dict[str, tuple[int, int]] = {}
    for reading, size, rank in _readings(word, words):
        found[reading] = min(found.get(reading, (size, -rank)), (size, -rank))
    typed = found.pop(word, None)
    if typed is not None:
        found = {reading: order for reading, order in found.items() if _is_better(order, typed)}
    fewest = min((size for size, _ in found.values()), default=0)
    best = sorted((order, reading) for reading, order in found.items() if order[0] == fewest)
    return tuple(reading for _, reading in best[:MOST_RESTORED])


def _is_better(reading: tuple[int, int], typed: tuple[int, int]) -> bool:
    """Compare members and negated rank of the last one."""
    if reading[0] != typed[0]:
        return reading[0] < typed[0]
    return -reading[1] > FAR_COMMONER * -typed[1]


def _readings(word: str, words: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Walk the lexicon's trees letter by letter; give reading, members and rank of the last."""
    steps = 0
    waiting = [(0, "", "", 1)]
    while waiting and steps < MOST_STEPS:
        steps += 1
        at, before, member, size = waiting.pop()
        if at == len(word):
            if words.is_head(member) or (size == 1 and words.is_listed(member)):
                yield before + member, size, words.head_rank(member)
            continue
        if at == len(word) - 1 and word.endswith("s") and words.is_head(member + "s"):
            yield before + member + "s", size, words.head_rank(member)
        if len(member) > 1 and words.is_modifier(member):
            waiting.append((at, before + member, "", size + 1))
        for taken, letters in _choices(word, at):
            longer = member + letters
            if words.begins_form(longer) or words.begins_modifier(longer):
                waiting.append((at + taken, before, longer, size))


def _choices(word: str, at: int) -> Iterator[tuple[int, str]]:
    pair = word[at : at + 2]
    for reading in _READINGS.get(pair, ()):
        if len(pair) == 2:
            yield 2, reading
    for reading in _READINGS.get(word[at], (word[at],)):
        yield 1, reading
