"""The closed sets of words around an annual report, told in Danish for people."""

from dataclasses import dataclass
from enum import StrEnum

from guide.domain.key_figures import TERMS, KeyFigure


class Scope(StrEnum):
    """Whose figures they are: the company's own, its group's, or not said by the source."""

    PARENT = "parent"
    GROUP = "group"
    UNKNOWN = "unknown"


class FigureOrigin(StrEnum):
    """Who brought a set of figures; the seed is the weakest."""

    SEED = "seed"
    REPORT = "report"
    EDITOR = "editor"


class Absence(StrEnum):
    """Why there is no number: the company may leave it out, or nobody knows. Never 0."""

    NOT_PUBLISHED = "not_published"
    UNKNOWN = "unknown"


class ReportKind(StrEnum):
    """What kind of accounts a filing is; only annual reports bring key figures."""

    ANNUAL = "annual"
    LIQUIDATION = "liquidation"
    HALF_YEAR = "half_year"
    INTERIM = "interim"
    OTHER = "other"
    UNKNOWN = "unknown"


class ReportingClass(StrEnum):
    """Regnskabsklasse: what årsregnskabsloven asks of a company of this size."""

    A = "A"
    B_MICRO = "B-mikro"
    B = "B"
    C_MEDIUM = "C-mellem"
    C_LARGE = "C-stor"
    D = "D"
    UNKNOWN = "unknown"


class AuditorAssistance(StrEnum):
    """How sure the auditor is: audit, extended review, review, other statements, or none."""

    AUDIT = "audit"
    EXTENDED_REVIEW = "extended_review"
    REVIEW = "review"
    OTHER_ASSURANCE = "other_assurance"
    NO_ASSURANCE = "no_assurance"
    NONE = "none"
    UNKNOWN = "unknown"


class WarningCode(StrEnum):
    """What a reader of the figures should know; a warning never removes a figure but the last."""

    BALANCE_DIFFERS = "balance_differs"
    EQUITY_ABOVE_ASSETS = "equity_above_assets"
    CURRENT_ABOVE_ASSETS = "current_above_assets"
    DEBT_ABOVE_TOTAL = "debt_above_total"
    EMPLOYEES_EXPECTED = "employees_expected"
    SUSPECT_UNITS = "suspect_units"
    COST_NEGATIVE = "cost_negative"
    SEVERAL_CURRENCIES = "several_currencies"
    GROSS_TWICE = "gross_twice"
    UNREADABLE = "unreadable"
    NO_FIGURES = "no_figures"
    COMPANY_UNCHECKED = "company_unchecked"
    PERIOD_DIFFERS = "period_differs"
    NOT_ANNUAL = "not_annual"
    CONTRADICTORY = "contradictory"


_WARNINGS = {
    WarningCode.BALANCE_DIFFERS: "aktiver og passiver er ikke lige store",
    WarningCode.EQUITY_ABOVE_ASSETS: "egenkapitalen er større end aktiverne",
    WarningCode.CURRENT_ABOVE_ASSETS: "omsætningsaktiverne er større end aktiverne i alt",
    WarningCode.DEBT_ABOVE_TOTAL: "dele af gælden er større end gælden i alt",
    WarningCode.EMPLOYEES_EXPECTED: "personaleomkostninger uden antal ansatte",
    WarningCode.SUSPECT_UNITS: "beløbene ser ud til at være i tusinder uden at være ganget op",
    WarningCode.COST_NEGATIVE: "omkostningen er indberettet med minus og er vendt",
    WarningCode.SEVERAL_CURRENCIES: "rapporten har tal i flere valutaer",
    WarningCode.GROSS_TWICE: "bruttofortjeneste og bruttoresultat er begge indberettet",
    WarningCode.UNREADABLE: "tallet kunne ikke læses",
    WarningCode.NO_FIGURES: "dokumentet har ingen tal",
    WarningCode.COMPANY_UNCHECKED: "dokumentet siger ikke, hvilket CVR-nummer det hører til",
    WarningCode.PERIOD_DIFFERS: "perioden er en anden end den, filen er registreret med",
    WarningCode.NOT_ANNUAL: "det er ikke en årsrapport",
    WarningCode.CONTRADICTORY: "to forskellige tal med samme nøjagtighed; intet af dem vises",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportWarning:
    """One warning, about a figure where it names one."""

    code: WarningCode
    figure: KeyFigure | None = None

    def danish(self) -> str:
        """Return the warning as a Danish phrase, led by the figure's label if it has one."""
        if self.figure is None:
            return _WARNINGS[self.code]
        return f"{TERMS[self.figure].danish}: {_WARNINGS[self.code]}"
