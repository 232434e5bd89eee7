"""A company's key figures year by year, with the ratios or why there are none."""

from datetime import date, datetime
from typing import Literal

from flask import Response
from pydantic import Field as About

from guide.domain.figure_series import FigureYear, series
from guide.domain.key_figures import KeyFigure
from guide.domain.ratios import RATIO_TERMS, Basis, Ratio, RatioResult, all_ratios
from guide.domain.reasons import Assumption, ReasonCode
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureValue
from guide.web.api.companies import COMPANY, read_profile
from guide.web.api.operations import Answer, NoQuery, Operation

NotPublished = Literal["not_published"]


class Period(Answer):
    """The exact year: both days belong to it."""

    start: date
    end: date


class Why(Answer):
    """Why there is no number, for programs and in Danish words."""

    code: ReasonCode
    figure: KeyFigure | None
    danish: str


class RatioJson(Answer):
    """A ratio as a pure number (0.125 is 12.5 %), or in whole units of currency; else a reason."""

    ratio: Ratio
    value: float | None
    unit: str
    formula: str
    formula_version: str
    source: str
    assumptions: list[Assumption]
    reason: Why | None


class Year(Answer):
    """A year's figures. One that is missing here is unknown: neither zero nor withheld."""

    year: int | None
    label: str
    scope: Scope
    currency: str
    period: Period | None
    months: int | None
    origin: FigureOrigin
    source: str
    published_at: datetime | None
    corrected: bool
    restated: list[KeyFigure] = About(description="differ from what the year before's report said")
    figures: dict[KeyFigure, int | float | NotPublished]
    ratios: list[RatioJson]


class Figures(Answer):
    """Every year of a company, oldest first, the group's after its own."""

    id: int
    slug: str
    cvr: str | None
    name: str
    years: list[Year]


def company_figures(query: NoQuery, company: str) -> Figures | Response:
    """Tell a company's figures."""
    profile = read_profile(company, "api.company_figures")
    if isinstance(profile, Response):
        return profile
    card = profile.card
    years = [
        year_json(year)
        for scope in (Scope.PARENT, Scope.GROUP)
        for year in series(profile.figures, scope)
    ]
    return Figures(id=card.id, slug=card.slug, cvr=card.cvr, name=card.name, years=years)


def year_json(year: FigureYear) -> Year:
    """Return a year with its ratios; one of untold length counts as twelve months, and says so."""
    filed = year.filed
    basis = Basis(year=filed, before=year.before, assume_twelve_months=True)
    told = ((figure, filed.value(figure)) for figure in KeyFigure)
    return Year(
        year=filed.year,
        label=filed.label,
        scope=filed.scope,
        currency=filed.currency,
        period=Period(start=filed.exact.start, end=filed.exact.end) if filed.exact else None,
        months=filed.months,
        origin=filed.origin,
        source=filed.source,
        published_at=filed.published_at,
        corrected=filed.corrected,
        restated=sorted(year.restated),
        figures={figure: _number(value) for figure, value in told if value is not Absence.UNKNOWN},
        ratios=[ratio_json(result) for result in all_ratios(basis)],
    )


def ratio_json(result: RatioResult) -> RatioJson:
    """Return a ratio with its formula, or with the reason why it cannot be told."""
    terms, reason = RATIO_TERMS[result.ratio], result.reason
    return RatioJson(
        ratio=result.ratio,
        value=None if result.value is None else round(float(result.value), 6),
        unit="fraction" if terms.unit == "%" else "currency",
        formula=terms.formula,
        formula_version=result.formula_version,
        source=terms.source,
        assumptions=list(result.assumptions),
        reason=reason and Why(code=reason.code, figure=reason.figure, danish=reason.danish()),
    )


def _number(value: FigureValue) -> int | float | NotPublished:
    if isinstance(value, Absence):
        return "not_published"
    return int(value) if value == int(value) else float(value)


OPERATIONS = (
    Operation(
        name="company_figures",
        path="/companies/<company>/figures",
        summary="A company's figures",
        description=(
            'Key figures by year and scope. A figure is a number, "not_published" when the company '
            "may leave it out and did, or absent when the guide does not know it."
        ),
        function=company_figures,
        answer=Figures,
        parts=(COMPANY,),
        errors=(301, 404, 410),
        tag="companies",
    ),
)
