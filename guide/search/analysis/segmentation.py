"""Finding the members of a compound: fewest members, then the one whose rarest is commonest."""

from typing import Protocol

SHORTEST_MODIFIER = 2
SHORTEST_HEAD = 3


class Members(Protocol):
    """What may stand where in a compound."""

    def modifier_ends(self, word: str, start: int) -> list[int]:
        """Tell where the modifiers that begin at ``start`` end, links included."""
        ...

    def is_head(self, text: str) -> bool:
        """Tell whether a text may be the last member."""
        ...

    def modifier_rank(self, text: str) -> int:
        """Tell in how many compounds a modifier, link included, is a member."""
        ...

    def head_rank(self, text: str) -> int:
        """Tell in how many compounds a last member is one."""
        ...


class _Best:
    """The best way from one place to the end: members, rank of the rarest, where cuts lie."""

    __slots__ = ("cuts", "rank", "size")

    def __init__(self, size: int, rank: int, cuts: tuple[int, ...]) -> None:
        self.size = size
        self.rank = rank
        self.cuts = cuts

    def beats(self, other: "_Best | None") -> bool:
        return other is None or (self.size, -self.rank) < (other.size, -other.rank)


def find_cuts(word: str, members: Members) -> tuple[tuple[int, ...], int] | None:
    """Cut a word into modifiers and a head: the cuts, and the rank of the rarest member.

    A cut lies after the link of a modifier. ``None`` when the grammar allows no cut.
    """
    best = _best(word, 0, members, {})
    return None if best is None else (best.cuts, best.rank)


def _best(word: str, start: int, members: Members, known: dict[int, _Best | None]) -> _Best | None:
    if start in known:
        return known[start]
    best: _Best | None = None
    tail = word[start:]
    if start and len(tail) >= SHORTEST_HEAD and members.is_head(tail):
        best = _Best(1, members.head_rank(tail), ())
    else:
        for end in members.modifier_ends(word, start):
            if end - start < SHORTEST_MODIFIER or len(word) - end < SHORTEST_HEAD:
                continue
            rest = _best(word, end, members, known)
            if rest is not None and (best is None or rest.size + 1 <= best.size):
                rank = min(rest.rank, members.modifier_rank(word[start:end]))
                candidate = _Best(rest.size + 1, rank, (end, *rest.cuts))
                best = candidate if candidate.beats(best) else best
    known[start] = best
    return best
