"""Annual reports and their figures: what a company published about a year, and what it did not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from guide.domain.key_figures import KeyFigure
from guide.domain.money import Money
from guide.domain.report_terms import (
    Absence,
    AuditorAssistance,
    FigureOrigin,
    ReportingClass,
    ReportKind,
    ReportWarning,
    Scope,
    WarningCode,
)

FigureValue: TypeAlias = int | Decimal | Absence
"""An amount in whole units, a number of employees, or why there is none; never 0 for nothing."""

_ONE_DAY = timedelta(days=1)
_FULL_YEAR_DAYS = (364, 365, 366, 371)
_DAYS_PER_MONTH = Decimal("30.4375")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Period:
    """A fiscal year from its first day to its last, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a year that ends before it begins."""
        if self.end < self.start:
            raise ValueError(f"perioden slutter {self.end} før den begynder {self.start}")

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """Length in months: 12 for a full year only (52- and 53-week years count as full).

        Other lengths are the nearest whole number that is not 12: 351 days are 11 months.
        """
        if self.days in _FULL_YEAR_DAYS:
            return 12
        nearest = int((self.days / _DAYS_PER_MONTH).to_integral_value())
        if nearest != 12:
            return nearest
        return 11 if self.days < 365 else 13

    @property
    def label(self) -> str:
        """The year as people write it: ``2024`` or ``2023/24``."""
        if self.start.year == self.end.year:
            return str(self.end.year)
        return f"{self.start.year}/{self.end.year % 100:02d}"

    def follows(self, other: "Period") -> bool:
        """True when this period begins the day after the other ends."""
        return self.start == other.end + _ONE_DAY

    @property
    def opening(self) -> date:
        """The day whose closing balance is this period's opening balance."""
        return self.start - _ONE_DAY


def _no_figures() -> Mapping[KeyFigure, FigureValue]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureSet:
    """The key figures of one company, one year and one scope, from one source.

    ``label`` is what the source calls the year and never a date. ``exact`` is the period where
    it is known to the day; ``stated_months`` a length that the source tells without dates.
    ``comparative`` marks last year's figures as the next report restates them. A figure that is
    not in ``figures`` is unknown.
    """

    scope: Scope
    currency: str
    label: str
    figures: Mapping[KeyFigure, FigureValue] = field(default_factory=_no_figures)
    exact: Period | None = None
    stated_months: int | None = None
    origin: FigureOrigin = FigureOrigin.REPORT
    source: str = ""
    published_at: datetime | None = None
    corrected: bool = False
    comparative: bool = False
    warnings: tuple[ReportWarning, ...] = ()

    def value(self, figure: KeyFigure) -> FigureValue:
        """Return the number or why there is none."""
        return self.figures.get(figure, Absence.UNKNOWN)

    def number(self, figure: KeyFigure) -> int | Decimal | None:
        """Return the number alone, in whole units of ``currency`` or people."""
        value = self.value(figure)
        return None if isinstance(value, Absence) else value

    def money(self, figure: KeyFigure) -> Money | None:
        """Return an amount with its currency; employees are no money and raise ``ValueError``."""
        if figure is KeyFigure.EMPLOYEES:
            raise ValueError("antal ansatte er ikke et beløb")
        number = self.number(figure)
        return None if number is None else Money(amount=int(number), currency=self.currency)

    @property
    def months(self) -> int | None:
        """Length of the year in months, or ``None`` when the source does not tell it."""
        return self.stated_months if self.exact is None else self.exact.months

    @property
    def year(self) -> int | None:
        """The year that lists put the set under: the exact end's, else the label's last.

        It orders and groups; it is no date.
        """
        if self.exact is not None:
            return self.exact.end.year
        return label_year(self.label)

    @property
    def has_numbers(self) -> bool:
        """True when at least one figure is a number."""
        return any(not isinstance(value, Absence) for value in self.figures.values())


