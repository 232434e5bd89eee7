"""How a company's peers do: the median and the quartiles, and nothing under five."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MINIMUM_PEERS = 5
"""Fewer than this would tell single companies apart, and says little of a trade."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PeerSummary:
    """Quartiles of ``count`` peers; half of them lie between ``lower`` and ``upper``."""

    count: int
    lower: Fraction
    median: Fraction
    upper: Fraction


def summarize(values: Iterable[Fraction | int | None]) -> PeerSummary | None:
    """Summarize the peers who have a value; ``None`` under five.

    Quartiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7: the
    default of spreadsheets), exact in fractions. The company itself is not among its peers.
    """
    return summarize_ordered(sorted(Fraction(value) for value in values if value is not None))


def summarize_ordered(known: Sequence[Fraction]) -> PeerSummary | None:
    """Summarize values that are in order already, as ``summarize`` does."""
    if len(known) < MINIMUM_PEERS:
        return None
    return PeerSummary(
        count=len(known),
        lower=_quantile(known, Fraction(1, 4)),
        median=_quantile(known, Fraction(1, 2)),
        upper=_quantile(known, Fraction(3, 4)),
    )


def _quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    position = share * (len(ordered) - 1)
    below = int(position)
    if below + 1 == len(ordered):
        return ordered[below]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])
