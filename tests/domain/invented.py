"""Invented years of invented companies, for the tests of figures, ratios and rankings."""

from datetime import date
from decimal import Decimal

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking import Entrant
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureSet, Period


def calendar_year(year: int) -> Period:
    """The twelve months of a calendar year."""
    return Period(start=date(year, 1, 1), end=date(year, 12, 31))


def figure_set(
    year: int = 2024,
    *,
    scope: Scope = Scope.PARENT,
    currency: str = "DKK",
    exact: Period | None = None,
    dated: bool = True,
    months: int | None = None,
    origin: FigureOrigin = FigureOrigin.REPORT,
    source: str = "",
    comparative: bool = False,
    **figures: int | Decimal | Absence,
) -> FigureSet:
    """A set of figures for a calendar year; ``dated=False`` leaves the label alone."""
    return FigureSet(
        scope=scope,
        currency=currency,
        label=str(year),
        exact=exact or (calendar_year(year) if dated else None),
        stated_months=months,
        origin=origin,
        source=source,
        comparative=comparative,
        figures={KeyFigure(name): value for name, value in figures.items()},
    )


def good_year(year: int = 2024, scale: int = 1, **changes: int | Decimal | Absence) -> FigureSet:
    """A year with every figure known, all money times ``scale``."""
    money = {
        "revenue": 100_000_000,
        "gross_profit": 60_000_000,
        "staff_cost": 40_000_000,
        "ebit": 12_000_000,
        "pretax": 11_000_000,
        "result": 9_000_000,
        "current_assets": 30_000_000,
        "inventories": 2_000_000,
        "assets": 50_000_000,
        "equity": 20_000_000,
        "short_debt": 25_000_000,
    }
    figures: dict[str, int | Decimal | Absence] = {k: v * scale for k, v in money.items()}
    return figure_set(year, **{**figures, "employees": 80, **changes})


def entrant(key: str, year: FigureSet | None, before: FigureSet | None = None) -> Entrant:
    """A company that wants to be ranked."""
    return Entrant(key=key, name=f"Firma {key}", year=year, before=before)
