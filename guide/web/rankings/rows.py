"""A ranking's rows and reasons as a page shows them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _

from guide.domain.key_figures import TERMS
from guide.domain.ranking import MeasurePlace, lacking
from guide.domain.ranking_methods import MEASURES, Measure
from guide.domain.ranking_moves import Step
from guide.usecases.rank_companies import RankedList
from guide.web.languages import DANISH, current_language
from guide.web.presenters.numbers import compact_money, number, percent


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedRow:
    """One company of a list; ``cells`` are (value, place) on each measure."""

    place: int
    name: str
    url: str
    score: int
    cells: tuple[tuple[str, int], ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyPlacing:
    """A company's place in the whole list, and what would move it, in words."""

    title: str
    url: str
    place: int
    of: int
    score: int
    cells: tuple[tuple[str, str, int], ...]
    moves: tuple[str, ...]
    marks: tuple[str, ...]


def measure_value(measure: Measure, value: Fraction) -> str:
    """Return a value in its unit: kroner per employee, else per cent."""
    locale = current_language()
    if measure is Measure.REVENUE_PER_EMPLOYEE:
        return compact_money(round(value), locale=locale)
    return percent(float(value), locale=locale)


def rows(ranked: RankedList, limit: int) -> tuple[RankedRow, ...]:
    """Return the first so many placed companies."""
    return tuple(
        RankedRow(
            place=placed.place,
            name=placed.name,
            url=url_for("public.profile", slug=ranked.slugs[placed.key]),
            score=placed.score,
            cells=tuple((measure_value(m.measure, m.value), m.place) for m in placed.measures),
            marks=tuple(mark.danish() for mark in placed.marks),
        )
        for placed in ranked.ranking.placements[:limit]
    )


def exclusion_groups(ranked: RankedList) -> tuple[tuple[str, int], ...]:
    """Return the first reason of everyone left out, and how many it keeps out."""
    counted = Counter(exclusion.reasons[0].danish() for exclusion in ranked.ranking.exclusions)
    return tuple(counted.most_common())


def lacking_inputs(ranked: RankedList) -> tuple[tuple[str, int], ...]:
    """Return each figure that the method needs and how many of the field do not tell it."""
    danish = current_language() == DANISH
    counts = lacking(ranked.method, ranked.entrants.values())
    return tuple(
        (TERMS[figure].danish if danish else TERMS[figure].english, count)
        for figure, count in counts.items()
    )


def company_placing(ranked: RankedList, company_id: int) -> CompanyPlacing | None:
    """Return a company's placing in a list, or ``None`` when it is not placed."""
    placed = ranked.ranking.placement(str(company_id))
    if placed is None:
        return None
    movement = ranked.movement(placed.key)
    danish = current_language() == DANISH
    return CompanyPlacing(
        title=ranked.method.danish if danish else ranked.method.english,
        url=url_for("rankings.top100", year=ranked.field.year, metode=ranked.method.key),
        place=placed.place,
        of=len(ranked.ranking.placements),
        score=placed.score,
        cells=_cells(placed.measures),
        moves=() if movement is None else tuple(_move(step) for step in movement.nearest),
        marks=tuple(mark.danish() for mark in placed.marks),
    )


def _cells(measures: Sequence[MeasurePlace]) -> tuple[tuple[str, str, int], ...]:
    danish = current_language() == DANISH
    return tuple(
        (
            MEASURES[one.measure].danish if danish else MEASURES[one.measure].english,
            measure_value(one.measure, one.value),
            one.place,
        )
        for one in measures
    )


def _move(step: Step) -> str:
    """Say what it takes to reach the next place on a measure."""
    danish = current_language() == DANISH
    terms = TERMS[step.driver]
    measure = MEASURES[step.measure]
    return str(
        _(
            "%(more)s mere i %(driver)s ville give nr. %(place)s på %(measure)s "
            "og nr. %(overall)s i listen.",
            more=compact_money(step.more, locale=current_language()),
            driver=terms.noun if danish else terms.noun_english,
            place=number(step.place, locale=current_language()),
            measure=(measure.danish if danish else measure.english).lower(),
            overall=number(step.overall, locale=current_language()),
        )
    )
