"""Cutting Danish compounds into their parts."""

from dataclasses import dataclass


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


def split_compound(word: str) -> Split | None:
    """Cut a normalised word into its members; ``None`` when it is one word or not known."""
    return None
