"""How well compounds are cut, against words whose right cuts are known.

A gold compound is written ``part(link)|part``; ``~`` in place of ``|`` marks a cut that is
allowed but not required. Links belong to the member before them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from guide.search.analysis.compounds import Split, split_compound


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldCompound:
    """A compound with the places where it must and where it may be cut."""

    word: str
    required: frozenset[int]
    allowed: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitScore:
    """Fractions over all cuts of the compounds, and over the words that must stay whole.

    ``mistakes`` and ``wrongly_cut`` list the words, written with the cuts that were made.
    """

    precision: float
    recall: float
    f1: float
    wrongly_cut_rate: float
    mistakes: tuple[str, ...]
    wrongly_cut: tuple[str, ...]


def read_compounds(path: Path) -> tuple[GoldCompound, ...]:
    """Read gold compounds, one a line."""
    return tuple(parse_compound(line) for line in _lines(path))


def read_simplex(path: Path) -> tuple[str, ...]:
    """Read words that must stay whole, one a line."""
    return tuple(_lines(path))


def parse_compound(line: str) -> GoldCompound:
    """Read one gold compound."""
    word = ""
    cuts: dict[str, set[int]] = {"|": set(), "~": set()}
    for piece in re.split(r"([|~])", line):
        if piece in cuts:
            cuts[piece].add(len(word))
        else:
            word += piece.replace("(", "").replace(")", "")
    return GoldCompound(
        word=word, required=frozenset(cuts["|"]), allowed=frozenset(cuts["|"] | cuts["~"])
    )


def score_splits(
    compounds: Iterable[GoldCompound],
    simplex: Iterable[str],
    split: Callable[[str], Split | None] = split_compound,
) -> SplitScore:
    """Compare sets of cuts; an allowed cut counts neither for nor against."""
    right = wrong = missed = 0
    mistakes: list[str] = []
    for gold in compounds:
        made = _cuts(split(gold.word))
        right += len(made & gold.required)
        wrong += len(made - gold.allowed)
        missed += len(gold.required - made)
        if made - gold.allowed or gold.required - made:
            mistakes.append(_written(gold.word, made))
    words = tuple(simplex)
    cut = tuple(_written(word, _cuts(split(word))) for word in words if split(word) is not None)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return SplitScore(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        wrongly_cut_rate=len(cut) / len(words) if words else 0.0,
        mistakes=tuple(mistakes),
        wrongly_cut=cut,
    )


def _cuts(split: Split | None) -> frozenset[int]:
    if split is None:
        return frozenset()
    return frozenset(part.end + len(part.link) for part in split.parts[:-1])


def _written(word: str, cuts: Iterable[int]) -> str:
    places = [0, *sorted(cuts), len(word)]
    return "|".join(word[start:end] for start, end in pairwise(places))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
