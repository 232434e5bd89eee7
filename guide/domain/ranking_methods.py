"""The published ways of ranking: which measures, who may take part, and by what rules.

Computerworld's Top 100 of 2014 (art/227792, 231763) and of 2017 (art/240976, 241049, 241054), and
its It-komet of 2014 (art/232697). What was not published is ours and stands in ``rules``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from guide.domain.key_figures import TERMS, KeyFigure
from guide.domain.ratios import (
    Basis,
    growth,
    operating_margin,
    return_on_assets,
    return_on_equity,
    revenue_per_employee,
    share,
)

RANKING_VERSION = "1"
"""Raised whenever a rule of placing changes; stored in every method card."""

EBIT_BASE_FLOOR = 500_000
"""Kroner: growth in EBIT counts a smaller base, or a negative one's size, as this much."""


class Measure(StrEnum):
    """What companies are placed on; higher is better on every one."""

    REVENUE_PER_EMPLOYEE = "revenue_per_employee"
    REVENUE_GROWTH = "revenue_growth"
    RETURN_ON_ASSETS = "return_on_assets"
    OPERATING_MARGIN = "operating_margin"
    EBIT_PER_STAFF_COST = "ebit_per_staff_cost"
    RETURN_ON_EQUITY = "return_on_equity"
    EBIT_GROWTH = "ebit_growth"


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureTerms:
    """A measure in words, the figures it needs, and the figure that drives it upwards.

    ``compute`` takes a basis and the floor of a growth base; it raises ``UntoldError``.
    """

    danish: str
    english: str
    formula: str
    inputs: tuple[KeyFigure, ...]
    inputs_before: tuple[KeyFigure, ...] = ()
    driver: KeyFigure
    compute: Callable[[Basis, int], Fraction]


