"""The ranking by the sum of placements: lowest sum wins, the best possible is one per measure.

The rule is Computerworld's (Top 100, yearly since 1996); ties, negative equity and small bases
follow ``Method.rules``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking_methods import MEASURES, Measure, Method, Threshold
from guide.domain.ratios import Basis, UntoldError, known
from guide.domain.reasons import Assumption, Reason, ReasonCode
from guide.domain.report_terms import Absence, Scope
from guide.domain.reports import FigureSet

_CURRENCY = "DKK"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """A company that might be ranked, with the year's figures and the year before's.

    ``key`` is unique and stable. ``barred`` says in Danish why policy keeps it out (ceased, a
    firm that is a person, an editor's decision); those that must not be seen at all are not
    handed in.
    """

    key: str
    name: str
    year: FigureSet | None = None
    before: FigureSet | None = None
    restated: bool = False
    barred: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasurePlace:
    """A company's value and place on one measure."""

    measure: Measure
    value: Fraction
    place: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """A company's place in the list; ``score`` is the sum of its places on the measures."""

    place: int
    key: str
    name: str
    score: int
    ebit: int
    measures: tuple[MeasurePlace, ...]
    marks: tuple[Assumption, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A company that is not in the list, and every reason why."""

    key: str
    name: str
    reasons: tuple[Reason, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """A finished list: the placed in order, and the others by name with their reasons."""

    method: Method
    placements: tuple[Placement, ...]
    exclusions: tuple[Exclusion, ...]

    def placement(self, key: str) -> Placement | None:
        """Return a company's placement, or ``None`` when it is not in the list."""
        return next((p for p in self.placements if p.key == key), None)


def rank(method: Method, entrants: Iterable[Entrant]) -> Ranking:
    """Place every entrant that may take part; the order in which they come does not matter."""
    field = sorted(entrants, key=lambda entrant: entrant.key)
    bases = {entrant.key: basis_of(method, entrant) for entrant in field}
    untold: dict[str, tuple[Reason, ...]] = {}
    values: dict[str, dict[Measure, Fraction]] = {}
    for entrant in field:
        told, reasons = _assess(method, entrant, bases[entrant.key])
        if reasons:
            untold[entrant.key] = reasons
        else:
            values[entrant.key] = told
    taking_part = [entrant for entrant in field if entrant.key in values]
    exclusions = (
        Exclusion(key=e.key, name=e.name, reasons=untold[e.key], note=e.barred)
        for e in field
        if e.key in untold
    )
    return Ranking(
        method=method,
        placements=_placements(method, taking_part, values),
        exclusions=tuple(sorted(exclusions, key=lambda one: (one.name, one.key))),
    )


def basis_of(method: Method, entrant: Entrant) -> Basis | None:
    """Return what the measures of an entrant rest on; ``None`` without figures for the year."""
    if entrant.year is None:
        return None
    return Basis(
        year=entrant.year,
        before=entrant.before,
        assume_twelve_months=method.assume,
        year_end=True,
    )


def lacking(method: Method, entrants: Iterable[Entrant]) -> Mapping[KeyFigure, int]:
    """Count, for each input of the method, the entrants for whom the figure is not a number."""
    counts = dict.fromkeys(method.inputs, 0)
    for entrant in entrants:
        for figure in counts:
            number = None if entrant.year is None else entrant.year.number(figure)
            counts[figure] += number is None
    return counts


def _assess(
    method: Method, entrant: Entrant, basis: Basis | None
) -> tuple[dict[Measure, Fraction], tuple[Reason, ...]]:
    """Return the value of every measure, and every reason why the entrant is left out."""
    if entrant.barred:
        return {}, (Reason(code=ReasonCode.BARRED),)
    if basis is None:
        return {}, (Reason(code=ReasonCode.NO_FIGURES),)
    barriers = (*_formal_reasons(method, basis), *_threshold_reasons(method, basis))
    reasons = dict.fromkeys(barriers)
    values: dict[Measure, Fraction] = {}
    for measure in method.measures:
        try:
            values[measure] = MEASURES[measure].compute(basis, method.base_floor)
        except UntoldError as error:
            reasons[error.reason] = None
    if basis.year.number(KeyFigure.EBIT) is None:
        reasons[_absent(basis.year.value(KeyFigure.EBIT), KeyFigure.EBIT)] = None
    return values, tuple(reasons)


def _formal_reasons(method: Method, basis: Basis) -> list[Reason]:
    codes: list[ReasonCode] = []
    if basis.year.scope is Scope.GROUP:
        codes.append(ReasonCode.GROUP_ONLY)
    if basis.year.scope is Scope.UNKNOWN and not method.assume:
        codes.append(ReasonCode.SCOPE_UNKNOWN)
    if basis.year.currency != _CURRENCY:
        codes.append(ReasonCode.NOT_DKK)
    if basis.year.months is None and not method.assume:
        codes.append(ReasonCode.LENGTH_UNKNOWN)
    if basis.year.months not in (None, 12):
        codes.append(ReasonCode.NOT_TWELVE_MONTHS)
    return [Reason(code=code) for code in codes]


def _threshold_reasons(method: Method, basis: Basis) -> list[Reason]:
    """Reasons why none of the thresholds is met; an unknown figure is not below a threshold."""
    if not method.thresholds:
        return []
    reasons = [_threshold_reason(threshold, basis) for threshold in method.thresholds]
    if None in reasons:
        return []
    below = Reason(code=ReasonCode.BELOW_THRESHOLD)
    unknown = [reason for reason in reasons if reason is not None and reason != below]
    return unknown or [below]


def _threshold_reason(threshold: Threshold, basis: Basis) -> Reason | None:
    figures = basis.before if threshold.year_before else basis.year
    if figures is None:
        return Reason(code=ReasonCode.NO_YEAR_BEFORE)
    number = figures.number(threshold.figure)
    if number is None and threshold.year_before:
        return Reason(code=ReasonCode.BASE_UNKNOWN, figure=threshold.figure)
    if number is None:
        return _absent(figures.value(threshold.figure), threshold.figure)
    if threshold.is_met(int(number)):
        return None
    return Reason(code=ReasonCode.BELOW_THRESHOLD)


def _absent(value: object, figure: KeyFigure) -> Reason:
    hidden = value is Absence.NOT_PUBLISHED
    code = ReasonCode.NOT_PUBLISHED if hidden else ReasonCode.UNKNOWN
    return Reason(code=code, figure=figure)


def _placements(
    method: Method,
    entrants: Sequence[Entrant],
    values: Mapping[str, Mapping[Measure, Fraction]],
) -> tuple[Placement, ...]:
    places = {
        measure: places_by_value([values[e.key][measure] for e in entrants])
        for measure in method.measures
    }
    rows = []
    for index, entrant in enumerate(entrants):
        measures = tuple(
            MeasurePlace(
                measure=measure, value=values[entrant.key][measure], place=places[measure][index]
            )
            for measure in method.measures
        )
        rows.append(_unplaced(entrant, measures, _marks(method, entrant)))
    return _in_order(rows)


def _unplaced(
    entrant: Entrant, measures: tuple[MeasurePlace, ...], marks: tuple[Assumption, ...]
) -> Placement:
    year = entrant.year
    return Placement(
        place=0,
        key=entrant.key,
        name=entrant.name,
        score=sum(one.place for one in measures),
        ebit=0 if year is None else int(known(year, KeyFigure.EBIT)),
        measures=measures,
        marks=marks,
    )


def _in_order(rows: Sequence[Placement]) -> tuple[Placement, ...]:
    """Lowest score first, then the larger EBIT; those equal in both share their place."""
    ordered = sorted(rows, key=lambda row: (row.score, -row.ebit, row.name, row.key))
    placed: list[Placement] = []
    for index, row in enumerate(ordered):
        tied = placed and (placed[-1].score, placed[-1].ebit) == (row.score, row.ebit)
        placed.append(replace(row, place=placed[-1].place if tied else index + 1))
    return tuple(placed)


def places_by_value(values: Sequence[Fraction]) -> list[int]:
    """Place values from the highest, 1 first; equal values share the best place (1, 2, 2, 4)."""
    first_place: dict[Fraction, int] = {}
    for index, value in enumerate(sorted(values, reverse=True)):
        first_place.setdefault(value, index + 1)
    return [first_place[value] for value in values]


def _marks(method: Method, entrant: Entrant) -> tuple[Assumption, ...]:
    years = [year for year in (entrant.year, entrant.before) if year is not None]
    marks = []
    if any(year.scope is Scope.UNKNOWN for year in years):
        marks.append(Assumption.COUNTED_AS_PARENT)
    if method.assume and any(year.months is None for year in years):
        marks.append(Assumption.COUNTED_AS_TWELVE_MONTHS)
    if entrant.restated:
        marks.append(Assumption.RESTATED)
    return tuple(marks)
