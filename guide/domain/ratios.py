"""The nine ratios, each from published figures only and each with its source.

Sources: Finansministeriet, *Nøgletal* (2008) [FM]; FSR/Indblik, *Nøgletal* [FSR]; Bisnode 2017;
Computerworld, *Top 100* (2014, 2017) [CW]. A ratio that rests on a figure that is not published
is never told: it carries the reason instead. Values are exact fractions (0.125 is 12.5 %).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from guide.domain.key_figures import KeyFigure
from guide.domain.reasons import Assumption, Reason, ReasonCode
from guide.domain.report_terms import Absence
from guide.domain.reports import FigureSet

FORMULA_VERSION = "1"
"""Raised whenever a formula or a rule of this module changes; stored beside every value."""

_YEAR = 12


class Ratio(StrEnum):
    """The nine ratios in the order in which they are printed."""

    OPERATING_MARGIN = "operating_margin"
    GROSS_MARGIN = "gross_margin"
    RETURN_ON_ASSETS = "return_on_assets"
    RETURN_ON_EQUITY = "return_on_equity"
    SOLVENCY = "solvency"
    LIQUIDITY = "liquidity"
    GEARING = "gearing"
    REVENUE_PER_EMPLOYEE = "revenue_per_employee"
    GROWTH = "growth"


@dataclass(frozen=True, kw_only=True, slots=True)
class RatioTerms:
    """Name, formula in words, source and unit (``%`` or ``kr.``) of a ratio."""

    danish: str
    english: str
    formula: str
    source: str
    unit: str = "%"


RATIO_TERMS = {
    Ratio.OPERATING_MARGIN: RatioTerms(
        danish="Overskudsgrad",
        english="Operating margin",
        formula="EBIT / nettoomsætning",
        source="FM 2008; FSR",
    ),
    Ratio.GROSS_MARGIN: RatioTerms(
        danish="Bruttomargin",
        english="Gross margin",
        formula="bruttofortjeneste / nettoomsætning",
        source="FM 2008; FSR",
    ),
    Ratio.RETURN_ON_ASSETS: RatioTerms(
        danish="Afkastningsgrad",
        english="Return on assets",
        formula="EBIT / gennemsnitlige aktiver",
        source="FM 2008 (gennemsnit); FSR, Bisnode og CW bruger ultimo",
    ),
    Ratio.RETURN_ON_EQUITY: RatioTerms(
        danish="Egenkapitalens forrentning",
        english="Return on equity",
        formula="årets resultat / gennemsnitlig egenkapital",
        source="FM 2008; FSR",
    ),
    Ratio.SOLVENCY: RatioTerms(
        danish="Soliditetsgrad",
        english="Solvency ratio",
        formula="egenkapital / aktiver, ultimo",
        source="FM 2008; FSR",
    ),
    Ratio.LIQUIDITY: RatioTerms(
        danish="Likviditetsgrad",
        english="Current ratio",
        formula="omsætningsaktiver / kortfristet gæld",
        source="FM 2008 (likviditetsgrad 1); FSR",
    ),
    Ratio.GEARING: RatioTerms(
        danish="Gearing",
        english="Gearing",
        formula="(aktiver − egenkapital) / egenkapital",
        source="FM 2008; FSR",
    ),
    Ratio.REVENUE_PER_EMPLOYEE: RatioTerms(
        danish="Omsætning pr. ansat",
        english="Revenue per employee",
        formula="nettoomsætning / gennemsnitligt antal ansatte",
        source="FSR; CW 2014",
        unit="kr.",
    ),
    Ratio.GROWTH: RatioTerms(
        danish="Vækst i omsætning",
        english="Revenue growth",
        formula="(omsætning − sidste års) / |sidste års|",
        source="Bisnode 2017; CW 2014",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RatioResult:
    """A ratio's value or the reason why it cannot be told; exactly one of the two is set.

    ``value`` is a pure number, except revenue per employee: whole units of the set's currency.
    """

    ratio: Ratio
    value: Fraction | None = None
    reason: Reason | None = None
    assumptions: tuple[Assumption, ...] = ()
    formula_version: str = FORMULA_VERSION

    def told(self) -> Fraction:
        """Return the value; raises ``UntoldError`` with the reason where there is none."""
        if self.value is not None:
            return self.value
        reason = self.reason or Reason(code=ReasonCode.UNKNOWN)
        raise UntoldError(reason.code, reason.figure)

    def percent(self) -> Decimal | None:
        """Return the value × 100 with one decimal, halves to even; ``None`` without a value."""
        return None if self.value is None else rounded(self.value * 100, 1)


def rounded(value: Fraction, places: int) -> Decimal:
    """Round an exact fraction to so many decimals, halves to even, without any binary step."""
    scaled = round(value * 10**places)
    return Decimal(scaled).scaleb(-places)


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What a ratio may rest on: a year and the year before it, of one scope and one currency.

    ``before`` is the restated year before (the report's own comparatives) where there is one.
    ``assume_twelve_months`` counts a year of unknown length as 12 months and marks the result;
    ``year_end`` takes closing balances instead of averages, as Computerworld does.
    """

    year: FigureSet
    before: FigureSet | None = None
    assume_twelve_months: bool = False
    year_end: bool = False


