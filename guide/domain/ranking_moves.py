"""What would move a company in a list: the nearest better place on each measure and overall."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking import Entrant, Placement, Ranking, basis_of
from guide.domain.ranking_methods import MEASURES, Measure, Method
from guide.domain.ratios import known


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A better place on one measure: the value that shares it, and what it takes.

    ``more`` is how much larger ``driver`` (whole kroner) must be, all else equal. ``overall`` is
    the place in the whole list that the step would bring.
    """

    measure: Measure
    place: int
    value: Fraction
    driver: KeyFigure
    more: int
    overall: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """For one company: points to the next better place, and steps on each measure.

    ``nearest`` is the next better place on each measure (none where it is already first);
    ``decisive`` the smallest step on each measure that betters the place in the whole list.
    """

    points_to_next: int | None
    nearest: tuple[Step, ...]
    decisive: tuple[Step, ...]


def what_would_move(ranking: Ranking, entrant: Entrant) -> Movement | None:
    """Tell what would move a placed company upwards; ``None`` when it is not in the list."""
    own = ranking.placement(entrant.key)
    if own is None:
        return None
    above = [row for row in ranking.placements if row.place < own.place]
    nearest: list[Step] = []
    decisive: list[Step] = []
    for index, measure in enumerate(ranking.method.measures):
        better = _better_values(ranking.placements, own, index)
        if not better:
            continue
        nearest.append(_step(ranking, entrant, own, measure, better[0]))
        value = _first_that_moves(ranking.placements, own, index, better)
        if value is not None:
            decisive.append(_step(ranking, entrant, own, measure, value))
    return Movement(
        points_to_next=own.score - above[-1].score if above else None,
        nearest=tuple(nearest),
        decisive=tuple(decisive),
    )


def _better_values(rows: Sequence[Placement], own: Placement, index: int) -> list[Fraction]:
    """Every value above the company's own on a measure, the nearest first."""
    mine = own.measures[index].value
    return sorted({row.measures[index].value for row in rows if row.measures[index].value > mine})


def _first_that_moves(
    rows: Sequence[Placement], own: Placement, index: int, better: Sequence[Fraction]
) -> Fraction | None:
    """The smallest value that betters the place overall; better values never place worse."""

    def moves(value: Fraction) -> bool:
        return _overall_place(rows, own, index, value) < own.place

    found = bisect_left(better, True, key=moves)
    return better[found] if found < len(better) else None


def _overall_place(rows: Sequence[Placement], own: Placement, index: int, value: Fraction) -> int:
    """The company's place in the whole list if its value on one measure were ``value``."""
    mine = own.measures[index].value
    my_place = 1 + sum(row.measures[index].value > value for row in rows if row.key != own.key)
    my_score = own.score - own.measures[index].place + my_place
    ahead = 0
    for row in rows:
        if row.key == own.key:
            continue
        overtaken = mine <= row.measures[index].value < value
        score = row.score + overtaken
        ahead += (score, -row.ebit) < (my_score, -own.ebit)
    return 1 + ahead


def _step(
    ranking: Ranking, entrant: Entrant, own: Placement, measure: Measure, value: Fraction
) -> Step:
    index = ranking.method.measures.index(measure)
    others = [row for row in ranking.placements if row.key != own.key]
    terms = MEASURES[measure]
    slope = _slope(ranking.method, entrant, measure)
    return Step(
        measure=measure,
        place=1 + sum(row.measures[index].value > value for row in others),
        value=value,
        driver=terms.driver,
        more=ceil((value - own.measures[index].value) / slope),
        overall=_overall_place(ranking.placements, own, index, value),
    )


def _slope(method: Method, entrant: Entrant, measure: Measure) -> Fraction:
    """How much the measure rises for one krone more; every measure is linear in its driver."""
    basis = basis_of(method, entrant)
    if basis is None:
        raise ValueError(f"{entrant.key} har ingen tal for året")
    terms = MEASURES[measure]
    more = int(known(basis.year, terms.driver)) + 1
    richer = replace(basis.year, figures={**basis.year.figures, terms.driver: more})
    risen = terms.compute(replace(basis, year=richer), method.base_floor)
    return risen - terms.compute(basis, method.base_floor)
