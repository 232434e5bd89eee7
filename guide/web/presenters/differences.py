"""Two texts side by side as one: the words that stay, go and come."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
MOST_WORDS = 3000
"""Longer texts are shown as one replaced whole; comparing costs the square of the length."""


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Neighbouring words with one fate."""

    change: Change
    text: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order, what goes before what comes."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _pieces((Change.REMOVED, before), (Change.ADDED, after))
    pieces: list[tuple[Change, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if gone == come:
            pieces.append((Change.SAME, gone))
        else:
            pieces += [(Change.REMOVED, gone), (Change.ADDED, come)]
    return _pieces(*pieces)


def _pieces(*found: tuple[Change, str]) -> tuple[Piece, ...]:
    return tuple(Piece(change=change, text=text) for change, text in found if text)