MEASURES: dict[Measure, MeasureTerms] = {
    Measure.REVENUE_PER_EMPLOYEE: MeasureTerms(
        danish="Omsætning pr. ansat",
        english="Revenue per employee",
        formula="nettoomsætning / gennemsnitligt antal ansatte",
        inputs=(KeyFigure.REVENUE, KeyFigure.EMPLOYEES),
        driver=KeyFigure.REVENUE,
        compute=lambda basis, _floor: revenue_per_employee(basis).told(),
    ),
    Measure.REVENUE_GROWTH: MeasureTerms(
        danish="Vækst i omsætning",
        english="Revenue growth",
        formula="(omsætning − sidste års) / sidste års",
        inputs=(KeyFigure.REVENUE,),
        inputs_before=(KeyFigure.REVENUE,),
        driver=KeyFigure.REVENUE,
        compute=lambda basis, _floor: growth(basis, KeyFigure.REVENUE).told(),
    ),
    Measure.RETURN_ON_ASSETS: MeasureTerms(
        danish="Afkastningsgrad",
        english="Return on assets",
        formula="EBIT / aktiver ultimo",
        inputs=(KeyFigure.EBIT, KeyFigure.ASSETS),
        driver=KeyFigure.EBIT,
        compute=lambda basis, _floor: return_on_assets(basis).told(),
    ),
    Measure.OPERATING_MARGIN: MeasureTerms(
        danish="Overskudsgrad",
        english="Operating margin",
        formula="EBIT / nettoomsætning",
        inputs=(KeyFigure.EBIT, KeyFigure.REVENUE),
        driver=KeyFigure.EBIT,
        compute=lambda basis, _floor: operating_margin(basis).told(),
    ),
    Measure.EBIT_PER_STAFF_COST: MeasureTerms(
        danish="EBIT pr. lønkrone",
        english="EBIT per krone of staff cost",
        formula="EBIT / personaleomkostninger",
        inputs=(KeyFigure.EBIT, KeyFigure.STAFF_COST),
        driver=KeyFigure.EBIT,
        compute=lambda basis, _floor: share(basis.year, KeyFigure.EBIT, KeyFigure.STAFF_COST),
    ),
    Measure.RETURN_ON_EQUITY: MeasureTerms(
        danish="Egenkapitalens forrentning før skat",
        english="Return on equity before tax",
        formula="resultat før skat / gennemsnitlig egenkapital",
        inputs=(KeyFigure.PRETAX, KeyFigure.EQUITY),
        inputs_before=(KeyFigure.EQUITY,),
        driver=KeyFigure.PRETAX,
        compute=lambda basis, _floor: return_on_equity(basis, KeyFigure.PRETAX).told(),
    ),
    Measure.EBIT_GROWTH: MeasureTerms(
        danish="Vækst i EBIT",
        english="EBIT growth",
        formula="(EBIT − sidste års) / |sidste års|, mindst 500.000 kr. i nævneren",
        inputs=(KeyFigure.EBIT,),
        inputs_before=(KeyFigure.EBIT,),
        driver=KeyFigure.EBIT,
        compute=lambda basis, floor: growth(basis, KeyFigure.EBIT, floor).told(),
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """A figure, of the year or the year before, that must reach ``amount`` whole kroner."""

    figure: KeyFigure
    amount: int
    year_before: bool = False
    more_than: bool = False

    def danish(self) -> str:
        """Return the condition in words."""
        noun = TERMS[self.figure].noun + (" året før" if self.year_before else "")
        words = "over" if self.more_than else "mindst"
        return f"{noun} {words} {self.amount:,} kr.".replace(",", ".")

    def is_met(self, number: int) -> bool:
        """Tell whether a figure reaches the threshold."""
        return number > self.amount if self.more_than else number >= self.amount


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """A way of ranking. To take part a company must reach one of ``thresholds``.

    ``assume`` counts figures of unknown scope as the parent's and a year of unknown length as
    twelve months, and marks both.
    """

    key: str
    danish: str
    english: str
    source: str
    measures: tuple[Measure, ...]
    thresholds: tuple[Threshold, ...]
    base_floor: int = EBIT_BASE_FLOOR
    assume: bool = False

    @property
    def inputs(self) -> tuple[KeyFigure, ...]:
        """The figures of the year that the method needs, in the order of print."""
        used = {figure for measure in self.measures for figure in MEASURES[measure].inputs}
        used |= {t.figure for t in self.thresholds if not t.year_before}
        return tuple(figure for figure in KeyFigure if figure in used | {KeyFigure.EBIT})

    @property
    def inputs_before(self) -> tuple[KeyFigure, ...]:
        """The figures of the year before that the method needs, in the order of print."""
        used = {figure for measure in self.measures for figure in MEASURES[measure].inputs_before}
        used |= {t.figure for t in self.thresholds if t.year_before}
        return tuple(figure for figure in KeyFigure if figure in used)

    def rules(self) -> tuple[str, ...]:
        """The rules of placing in Danish, as the page states them."""
        return _RULES + (_ASSUMING if self.assume else _STRICT)


_RULES = (
    "På hvert mål får den højeste plads 1; pladserne lægges sammen, og den laveste sum vinder.",
    "Lige tal deler den bedste plads.",
    "Ved lige sum går den største EBIT forrest; er den også lige, deles pladsen.",
    "Et mål, der hviler på et ikke offentliggjort tal, kan ikke opgøres, "
    "og virksomheden er ikke med.",
    "Negativ egenkapital ved årets begyndelse eller slutning: ikke med, når egenkapitalen indgår.",
    "Kun regnskaber i danske kroner og på 12 måneder, også året før, når det indgår.",
    "Vækst i EBIT regnes af sidste års EBIT uden fortegn, dog mindst 500.000 kr.",
    "Vækst i omsætning kræver en omsætning over nul året før.",
)
_STRICT = ("Kun moderselskabets egne tal.",)
_ASSUMING = (
    "Moderselskabets egne tal; siger kilden ikke moder eller koncern, regnes de som moderens, "
    "og siger den ikke årets længde, regnes det som 12 måneder. Begge dele er mærket.",
)

METHOD_2014 = Method(
    key="2014",
    danish="Top 100 efter reglerne til og med 2014",
    english="Top 100 by the rules until 2014",
    source="Computerworld, art/167292, 227792, 231763",
    measures=(
        Measure.REVENUE_PER_EMPLOYEE,
        Measure.REVENUE_GROWTH,
        Measure.RETURN_ON_ASSETS,
        Measure.OPERATING_MARGIN,
    ),
    thresholds=(Threshold(figure=KeyFigure.REVENUE, amount=20_000_000, more_than=True),),
)
METHOD_2017 = Method(
    key="2017",
    danish="Top 100 efter reglerne fra 2017",
    english="Top 100 by the rules of 2017",
    source="Computerworld, art/240976, 241049, 241054",
    measures=(
        Measure.EBIT_PER_STAFF_COST,
        Measure.RETURN_ON_EQUITY,
        Measure.RETURN_ON_ASSETS,
        Measure.EBIT_GROWTH,
    ),
    thresholds=(
        Threshold(figure=KeyFigure.STAFF_COST, amount=10_000_000),
        Threshold(figure=KeyFigure.REVENUE, amount=20_000_000),
    ),
)
METHOD_KOMET_2014 = Method(
    key="komet2014",
    danish="It-komet efter reglerne fra 2014",
    english="It comet by the rules of 2014",
    source="Computerworld, art/232697",
    measures=(Measure.EBIT_GROWTH,),
    thresholds=(
        Threshold(figure=KeyFigure.EBIT, amount=500_000, year_before=True, more_than=True),
    ),
    assume=True,
)

METHODS: dict[str, Method] = {
    method.key: method for method in (METHOD_2014, METHOD_2017, METHOD_KOMET_2014)
}
"""Every method by its key, as ``guide rank --method`` takes it."""
