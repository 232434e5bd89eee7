"""From the facts of a document to the figures of a year: whose, which year, and which of two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from guide.domain.key_figures import TERMS, KeyFigure
from guide.domain.money import whole_units
from guide.domain.report_terms import Absence, ReportWarning, Scope, WarningCode
from guide.domain.reports import FigureSet, FigureValue, Period
from guide.ingest.reports.checks import check
from guide.ingest.reports.concepts import FIGURES, Family, Item
from guide.ingest.reports.facts import Fact, Instance, Side

_KRONER = "DKK"
_MOST_MONEY = Decimal(10) ** 15
_MOST_PEOPLE = Decimal(10) ** 7
_STUB = "ExcludingBalanceSheetIncomeStatement"
_ORDER = {(family, name): place for place, (family, name) in enumerate(FIGURES)}

Numbers: TypeAlias = dict[Item, FigureValue]


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """The sets of figures of a document and what a reader should know of them."""

    figures: tuple[FigureSet, ...]
    warnings: tuple[ReportWarning, ...]


def select(instance: Instance, period: Period, preceding: Period | None) -> Selection:
    """Choose the figures of ``period`` and the comparatives of ``preceding``, parent and group.

    A figure that a complete report leaves out is not published; one that the comparatives leave
    out is unknown. A report without any amount says nothing of what is published, and an amount
    without a currency is unreadable.
    """
    currency, several = _currency(instance, period)
    facts = [f for f in instance.facts if not _is_money(f.item) or f.currency == currency != ""]
    bare = {f.item for f in instance.facts if _is_money(f.item) and f.value and not f.currency}
    unreadable = instance.unreadable | bare
    by_scope = _by_scope(facts)
    complete = bool(currency) and _STUB not in instance.taxonomy
    sets = []
    for scope in (Scope.PARENT, Scope.GROUP):
        of_scope = by_scope[scope]
        sets.append(_figure_set(of_scope, scope, period, currency, unreadable, complete=complete))
        if preceding is not None:
            sets.append(_comparatives(of_scope, scope, preceding, currency))
    warnings = [ReportWarning(code=WarningCode.SEVERAL_CURRENCIES)] * several
    if not complete:
        warnings.append(ReportWarning(code=WarningCode.NO_FIGURES))
    return Selection(
        figures=tuple(one for one in sets if one is not None), warnings=tuple(warnings)
    )


def _is_money(item: Item) -> bool:
    return item is not KeyFigure.EMPLOYEES


def _currency(instance: Instance, period: Period) -> tuple[str, bool]:
    """The currency of most of the year's amounts, kroner if as many; and whether there are more."""
    counts = Counter(
        fact.currency
        for fact in instance.facts
        if fact.currency and _is_money(fact.item) and _is_of(fact, period.end, period)
    )
    if not counts:
        return "", False
    return min(counts, key=lambda c: (-counts[c], c != _KRONER, c)), len(counts) > 1


def _is_of(fact: Fact, day: date, period: Period) -> bool:
    """Tell whether a fact is of exactly this year: the whole period, or the day it ends."""
    if isinstance(fact.item, KeyFigure) and TERMS[fact.item].is_flow:
        return fact.context.period == period
    return fact.context.instant == day


def _by_scope(facts: Iterable[Fact]) -> dict[Scope, list[Fact]]:
    """Sort facts by scope; breakdowns by any other dimension are left out.

    The register's taxonomies default to the company's own figures, ESEF to the group's. Where a
    document marks IFRS figures as the group's, those without a mark are the company's own.
    """
    every = list(facts)
    marked = any(f.family is Family.IFRS and f.context.side is Side.GROUP for f in every)
    ifrs_default = Scope.PARENT if marked else Scope.GROUP
    sorted_facts: dict[Scope, list[Fact]] = defaultdict(list)
    for fact in every:
        side = fact.context.side
        if side is Side.DEFAULT:
            scope = ifrs_default if fact.family is Family.IFRS else Scope.PARENT
            sorted_facts[scope].append(fact)
        elif side is not Side.BREAKDOWN:
            sorted_facts[Scope(side.value)].append(fact)
    return sorted_facts


