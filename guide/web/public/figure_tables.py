"""Key figures and ratios of a company as tables of years, parent and group never mixed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _
from markupsafe import Markup

from guide.domain.figure_series import FigureYear, series
from guide.domain.key_figures import MONEY_FIGURES, KeyFigure
from guide.domain.ratios import FORMULAS, Basis, Ratio, RatioResult, all_ratios
from guide.domain.reasons import Assumption
from guide.domain.report_terms import Absence, Scope
from guide.domain.reports import FigureSet
from guide.web.languages import current_language
from guide.web.presenters.charts import bars
from guide.web.presenters.figures import CellState, Figure, FigureRow, FigureTable, figure_row
from guide.web.presenters.numbers import (
    compact_money,
    millions,
    millions_unit,
    number,
    percent,
    thousands,
    thousands_unit,
)
from guide.web.presenters.svg import Point
from guide.web.public.figure_words import (
    assumption_words,
    figure_name,
    ratio_formula,
    ratio_name,
    reason_words,
)

YEARS = 5
MILLIONS_FROM = 10**10
_ALWAYS = (KeyFigure.REVENUE, KeyFigure.RESULT, KeyFigure.EQUITY, KeyFigure.EMPLOYEES)


@dataclass(frozen=True, kw_only=True, slots=True)
class YearSource:
    """Where the figures of some years stand."""

    periods: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureBlock:
    """The figures of one scope in one currency: two tables, notes, sources, charts."""

    id: str
    heading: str
    amounts: FigureTable
    ratios: FigureTable
    notes: tuple[str, ...]
    sources: tuple[YearSource, ...]
    charts: tuple[tuple[Markup, str], ...]


def blocks(sets: Iterable[FigureSet]) -> tuple[FigureBlock, ...]:
    """Lay out the parent's figures and then the group's, the last five years of each."""
    every = list(sets)
    return tuple(
        _block(scope, currency, tuple(years))
        for scope in (Scope.PARENT, Scope.GROUP)
        for currency, years in _by_currency(series(every, scope))
    )


def newest_first(years: Sequence[FigureYear]) -> tuple[FigureYear, ...]:
    """Give the last five rows, the newest first as annual reports have them."""
    return tuple(reversed(years[-YEARS:]))


def ratios_of(year: FigureYear) -> dict[Ratio, RatioResult]:
    """Compute the ratios of a year; one of untold length counts as twelve months and is marked."""
    basis = Basis(year=year.filed, before=year.before, assume_twelve_months=True)
    return {result.ratio: result for result in all_ratios(basis)}


def _by_currency(years: tuple[FigureYear, ...]) -> list[tuple[str, list[FigureYear]]]:
    newest = sorted(newest_first(years), key=lambda year: year.filed.currency != "DKK")
    return [
        (currency, list(some)) for currency, some in groupby(newest, lambda y: y.filed.currency)
    ]


def _block(scope: Scope, currency: str, years: tuple[FigureYear, ...]) -> FigureBlock:
    results = [ratios_of(year) for year in years]
    periods = tuple(_period(year) for year in years)
    heading = _("Koncernen") if scope is Scope.GROUP else _("Virksomheden selv")
    if all(year.filed.scope is Scope.UNKNOWN for year in years):
        heading = _("Årsregnskaber")
    return FigureBlock(
        id=f"{scope.value}-{currency.lower()}",
        heading=str(heading),
        amounts=_amounts(str(heading), currency, years, periods),
        ratios=FigureTable(
            caption=str(_("%(whose)s: nøgletal beregnet af guiden", whose=heading)),
            periods=periods,
            rows=tuple(_ratio_row(ratio, results, currency) for ratio in FORMULAS),
        ),
        notes=_notes(years, results),
        sources=_sources(years),
        charts=_charts(years, currency),
    )


def _period(year: FigureYear) -> str:
    mark = "*" if year.filed.scope is Scope.UNKNOWN else ""
    return f"{year.filed.label}{mark}"


def _amounts(
    whose: str, currency: str, years: tuple[FigureYear, ...], periods: tuple[str, ...]
) -> FigureTable:
    amounts = [int(year.filed.number(f) or 0) for year in years for f in MONEY_FIGURES]
    large = max(map(abs, amounts), default=0) >= MILLIONS_FROM
    locale = current_language()
    unit = (millions_unit if large else thousands_unit)(currency, locale=locale)
    rows = [
        _figure_row(figure, years, large)
        for figure in KeyFigure
        if figure in _ALWAYS
        or any(year.filed.value(figure) is not Absence.UNKNOWN for year in years)
    ]
    return FigureTable(
        caption=str(_("%(whose)s: beløb i %(unit)s", whose=whose, unit=unit)),
        periods=periods,
        rows=tuple(rows),
    )


def _figure_row(figure: KeyFigure, years: tuple[FigureYear, ...], large: bool) -> FigureRow:
    return figure_row(figure_name(figure), [_cell(figure, year.filed, large) for year in years])


def _cell(figure: KeyFigure, filed: FigureSet, large: bool) -> Figure:
    value = filed.value(figure)
    if isinstance(value, Absence):
        return Figure(state=CellState(value.value))
    locale = current_language()
    if figure is KeyFigure.EMPLOYEES:
        text = number(value, digits=0 if value == int(value) else 1, locale=locale)
    else:
        text = (millions if large else thousands)(value, locale=locale)
    return Figure(state=CellState.KNOWN, text=text, value=str(value), negative=value < 0)


def _ratio_row(ratio: Ratio, results: list[dict[Ratio, RatioResult]], currency: str) -> FigureRow:
    cells = [ratio_cell(result[ratio], currency) for result in results]
    return figure_row(ratio_name(ratio), cells, hint=ratio_formula(ratio))


def ratio_cell(result: RatioResult, currency: str) -> Figure:
    """Give a ratio as shown, or why there is none."""
    if result.value is None:
        return Figure(
            state=CellState.UNKNOWN, text=reason_words(result.reason) if result.reason else ""
        )
    exact = result.value
    return Figure(
        state=CellState.KNOWN,
        text=ratio_text(result.ratio, float(exact), currency),
        value=f"{float(exact):.6g}",
        negative=exact < 0,
    )


def ratio_text(ratio: Ratio, value: float, currency: str) -> str:
    """Write a ratio: per cent, but revenue per employee in whole money."""
    locale = current_language()
    if ratio is Ratio.REVENUE_PER_EMPLOYEE:
        return compact_money(round(value), currency, locale=locale)
    return percent(value, locale=locale)


def _notes(
    years: tuple[FigureYear, ...], results: list[dict[Ratio, RatioResult]]
) -> tuple[str, ...]:
    notes: list[str] = []
    if any(year.filed.scope is Scope.UNKNOWN for year in years):
        notes.append("* " + assumption_words(Assumption.COUNTED_AS_PARENT))
    made = {a for result in results for one in result.values() for a in one.assumptions}
    if any(year.restated for year in years):
        made.add(Assumption.RESTATED)
    notes.extend(assumption_words(each) for each in Assumption if each in made)
    for year in years:
        notes.extend(f"{year.filed.label}: {warning.danish()}." for warning in year.filed.warnings)
    return tuple(dict.fromkeys(notes))


def _sources(years: tuple[FigureYear, ...]) -> tuple[YearSource, ...]:
    """Name each document once, with the years that stand in it."""
    labels: dict[str, list[str]] = {}
    for year in years:
        if year.filed.source:
            labels.setdefault(year.filed.source, []).append(year.filed.label)
    return tuple(
        YearSource(
            periods=", ".join(some),
            name=url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www."),
            url=url if url.startswith("http") else "",
        )
        for url, some in labels.items()
    )


def _charts(years: tuple[FigureYear, ...], currency: str) -> tuple[tuple[Markup, str], ...]:
    first = KeyFigure.REVENUE if _known(years, KeyFigure.REVENUE) > 1 else KeyFigure.GROSS_PROFIT
    return tuple(
        (_chart(figure, years, currency), figure_name(figure))
        for figure in (first, KeyFigure.RESULT)
        if _known(years, figure) > 1
    )


def _known(years: tuple[FigureYear, ...], figure: KeyFigure) -> int:
    return sum(year.filed.number(figure) is not None for year in years)


def _chart(figure: KeyFigure, years: tuple[FigureYear, ...], currency: str) -> Markup:
    locale = current_language()
    points = []
    for year in reversed(years):
        value = year.filed.number(figure)
        text = (
            str(_("ikke offentliggjort"))
            if year.filed.value(figure) is Absence.NOT_PUBLISHED
            else str(_("ikke oplyst"))
        )
        if value is not None:
            text = compact_money(value, currency, locale=locale)
        points.append(
            Point(label=year.filed.label, value=None if value is None else float(value), text=text)
        )
    return bars(points, title=figure_name(figure))