def label_year(label: str) -> int | None:
    """Return the last year that a label such as ``2023`` or ``2022/23`` names."""
    first, _, last = label.strip().partition("/")
    if not (first.isascii() and first.isdigit() and len(first) == 4):
        return None
    if not last:
        return int(first)
    if not (last.isascii() and last.isdigit() and len(last) in (2, 4)):
        return None
    return int(last) if len(last) == 4 else int(first[:2] + last) + 100 * (last < first[2:])


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnualReport:
    """One report as it was read: whose, for which year, with which figures.

    ``figures`` holds the year's sets (parent and group) and the comparatives of the year before.
    ``taxonomy`` is the schema that the document names. ``company_name`` is the name at the time
    of the report and never renames a company.
    """

    cvr: str
    period: Period
    preceding: Period | None = None
    company_name: str = ""
    kind: ReportKind = ReportKind.UNKNOWN
    reporting_class: ReportingClass = ReportingClass.UNKNOWN
    auditor: AuditorAssistance = AuditorAssistance.UNKNOWN
    audit_firm: str = ""
    audit_firm_cvr: str = ""
    approved_on: date | None = None
    general_meeting_on: date | None = None
    taxonomy: str = ""
    figures: tuple[FigureSet, ...] = ()
    warnings: tuple[ReportWarning, ...] = ()

    @property
    def has_figures(self) -> bool:
        """False for the half of a split filing that carries no figures."""
        return any(figures.has_numbers for figures in self.figures)

    def figure_set(self, scope: Scope, *, comparative: bool = False) -> FigureSet | None:
        """Return the set of a scope, of this year or of the year before."""
        for figures in self.figures:
            if figures.scope is scope and figures.comparative is comparative:
                return figures
        return None


def as_filed(
    report: AnnualReport, *, source: str, published_at: datetime, corrected: bool
) -> AnnualReport:
    """Stamp a report's figures with where and when they were published and whether they correct."""
    return replace(
        report,
        figures=tuple(
            replace(figures, source=source, published_at=published_at, corrected=corrected)
            for figures in report.figures
        ),
    )


def merge_split(master: AnnualReport, figures: AnnualReport) -> AnnualReport:
    """Join the two halves of a filing: master data and period from one, figures from the other.

    IFRS reporters' filings from balance dates in 2025 come as an annual report without figures
    and an ESEF document with them. A figure that both state is taken from the second. What the
    master alone knows of a scope (employees) is added to that scope and to no other. Raises
    ``ValueError`` when the halves belong to different companies.
    """
    if figures.cvr and figures.cvr != master.cvr:
        raise ValueError(f"{figures.cvr} er ikke {master.cvr}")
    keys = {(s.scope, s.comparative) for s in (*master.figures, *figures.figures)}
    joined = tuple(
        _join(master.figure_set(scope, comparative=old), figures.figure_set(scope, comparative=old))
        for scope, old in sorted(keys, key=lambda key: (key[1], key[0]))
    )
    of_first = [w for w in master.warnings if w.code is not WarningCode.NO_FIGURES]
    of_second = [w for w in figures.warnings if w.code is not WarningCode.COMPANY_UNCHECKED]
    return replace(
        master,
        preceding=master.preceding or figures.preceding,
        figures=tuple(one for one in joined if one is not None),
        warnings=tuple(dict.fromkeys((*of_first, *of_second))),
    )


def _join(first: FigureSet | None, second: FigureSet | None) -> FigureSet | None:
    if first is None or second is None:
        return second or first
    alike = not first.currency or first.currency == second.currency
    numbers = {
        figure: value
        for figure, value in first.figures.items()
        if not isinstance(value, Absence) and (alike or figure is KeyFigure.EMPLOYEES)
    }
    stated = {f: v for f, v in second.figures.items() if not isinstance(v, Absence)}
    return replace(
        second,
        figures=MappingProxyType({**second.figures, **numbers, **stated}),
        warnings=tuple(dict.fromkeys((*first.warnings, *second.warnings))),
    )
