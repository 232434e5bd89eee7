"""Ratios as they were last computed, kept beside the figures that they rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.ratios import RatioRow
from guide.catalogue.tables.reports import ReportRow
from guide.domain.company import CompanyId
from guide.domain.key_figures import KeyFigure
from guide.domain.ratios import Ratio, RatioResult
from guide.domain.reasons import Assumption, Reason, ReasonCode
from guide.domain.reports import FigureSet


class SetKey(NamedTuple):
    """What tells one present set of figures of a company from its others."""

    scope: str
    label: str
    source: str
    comparative: bool


Ratios = Mapping[Ratio, RatioResult]


def key_of(figures: FigureSet) -> SetKey:
    """Return the key of a set."""
    return SetKey(figures.scope.value, figures.label, figures.source, figures.comparative)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What is kept of a set: its ``own`` ratios, or those of the set that it replaced."""

    own: Ratios
    replaced: Ratios

    @property
    def last_shown(self) -> Ratios:
        """What a reader saw before."""
        return self.own or self.replaced


def of_company(work: UnitOfWork, company_id: CompanyId) -> dict[SetKey, Stored]:
    """Return the stored ratios of a company's present sets, and of the sets they replaced."""
    query = select(ReportRow).where(ReportRow.company_id == company_id).order_by(ReportRow.id)
    every = list(work.session.scalars(query))
    by_report = _by_report(work, [row.id for row in every])
    replaced: dict[tuple[str, str], Ratios] = {
        (row.scope, row.label): by_report[row.id]
        for row in every
        if row.superseded_at is not None and row.id in by_report
    }
    return {
        _key(row): Stored(
            own=by_report.get(row.id, {}), replaced=replaced.get((row.scope, row.label), {})
        )
        for row in every
        if row.superseded_at is None
    }


def _by_report(work: UnitOfWork, ids: list[int]) -> dict[int, dict[Ratio, RatioResult]]:
    found: dict[int, dict[Ratio, RatioResult]] = {}
    for row in work.session.scalars(select(RatioRow).where(RatioRow.report_id.in_(ids))):
        found.setdefault(row.report_id, {})[Ratio(row.name)] = _result(row)
    return found


def save(
    work: UnitOfWork,
    company_id: CompanyId,
    ratios: Mapping[SetKey, Iterable[RatioResult]],
    now: datetime,
) -> None:
    """Make these the stored ratios of the sets that they belong to."""
    reports = _present(work, company_id)
    ids = [reports[key].id for key in ratios]
    query = select(RatioRow).where(RatioRow.report_id.in_(ids))
    stored = {(row.report_id, row.name): row for row in work.session.scalars(query)}
    for key, results in ratios.items():
        for result in results:
            place = (reports[key].id, result.ratio.value)
            row = stored.get(place)
            if row is None:
                row = RatioRow(report_id=place[0], name=place[1])
                work.session.add(row)
            _write(row, result, now)
    work.flush()


def _present(work: UnitOfWork, company_id: CompanyId) -> dict[SetKey, ReportRow]:
    query = (
        select(ReportRow)
        .where(ReportRow.company_id == company_id, ReportRow.superseded_at.is_(None))
        .order_by(ReportRow.id)
    )
    return {_key(row): row for row in work.session.scalars(query)}


def _key(row: ReportRow) -> SetKey:
    return SetKey(row.scope, row.label, row.source_url, row.comparative)


def _write(row: RatioRow, result: RatioResult, now: datetime) -> None:
    reason = result.reason
    row.value = None if result.value is None else str(result.value)
    row.reason = None if reason is None else reason.code.value
    row.reason_figure = reason.figure.value if reason and reason.figure else None
    row.assumptions = [assumption.value for assumption in result.assumptions]
    row.formula_version = result.formula_version
    row.computed_at = now


def _result(row: RatioRow) -> RatioResult:
    reason = None
    if row.reason is not None:
        figure = KeyFigure(row.reason_figure) if row.reason_figure else None
        reason = Reason(code=ReasonCode(row.reason), figure=figure)
    return RatioResult(
        ratio=Ratio(row.name),
        value=None if row.value is None else Fraction(row.value),
        reason=reason,
        assumptions=tuple(Assumption(one) for one in row.assumptions),
        formula_version=row.formula_version,
    )
