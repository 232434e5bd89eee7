"""What can be told about a list as a whole without telling anything about a few companies.

Before anything is computed each value is blended: sorted over the whole guide, cut into blocks of
at least five neighbours, and replaced by its block's mean (microaggregation with k = 5; Domingo-
Ferrer and Mateo-Sanz 2002). So however lists are chosen and compared, their figures never tell
more of a company than what it shares with at least four others.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from guide.domain.figure_series import FigureYear
from guide.domain.key_figures import KeyFigure
from guide.domain.peers import MINIMUM_PEERS, PeerSummary, summarize
from guide.domain.report_terms import Absence

K = TypeVar("K", bound=Hashable)
LARGEST = 4
"""How many of the largest the concentration counts together (CR4)."""

KRONER = "DKK"


class ListMeasure(StrEnum):
    """What a list's median and quartiles are told of."""

    REVENUE = "revenue"
    OPERATING_MARGIN = "operating_margin"
    EMPLOYEES = "employees"
    GROWTH = "growth"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListStatistics:
    """A list of ``companies``. What would tell of fewer than five companies is ``None``.

    ``publishing`` is the share with a known revenue among those of which it is known whether they
    publish it; ``concentration`` the share of the four largest in the revenue of all.
    """

    companies: int
    spreads: Mapping[ListMeasure, PeerSummary | None]
    publishing: Fraction | None
    concentration: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FigurePlace:
    """A company's published figure and its place; equals share the better place."""

    place: int
    key: int
    value: Fraction
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRanking:
    """A list by one figure; those that published none and those unknown stand apart, unplaced."""

    figure: KeyFigure
    placed: tuple[FigurePlace, ...]
    withheld: tuple[int, ...]
    unknown: tuple[int, ...]


def blend(values: Mapping[K, Fraction]) -> dict[K, Fraction]:
    """Replace each value by the mean of its block of neighbours; none under five in all.

    A block is closed at five, but never between equal values: so whoever changes values inside
    a block with another changes nothing that is told. A rest under five joins the last block.
    """
    ordered = sorted(values, key=lambda key: (values[key], str(key)))
    blocks: list[list[K]] = [[]]
    for key in ordered:
        full = len(blocks[-1]) >= MINIMUM_PEERS
        if full and values[blocks[-1][-1]] != values[key]:
            blocks.append([])
        blocks[-1].append(key)
    if len(blocks) > 1 and len(blocks[-1]) < MINIMUM_PEERS:
        blocks[-2].extend(blocks.pop())
    if len(blocks[-1]) < MINIMUM_PEERS:
        return {}
    blended = {}
    for block in blocks:
        mean = sum((values[key] for key in block), Fraction(0)) / len(block)
        blended.update(dict.fromkeys(block, mean))
    return blended


def describe(
    chosen: Collection[K],
    blended: Mapping[ListMeasure, Mapping[K, Fraction]],
    publishes: Mapping[K, bool],
) -> ListStatistics:
    """Describe a list by blended values; ``publishes`` leaves out those of which nobody knows."""
    told = {
        measure: [values[key] for key in chosen if key in values]
        for measure, values in blended.items()
    }
    return ListStatistics(
        companies=len(chosen),
        spreads={measure: summarize(values) for measure, values in told.items()},
        publishing=_publishing([publishes[key] for key in chosen if key in publishes]),
        concentration=_concentration(told.get(ListMeasure.REVENUE, [])),
    )


def _publishing(answers: list[bool]) -> Fraction | None:
    """Tell the share only where neither those who do nor those who do not are one to four."""
    yes = sum(answers)
    small = any(0 < group < MINIMUM_PEERS for group in (yes, len(answers) - yes))
    return None if small or len(answers) < MINIMUM_PEERS else Fraction(yes, len(answers))


def _concentration(revenues: list[Fraction]) -> Fraction | None:
    """Tell the largest four's share only where at least five stand behind them."""
    total = sum(revenues, Fraction(0))
    if len(revenues) < LARGEST + MINIMUM_PEERS or total <= 0:
        return None
    return sum(sorted(revenues, reverse=True)[:LARGEST], Fraction(0)) / total


def rank_by(figure: KeyFigure, newest: Mapping[int, FigureYear | None]) -> FigureRanking:
    """Place companies by a figure of their newest year, kroner only, the largest first."""
    values, withheld, unknown = {}, [], []
    for key, year in newest.items():
        value = Absence.UNKNOWN if year is None else year.filed.value(figure)
        in_kroner = year is not None and year.filed.currency == KRONER
        if value is Absence.NOT_PUBLISHED:
            withheld.append(key)
        elif isinstance(value, Absence) or not (in_kroner or figure is KeyFigure.EMPLOYEES):
            unknown.append(key)
        else:
            values[key] = Fraction(value)
    return FigureRanking(
        figure=figure,
        placed=tuple(_places(values, newest)),
        withheld=tuple(withheld),
        unknown=tuple(unknown),
    )


def _places(
    values: Mapping[int, Fraction], newest: Mapping[int, FigureYear | None]
) -> Iterable[FigurePlace]:
    place, before = 0, None
    for number, key in enumerate(sorted(values, key=lambda key: -values[key]), start=1):
        if values[key] != before:
            place, before = number, values[key]
        year = newest[key]
        yield FigurePlace(
            place=place, key=key, value=values[key], label=year.filed.label if year else ""
        )
