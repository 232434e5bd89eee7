"""What a new computation of ratios changed, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guide.domain.figure_series import FigureYear
from guide.domain.ratios import RATIO_TERMS, Basis, Ratio, RatioResult, all_ratios, rounded
from guide.domain.report_terms import Scope
from guide.domain.reports import FigureSet

_SCOPES = {Scope.PARENT: "moder", Scope.GROUP: "koncern", Scope.UNKNOWN: "ikke oplyst"}


class Cause(StrEnum):
    """Why a stored ratio is another than before."""

    FIRST = "first"
    FORMULA = "formula"
    FIGURES = "figures"


@dataclass(frozen=True, kw_only=True, slots=True)
class RatioChange:
    """One ratio of one year that is another than before."""

    figures: FigureSet
    before: RatioResult | None
    after: RatioResult

    @property
    def cause(self) -> Cause:
        """A new formula explains a change before new figures do."""
        if self.before is None:
            return Cause.FIRST
        if self.before.formula_version != self.after.formula_version:
            return Cause.FORMULA
        return Cause.FIGURES

    def danish(self) -> str:
        """Tell the change in one line."""
        name = RATIO_TERMS[self.after.ratio].danish
        where = f"{self.figures.label} ({_SCOPES[self.figures.scope]}), {name}"
        if self.before is None:
            return f"{where}: {self._told(self.after)} (beregnet første gang)"
        why = "tallene er ændret"
        if self.cause is Cause.FORMULA:
            why = f"formelversion {self.before.formula_version} → {self.after.formula_version}"
        return f"{where}: {self._told(self.before)} → {self._told(self.after)} ({why})"

    def _told(self, result: RatioResult) -> str:
        return told(result, self.figures.currency)


def told(result: RatioResult, currency: str) -> str:
    """Return a ratio as people read it: a percentage, an amount, or the reason in words."""
    if result.value is None:
        return result.reason.danish() if result.reason else "–"
    if RATIO_TERMS[result.ratio].unit == "kr.":
        unit = "kr." if currency == "DKK" else currency
        return f"{rounded(result.value, 0):,f} {unit}".replace(",", ".")
    return f"{result.percent()} %".replace(".", ",")


def ratios_of(year: FigureYear) -> tuple[RatioResult, ...]:
    """Compute a year's ratios as they are shown: silence on its length counts as twelve months."""
    return all_ratios(Basis(year=year.filed, before=year.before, assume_twelve_months=True))


def changes(
    figures: FigureSet, before: Mapping[Ratio, RatioResult], after: Iterable[RatioResult]
) -> tuple[RatioChange, ...]:
    """Compare stored ratios with computed ones; the same value by a new formula is no change."""
    return tuple(
        RatioChange(figures=figures, before=before.get(result.ratio), after=result)
        for result in after
        if not _same(before.get(result.ratio), result)
    )


def _same(before: RatioResult | None, after: RatioResult) -> bool:
    if before is None:
        return False
    return (before.value, before.reason, before.assumptions) == (
        after.value,
        after.reason,
        after.assumptions,
    )