class UntoldError(Exception):
    """Leaves a formula as soon as it meets a figure that is not there or may not be used."""

    def __init__(self, code: ReasonCode, figure: KeyFigure | None = None) -> None:
        self.reason = Reason(code=code, figure=figure)
        super().__init__(self.reason.danish())


def operating_margin(basis: Basis) -> RatioResult:
    """Overskudsgrad = EBIT / nettoomsætning (FM 2008; FSR); none without revenue."""
    year = basis.year
    return _tell(Ratio.OPERATING_MARGIN, lambda: share(year, KeyFigure.EBIT, KeyFigure.REVENUE))


def gross_margin(basis: Basis) -> RatioResult:
    """Bruttomargin = bruttofortjeneste / nettoomsætning (FM 2008; FSR).

    Not called dækningsgrad: the published gross profit is net of more than the goods sold.
    """
    year = basis.year
    return _tell(Ratio.GROSS_MARGIN, lambda: share(year, KeyFigure.GROSS_PROFIT, KeyFigure.REVENUE))


def return_on_assets(basis: Basis) -> RatioResult:
    """Afkastningsgrad = EBIT / gennemsnitlige aktiver (FM 2008), a year's EBIT.

    With ``basis.year_end`` closing assets are used (FSR, Bisnode, Computerworld).
    """

    def formula() -> Fraction:
        assets = (
            _positive(basis.year, KeyFigure.ASSETS)
            if basis.year_end
            else _average(basis, KeyFigure.ASSETS)
        )
        return _per_year(basis, KeyFigure.EBIT) / assets

    return _tell(Ratio.RETURN_ON_ASSETS, formula, _length_marks(basis))


def return_on_equity(basis: Basis, profit: KeyFigure = KeyFigure.RESULT) -> RatioResult:
    """Egenkapitalens forrentning = årets resultat / gennemsnitlig egenkapital (FM 2008; FSR).

    Computerworld 2017 takes ``profit`` before tax. None when equity is not above zero at both
    ends of the year.
    """

    def formula() -> Fraction:
        return _per_year(basis, profit) / _average(basis, KeyFigure.EQUITY)

    return _tell(Ratio.RETURN_ON_EQUITY, formula, _length_marks(basis))


def solvency(basis: Basis) -> RatioResult:
    """Soliditetsgrad = egenkapital / aktiver, ultimo (FM 2008; FSR); may be negative."""
    year = basis.year
    return _tell(Ratio.SOLVENCY, lambda: share(year, KeyFigure.EQUITY, KeyFigure.ASSETS))


def liquidity(basis: Basis) -> RatioResult:
    """Likviditetsgrad 1 = omsætningsaktiver / kortfristet gæld (FM 2008; FSR); over 1 is good."""
    year = basis.year
    return _tell(
        Ratio.LIQUIDITY, lambda: share(year, KeyFigure.CURRENT_ASSETS, KeyFigure.SHORT_DEBT)
    )


def gearing(basis: Basis) -> RatioResult:
    """Gearing = (aktiver − egenkapital) / egenkapital (FM 2008; FSR); none if equity ≤ 0."""
    year = basis.year

    def formula() -> Fraction:
        equity = _positive(year, KeyFigure.EQUITY)
        return (known(year, KeyFigure.ASSETS) - equity) / equity

    return _tell(Ratio.GEARING, formula)


def revenue_per_employee(basis: Basis) -> RatioResult:
    """Omsætning pr. ansat = nettoomsætning / gennemsnitligt antal ansatte (FSR; CW 2014).

    In whole units of currency a year and head, by the report's own average head count.
    """

    def formula() -> Fraction:
        revenue = _per_year(basis, KeyFigure.REVENUE)
        return revenue / _positive(basis.year, KeyFigure.EMPLOYEES)

    return _tell(Ratio.REVENUE_PER_EMPLOYEE, formula, _length_marks(basis))


def growth(
    basis: Basis, figure: KeyFigure = KeyFigure.REVENUE, floor: int | None = None
) -> RatioResult:
    """Vækst = (t − t₋₁) / |t₋₁| between two years of 12 months (Bisnode 2017; CW 2014).

    None from a base of zero, and "fra minus" from a negative base. With ``floor`` (whole units;
    the rankings' rule) the base counts as at least so much, and any base will do.
    """

    def formula() -> Fraction:
        now = known(basis.year, figure)
        before = _year_before(basis)
        _full_years(basis, before)
        base = _base(before, figure)
        if floor is None:
            _may_grow_from(base, figure)
        return (now - base) / max(abs(base), Fraction(floor or 0))

    before = (basis.before,) if basis.before is not None else ()
    return _tell(Ratio.GROWTH, formula, _assumed_months(basis, basis.year, *before))


