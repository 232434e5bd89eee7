"""Figure sets as they are kept: one row a year, scope and source, corrections beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from guide.catalogue import same_years
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.reports import FigureRow, ReportRow
from guide.domain.company import CompanyId
from guide.domain.facts import Layer
from guide.domain.figure_summary import summarise
from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import (
    Absence,
    FigureOrigin,
    ReportWarning,
    Scope,
    WarningCode,
)
from guide.domain.reports import FigureSet, FigureValue, Period
from guide.domain.resolved import FigureSummary

_ORIGIN = {
    Layer.SEED.value: FigureOrigin.SEED,
    Layer.REGISTER.value: FigureOrigin.REPORT,
    Layer.EDITOR.value: FigureOrigin.EDITOR,
}


def sets_of(work: UnitOfWork, ids: Sequence[CompanyId]) -> dict[CompanyId, list[FigureSet]]:
    """Return the present figure sets of many companies in three queries.

    A row of the seed has the exact period that an editor gave its label, if any.
    """
    query = (
        select(ReportRow)
        .where(ReportRow.company_id.in_(list(ids)), ReportRow.superseded_at.is_(None))
        .order_by(ReportRow.id)
    )
    reports = list(work.session.scalars(query))
    numbers: dict[int, dict[KeyFigure, FigureValue]] = {row.id: {} for row in reports}
    figures = select(FigureRow).where(FigureRow.report_id.in_(list(numbers)))
    for figure in work.session.scalars(figures):
        numbers[figure.report_id][KeyFigure(figure.name)] = _value(figure)
    found: dict[CompanyId, list[FigureSet]] = {company_id: [] for company_id in ids}
    decided = same_years.among(work, ids)
    for row in reports:
        company_id = CompanyId(row.company_id)
        figure_set = _figure_set(row, numbers[row.id])
        if figure_set.origin is FigureOrigin.SEED and figure_set.exact is None:
            figure_set = replace(figure_set, exact=decided.get((company_id, row.label)))
        found[company_id].append(figure_set)
    return found


def summaries(work: UnitOfWork, ids: Sequence[CompanyId]) -> dict[CompanyId, FigureSummary]:
    """Return the newest figures of many companies, for their resolved rows."""
    return {company_id: summarise(sets) for company_id, sets in sets_of(work, ids).items()}


def summary(work: UnitOfWork, company_id: CompanyId) -> FigureSummary:
    """Return the newest figures of a company, for its resolved row."""
    return summarise(sets_of(work, [company_id])[company_id])


def save_sets(
    work: UnitOfWork,
    company_id: CompanyId,
    layer: Layer,
    source: str,
    sets: Iterable[FigureSet],
    now: datetime,
) -> bool:
    """Make these a layer's figures by its source; tell whether anything changed.

    The key of a set is (scope, label, document): an equal set stays, another one supersedes.
    """
    present = {_key_of_row(row): row for row in _present(work, company_id, layer, source)}
    changed = False
    for figures in sets:
        row = present.pop(_key_of_set(figures), None)
        if row is not None and _stored(work, row) == figures:
            continue
        if row is not None:
            row.superseded_at = now
        _add(work, company_id, layer, source, figures, now)
        changed = True
    for row in present.values():
        row.superseded_at = now
        changed = True
    work.flush()
    return changed


def _present(work: UnitOfWork, company_id: CompanyId, layer: Layer, source: str) -> list[ReportRow]:
    query = select(ReportRow).where(
        ReportRow.company_id == company_id,
        ReportRow.layer == layer.value,
        ReportRow.source == source,
        ReportRow.superseded_at.is_(None),
    )
    return list(work.session.scalars(query))


def _key_of_row(row: ReportRow) -> tuple[str, str, str, bool]:
    return row.scope, row.label, row.source_url, row.comparative


def _key_of_set(figures: FigureSet) -> tuple[str, str, str, bool]:
    return figures.scope.value, figures.label, figures.source, figures.comparative


def _stored(work: UnitOfWork, row: ReportRow) -> FigureSet:
    rows = work.session.scalars(select(FigureRow).where(FigureRow.report_id == row.id))
    return _figure_set(row, {KeyFigure(figure.name): _value(figure) for figure in rows})


def _value(row: FigureRow) -> FigureValue:
    if row.amount is not None:
        return row.amount
    return Absence.NOT_PUBLISHED if row.quantity is None else row.quantity.normalize()


def _figure_set(row: ReportRow, numbers: dict[KeyFigure, FigureValue]) -> FigureSet:
    exact = None
    if row.period_start is not None and row.period_end is not None:
        exact = Period(start=row.period_start, end=row.period_end)
    return FigureSet(
        scope=Scope(row.scope),
        currency=row.currency,
        label=row.label,
        figures=numbers,
        exact=exact,
        stated_months=row.stated_months,
        origin=_ORIGIN[row.layer],
        source=row.source_url,
        published_at=row.filed_at,
        corrected=row.corrected,
        comparative=row.comparative,
        warnings=tuple(_warning(text) for text in row.warnings),
    )


def _warning(text: str) -> ReportWarning:
    code, _, figure = text.partition(":")
    return ReportWarning(code=WarningCode(code), figure=KeyFigure(figure) if figure else None)


def _add(
    work: UnitOfWork,
    company_id: CompanyId,
    layer: Layer,
    source: str,
    figures: FigureSet,
    now: datetime,
) -> None:
    row = ReportRow(
        company_id=company_id,
        layer=layer.value,
        scope=figures.scope.value,
        label=figures.label,
        period_start=None if figures.exact is None else figures.exact.start,
        period_end=None if figures.exact is None else figures.exact.end,
        stated_months=figures.stated_months,
        comparative=figures.comparative,
        currency=figures.currency,
        corrected=figures.corrected,
        source=source,
        source_url=figures.source,
        filed_at=figures.published_at,
        warnings=[
            f"{warning.code.value}:{warning.figure.value if warning.figure else ''}"
            for warning in figures.warnings
        ],
        recorded_at=now,
    )
    work.session.add(row)
    work.flush()
    for name, value in figures.figures.items():
        if value is Absence.UNKNOWN:
            continue
        is_amount = isinstance(value, int)
        is_quantity = isinstance(value, Decimal)
        work.session.add(
            FigureRow(
                report_id=row.id,
                name=name.value,
                amount=value if is_amount else None,
                quantity=value if is_quantity else None,
            )
        )