def _figure_set(
    facts: Sequence[Fact],
    scope: Scope,
    period: Period,
    currency: str,
    unreadable: frozenset[Item],
    *,
    complete: bool,
) -> FigureSet | None:
    numbers, warnings = _numbers(facts, period)
    if not numbers:
        return None
    for figure in KeyFigure:
        if figure in unreadable and figure not in numbers:
            numbers[figure] = Absence.UNKNOWN
            warnings.append(ReportWarning(code=WarningCode.UNREADABLE, figure=figure))
    warnings += check(numbers)
    left_out = Absence.NOT_PUBLISHED if complete else Absence.UNKNOWN
    return FigureSet(
        scope=scope,
        currency=currency,
        label=period.label,
        exact=period,
        figures=_known({f: numbers.get(f, left_out) for f in KeyFigure}),
        warnings=tuple(warnings),
    )


def _comparatives(
    facts: Sequence[Fact], scope: Scope, preceding: Period, currency: str
) -> FigureSet | None:
    numbers, warnings = _numbers(facts, preceding)
    figures = {f: numbers[f] for f in KeyFigure if f in numbers}
    if not figures:
        return None
    return FigureSet(
        scope=scope,
        currency=currency,
        label=preceding.label,
        exact=preceding,
        comparative=True,
        figures=_known(figures),
        warnings=tuple(warnings),
    )


def _known(figures: Mapping[KeyFigure, FigureValue]) -> Mapping[KeyFigure, FigureValue]:
    """Leave out what is unknown: a figure that is not in a set is unknown."""
    return MappingProxyType({f: v for f, v in figures.items() if v is not Absence.UNKNOWN})


def _numbers(facts: Iterable[Fact], period: Period) -> tuple[Numbers, list[ReportWarning]]:
    grouped: dict[Item, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _is_of(fact, period.end, period):
            grouped[fact.item].append(fact)
    numbers: Numbers = {}
    warnings: list[ReportWarning] = []
    for item, found in grouped.items():
        numbers[item], code = _pick(item, found)
        if code is not None and isinstance(item, KeyFigure):
            warnings.append(ReportWarning(code=code, figure=item))
    return numbers, warnings


def _pick(item: Item, facts: Sequence[Fact]) -> tuple[FigureValue, WarningCode | None]:
    """Choose the first concept's most exact number; two that differ are none."""
    valued = [fact for fact in facts if fact.value is not None]
    if not valued:
        return Absence.NOT_PUBLISHED, None
    by_concept: dict[int, list[Fact]] = defaultdict(list)
    for fact in valued:
        by_concept[_ORDER[fact.family, fact.concept]].append(fact)
    values = [_most_exact(by_concept[place]) for place in sorted(by_concept)]
    if len(values[0]) > 1:
        return Absence.UNKNOWN, WarningCode.CONTRADICTORY
    (value,) = values[0]
    if abs(value) > (_MOST_MONEY if _is_money(item) else _MOST_PEOPLE):
        return Absence.UNKNOWN, WarningCode.UNREADABLE
    if len(values) > 1 and values[1] != values[0]:
        return _value(item, value), WarningCode.GROSS_TWICE
    if item is KeyFigure.STAFF_COST and value < 0:
        return _value(item, -value), WarningCode.COST_NEGATIVE
    return _value(item, value), None


def _most_exact(facts: Sequence[Fact]) -> set[Decimal]:
    most = max(fact.decimals for fact in facts)
    return {fact.value for fact in facts if fact.decimals == most and fact.value is not None}


def _value(item: Item, value: Decimal) -> FigureValue:
    return whole_units(value) if _is_money(item) else round(value, 2).normalize()
