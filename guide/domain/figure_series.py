"""A company's figure sets put in order: one row a year, parent and group never in one series.

A correction replaces what it corrects; a report replaces the seed's row when both have the same
exact period; last year's figures as restated by the next report are used for growth and averages
but never replace what was filed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureSet, Period

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_WEAKEST_FIRST = (FigureOrigin.SEED, FigureOrigin.REPORT, FigureOrigin.EDITOR)


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureYear:
    """A year as it is shown, and the year before that its growth and averages rest on.

    ``restated`` names the figures whose comparatives differ from what was filed the year before
    ("sammenligningstal ændret").
    """

    filed: FigureSet
    before: FigureSet | None = None
    restated: frozenset[KeyFigure] = frozenset()


def series(sets: Iterable[FigureSet], scope: Scope) -> tuple[FigureYear, ...]:
    """Return the years of one scope, oldest first.

    Sets of unknown scope stand in the parent's series, where their scope marks them. A year for
    which a seed row and a report cannot be told to be the same shows both.
    """
    own = [figures for figures in sets if _in_series(figures, scope)]
    filed = _newest_each(figures for figures in own if not figures.comparative)
    rows = _without_replaced_seed([*filed, *_filling(own, filed)])
    rows.sort(key=_order)
    return tuple(_with_year_before(row, rows, own) for row in rows)


def year_of(years: Sequence[FigureYear], year: int) -> FigureYear | None:
    """Return the row that speaks for a calendar year, or ``None``.

    A report goes before the seed, a known scope before an unknown one, twelve months before
    another length, and then the later end.
    """
    rows = [row for row in years if row.filed.year == year]
    return max(rows, key=lambda row: _weight(row.filed), default=None)


def _weight(figures: FigureSet) -> tuple[int, bool, bool, bool, int]:
    return (
        _WEAKEST_FIRST.index(figures.origin),
        not figures.comparative,
        figures.scope is not Scope.UNKNOWN,
        figures.months in (12, None),
        figures.exact.end.toordinal() if figures.exact else 0,
    )


def _in_series(figures: FigureSet, scope: Scope) -> bool:
    wanted = (Scope.PARENT, Scope.UNKNOWN) if scope is Scope.PARENT else (scope,)
    return figures.scope in wanted


def _published(figures: FigureSet) -> datetime:
    return figures.published_at or _LONG_AGO


def _newest_each(sets: Iterable[FigureSet]) -> list[FigureSet]:
    """Keep the newest of the reports on one exact period, and every other set."""
    newest: dict[tuple[Period, Scope, FigureOrigin], FigureSet] = {}
    rest = []
    for figures in sets:
        if figures.exact is None:
            rest.append(figures)
            continue
        key = (figures.exact, figures.scope, figures.origin)
        if key not in newest or _published(newest[key]) < _published(figures):
            newest[key] = figures
    return [*newest.values(), *rest]


def _filling(own: list[FigureSet], filed: list[FigureSet]) -> list[FigureSet]:
    """Comparatives of years whose own report is not known, so that no year is lost."""
    taken = {figures.exact for figures in filed if figures.origin is not FigureOrigin.SEED}
    loose = [s for s in own if s.comparative and s.exact is not None and s.exact not in taken]
    return _newest_each(loose)


def _without_replaced_seed(rows: list[FigureSet]) -> list[FigureSet]:
    known = {s.exact for s in rows if s.exact and s.origin is not FigureOrigin.SEED}
    return [s for s in rows if s.origin is not FigureOrigin.SEED or s.exact not in known]


def _order(figures: FigureSet) -> tuple[int, int, int, str, str]:
    return (
        figures.year or 0,
        figures.exact.end.toordinal() if figures.exact else 0,
        _WEAKEST_FIRST.index(figures.origin),
        figures.scope,
        figures.source,
    )


def _with_year_before(
    row: FigureSet, rows: Sequence[FigureSet], own: Sequence[FigureSet]
) -> FigureYear:
    before_filed = _filed_before(row, rows)
    before = _restated_before(row, own)
    if before is None:
        return FigureYear(filed=row, before=before_filed)
    restated = frozenset() if before_filed is None else _differences(before, before_filed)
    return FigureYear(filed=row, before=before, restated=restated)


def _restated_before(row: FigureSet, own: Sequence[FigureSet]) -> FigureSet | None:
    """The comparatives that stand in the same document as the row."""
    if row.exact is None or row.comparative or row.origin is not FigureOrigin.REPORT:
        return None
    for figures in own:
        same_document = (figures.source, _published(figures)) == (row.source, _published(row))
        if (
            figures.comparative
            and same_document
            and figures.scope is row.scope
            and figures.exact is not None
            and row.exact.follows(figures.exact)
        ):
            return figures
    return None


def _filed_before(row: FigureSet, rows: Sequence[FigureSet]) -> FigureSet | None:
    candidates = [s for s in rows if s is not row and _is_year_before(s, row)]
    return max(candidates, key=_weight, default=None)


def _is_year_before(earlier: FigureSet, row: FigureSet) -> bool:
    """Exact periods must meet; labels must be neighbours of one scope and one origin."""
    if earlier.scope is not row.scope:
        return False
    if earlier.exact is not None and row.exact is not None:
        return row.exact.follows(earlier.exact)
    if earlier.exact is not None or row.exact is not None or earlier.origin is not row.origin:
        return False
    return row.year is not None and earlier.year == row.year - 1 and earlier.source == row.source


def _differences(restated: FigureSet, filed: FigureSet) -> frozenset[KeyFigure]:
    if restated.currency != filed.currency:
        return frozenset()
    return frozenset(
        figure
        for figure in KeyFigure
        if not isinstance(restated.value(figure), Absence)
        and not isinstance(filed.value(figure), Absence)
        and restated.value(figure) != filed.value(figure)
    )