FORMULAS: dict[Ratio, Callable[[Basis], RatioResult]] = {
    Ratio.OPERATING_MARGIN: operating_margin,
    Ratio.GROSS_MARGIN: gross_margin,
    Ratio.RETURN_ON_ASSETS: return_on_assets,
    Ratio.RETURN_ON_EQUITY: return_on_equity,
    Ratio.SOLVENCY: solvency,
    Ratio.LIQUIDITY: liquidity,
    Ratio.GEARING: gearing,
    Ratio.REVENUE_PER_EMPLOYEE: revenue_per_employee,
    Ratio.GROWTH: growth,
}
"""Every ratio and its formula, in the order of print."""


def all_ratios(basis: Basis) -> tuple[RatioResult, ...]:
    """Compute the nine ratios of a year in the order in which they are printed."""
    return tuple(formula(basis) for formula in FORMULAS.values())


def known(year: FigureSet, figure: KeyFigure) -> Fraction:
    """Return a figure as an exact number; raises ``UntoldError`` where there is none."""
    value = year.value(figure)
    if value is Absence.NOT_PUBLISHED:
        raise UntoldError(ReasonCode.NOT_PUBLISHED, figure)
    if isinstance(value, Absence):
        raise UntoldError(ReasonCode.UNKNOWN, figure)
    return Fraction(value)


def share(year: FigureSet, numerator: KeyFigure, denominator: KeyFigure) -> Fraction:
    """Return one figure by another that must be above zero; raises ``UntoldError``."""
    return known(year, numerator) / _positive(year, denominator)


def _tell(
    ratio: Ratio, formula: Callable[[], Fraction], assumptions: tuple[Assumption, ...] = ()
) -> RatioResult:
    try:
        value = formula()
    except UntoldError as error:
        return RatioResult(ratio=ratio, reason=error.reason)
    return RatioResult(ratio=ratio, value=value, assumptions=assumptions)


def _positive(year: FigureSet, figure: KeyFigure) -> Fraction:
    value = known(year, figure)
    if value < 0 and figure is KeyFigure.EQUITY:
        raise UntoldError(ReasonCode.NEGATIVE_EQUITY, figure)
    if value <= 0:
        raise UntoldError(ReasonCode.NOT_POSITIVE, figure)
    return value


def _per_year(basis: Basis, figure: KeyFigure) -> Fraction:
    """A flow as it would be over 12 months (÷ months × 12)."""
    value = known(basis.year, figure)
    months = basis.year.months
    if months is None and not basis.assume_twelve_months:
        raise UntoldError(ReasonCode.LENGTH_UNKNOWN)
    return value * _YEAR / (months or _YEAR)


def _year_before(basis: Basis) -> FigureSet:
    if basis.before is None:
        raise UntoldError(ReasonCode.NO_YEAR_BEFORE)
    if basis.before.currency != basis.year.currency:
        raise UntoldError(ReasonCode.OTHER_CURRENCY)
    if basis.before.scope is not basis.year.scope:
        raise UntoldError(ReasonCode.OTHER_SCOPE)
    return basis.before


def _base(before: FigureSet, figure: KeyFigure) -> Fraction:
    number = before.number(figure)
    if number is None:
        raise UntoldError(ReasonCode.BASE_UNKNOWN, figure)
    return Fraction(number)


def _may_grow_from(base: Fraction, figure: KeyFigure) -> None:
    if base == 0:
        raise UntoldError(ReasonCode.BASE_ZERO, figure)
    if base < 0:
        raise UntoldError(ReasonCode.FROM_NEGATIVE, figure)


def _average(basis: Basis, figure: KeyFigure) -> Fraction:
    """Mean of the opening and the closing balance; both must be above zero."""
    closing = _positive(basis.year, figure)
    before = _year_before(basis)
    _base(before, figure)
    return (_positive(before, figure) + closing) / 2


def _full_years(basis: Basis, before: FigureSet) -> None:
    codes = (
        (basis.year, ReasonCode.NOT_TWELVE_MONTHS, ReasonCode.LENGTH_UNKNOWN),
        (before, ReasonCode.YEAR_BEFORE_NOT_TWELVE_MONTHS, ReasonCode.YEAR_BEFORE_LENGTH_UNKNOWN),
    )
    for year, wrong, silent in codes:
        if year.months is None and not basis.assume_twelve_months:
            raise UntoldError(silent)
        if year.months not in (None, _YEAR):
            raise UntoldError(wrong)


def _length_marks(basis: Basis) -> tuple[Assumption, ...]:
    if basis.year.months not in (None, _YEAR):
        return (Assumption.ANNUALISED,)
    return _assumed_months(basis, basis.year)


def _assumed_months(basis: Basis, *years: FigureSet) -> tuple[Assumption, ...]:
    assumed = basis.assume_twelve_months and any(year.months is None for year in years)
    return (Assumption.COUNTED_AS_TWELVE_MONTHS,) if assumed else ()
