"""The newest figures that lists show and sort by, taken from a company's figure sets."""

from collections.abc import Iterable

from guide.domain.figure_series import FigureYear, series
from guide.domain.key_figures import KeyFigure
from guide.domain.ratios import Basis, growth
from guide.domain.report_terms import Absence, Scope
from guide.domain.reports import FigureSet
from guide.domain.resolved import FigureSummary

KRONER = "DKK"


def summarise(sets: Iterable[FigureSet]) -> FigureSummary:
    """Return the newest year's figures, the parent's own before the group's.

    Only kroner are summed up: amounts in another currency stay on the profile. Growth is that of
    revenue, else of gross profit, a year of untold length counting as twelve months.
    """
    every = list(sets)
    years = series(every, Scope.PARENT) or series(every, Scope.GROUP)
    if not years:
        return FigureSummary()
    newest = years[-1]
    employees = _newest_with(years, KeyFigure.EMPLOYEES)
    head_count = None if employees is None else employees.filed.number(KeyFigure.EMPLOYEES)
    return FigureSummary(
        has_figures=True,
        revenue=_kroner(newest.filed, KeyFigure.REVENUE),
        revenue_year=newest.filed.label,
        revenue_state=_revenue_state(newest.filed),
        result=_kroner(newest.filed, KeyFigure.RESULT),
        growth=_growth(newest),
        employees=None if head_count is None else round(head_count),
        employees_year=None if employees is None else employees.filed.label,
    )


def _newest_with(years: Iterable[FigureYear], figure: KeyFigure) -> FigureYear | None:
    told = [year for year in years if year.filed.number(figure) is not None]
    return told[-1] if told else None


def _kroner(figures: FigureSet, figure: KeyFigure) -> int | None:
    number = figures.number(figure)
    return int(number) if number is not None and figures.currency == KRONER else None


def _revenue_state(figures: FigureSet) -> str:
    value = figures.value(KeyFigure.REVENUE)
    if value is Absence.NOT_PUBLISHED:
        return "not_published"
    return "known" if _kroner(figures, KeyFigure.REVENUE) is not None else "unknown"


def _growth(year: FigureYear) -> float | None:
    basis = Basis(year=year.filed, before=year.before, assume_twelve_months=True)
    for figure in (KeyFigure.REVENUE, KeyFigure.GROSS_PROFIT):
        result = growth(basis, figure)
        if result.value is not None:
            return float(result.value)
    return None
