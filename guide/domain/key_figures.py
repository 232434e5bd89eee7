"""The twelve key figures of an annual report, in the order in which they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class FigureKind(StrEnum):
    """Whether a figure runs over the year (income) or stands at its end (balance)."""

    FLOW = "flow"
    INSTANT = "instant"


class KeyFigure(StrEnum):
    """Names of the twelve figures; the order of definition is the order of print."""

    REVENUE = "revenue"
    GROSS_PROFIT = "gross_profit"
    STAFF_COST = "staff_cost"
    EBIT = "ebit"
    PRETAX = "pretax"
    RESULT = "result"
    CURRENT_ASSETS = "current_assets"
    INVENTORIES = "inventories"
    ASSETS = "assets"
    EQUITY = "equity"
    SHORT_DEBT = "short_debt"
    EMPLOYEES = "employees"


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureTerms:
    """How a figure is called: ``danish`` and ``english`` as labels, ``noun`` inside a sentence."""

    danish: str
    english: str
    noun: str
    noun_english: str
    kind: FigureKind

    @property
    def is_flow(self) -> bool:
        """True when the figure grows with the length of the year."""
        return self.kind is FigureKind.FLOW


def _terms(
    danish: str, english: str, noun: str, noun_english: str, kind: FigureKind = FigureKind.FLOW
) -> FigureTerms:
    return FigureTerms(
        danish=danish, english=english, noun=noun, noun_english=noun_english, kind=kind
    )


_INSTANT = FigureKind.INSTANT

TERMS: Mapping[KeyFigure, FigureTerms] = MappingProxyType(
    {
        KeyFigure.REVENUE: _terms("Nettoomsætning", "Revenue", "omsætning", "revenue"),
        KeyFigure.GROSS_PROFIT: _terms(
            "Bruttofortjeneste", "Gross profit", "bruttofortjeneste", "gross profit"
        ),
        KeyFigure.STAFF_COST: _terms(
            "Personaleomkostninger", "Staff costs", "personaleomkostninger", "staff costs"
        ),
        KeyFigure.EBIT: _terms(
            "Resultat af primær drift (EBIT)", "Operating profit (EBIT)", "EBIT", "EBIT"
        ),
        KeyFigure.PRETAX: _terms(
            "Resultat før skat", "Profit before tax", "resultat før skat", "profit before tax"
        ),
        KeyFigure.RESULT: _terms(
            "Årets resultat", "Profit for the year", "årets resultat", "profit for the year"
        ),
        KeyFigure.CURRENT_ASSETS: _terms(
            "Omsætningsaktiver", "Current assets", "omsætningsaktiver", "current assets", _INSTANT
        ),
        KeyFigure.INVENTORIES: _terms(
            "Varebeholdninger", "Inventories", "varebeholdninger", "inventories", _INSTANT
        ),
        KeyFigure.ASSETS: _terms(
            "Aktiver i alt", "Total assets", "aktiver", "total assets", _INSTANT
        ),
        KeyFigure.EQUITY: _terms("Egenkapital", "Equity", "egenkapital", "equity", _INSTANT),
        KeyFigure.SHORT_DEBT: _terms(
            "Kortfristet gæld", "Short-term debt", "kortfristet gæld", "short-term debt", _INSTANT
        ),
        KeyFigure.EMPLOYEES: _terms(
            "Gennemsnitligt antal ansatte", "Average employees", "antal ansatte", "employees"
        ),
    }
)
"""Labels and kinds. The average head count is no flow in money, but it belongs to the year."""

MONEY_FIGURES = tuple(figure for figure in KeyFigure if figure is not KeyFigure.EMPLOYEES)
"""The figures that are amounts; employees are a number of people, maybe with decimals."""
