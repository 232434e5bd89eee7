"""Checks that warn and never drop a figure, after the register's own rules (FR)."""

from collections.abc import Mapping

from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Absence, ReportWarning, WarningCode
from guide.domain.reports import FigureValue
from guide.ingest.reports.concepts import CheckItem, Item

_MARGIN = 1000
_STAFF_COST_OF_EMPLOYERS = 200_000
_SMALL_ASSETS = 100_000
_MANY_EMPLOYEES = 10


def check(numbers: Mapping[Item, FigureValue]) -> list[ReportWarning]:
    """Return what does not fit together; a check without both its numbers passes.

    The margin of 1000 is Erhvervsstyrelsen's own for the balance, and employees are expected
    from a staff cost of 200,000 (FR75).
    """
    known = {item: value for item, value in numbers.items() if not isinstance(value, Absence)}

    def above(part: Item, whole: Item) -> bool:
        return part in known and whole in known and known[part] > known[whole] + _MARGIN

    assets, employees = known.get(KeyFigure.ASSETS), known.get(KeyFigure.EMPLOYEES)
    found = {
        WarningCode.BALANCE_DIFFERS: above(KeyFigure.ASSETS, CheckItem.BALANCE_SUM)
        or above(CheckItem.BALANCE_SUM, KeyFigure.ASSETS),
        WarningCode.EQUITY_ABOVE_ASSETS: above(KeyFigure.EQUITY, KeyFigure.ASSETS),
        WarningCode.CURRENT_ABOVE_ASSETS: above(KeyFigure.CURRENT_ASSETS, KeyFigure.ASSETS),
        WarningCode.DEBT_ABOVE_TOTAL: above(KeyFigure.SHORT_DEBT, CheckItem.DEBT)
        or above(CheckItem.LONG_DEBT, CheckItem.DEBT),
        WarningCode.EMPLOYEES_EXPECTED: employees is None
        and known.get(KeyFigure.STAFF_COST, 0) > _STAFF_COST_OF_EMPLOYERS,
        WarningCode.SUSPECT_UNITS: assets is not None
        and assets < _SMALL_ASSETS
        and (employees or 0) > _MANY_EMPLOYEES,
    }
    return [ReportWarning(code=code) for code, holds in found.items() if holds]
