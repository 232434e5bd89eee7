"""/sammenlign?slug=a&slug=b: up to ten companies, figures side by side, charts on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from guide.domain.key_figures import KeyFigure
from guide.usecases.compare_companies import MOST, Compared, Comparison, compare_companies
from guide.web.compare.measures import measures
from guide.web.context import the_guide
from guide.web.languages import current_language
from guide.web.presenters.charts import bars
from guide.web.presenters.frame import Link
from guide.web.presenters.numbers import compact_money
from guide.web.presenters.scales import covering
from guide.web.presenters.svg import Point
from guide.web.public.entries import place_text
from guide.web.public.figure_words import figure_name
from guide.web.shared import shared

YEARS = 5
_CHARTED = (KeyFigure.REVENUE, KeyFigure.GROSS_PROFIT, KeyFigure.RESULT)
_ENOUGH = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartRow:
    """One measure drawn for each company that tells it, all by the same scale."""

    label: str
    charts: tuple[tuple[Markup, str], ...]


def read_comparison() -> Comparison:
    """Read the companies that the address names."""
    guide = the_guide()
    asked = [text[:200] for text in request.args.getlist("slug")[: 3 * MOST]]
    return compare_companies(guide.database, guide.policy, asked)


def compare() -> ResponseReturnValue:
    """Show the comparison; its address is all there is to share."""
    found = read_comparison()
    known = shared()
    slugs = [one.card.slug for one in found.companies]
    return render_template(
        "compare/compare.html",
        found=found,
        most=MOST,
        slugs=slugs,
        columns=[
            {
                "name": one.card.name,
                "url": url_for("public.profile", slug=one.card.slug),
                "place": place_text(one.card, known),
                "without": address([slug for slug in slugs if slug != one.card.slug]),
            }
            for one in found.companies
        ],
        measures=measures(found.companies),
        charts=_charts(found.companies),
        files=_files(slugs),
    )


def address(slugs: Sequence[str], endpoint: str = "compare.compare") -> str:
    """Give the address of a comparison."""
    values: dict[str, Any] = {"slug": list(slugs)} if slugs else {}
    return url_for(endpoint, **values)


def _files(slugs: Sequence[str]) -> tuple[Link, ...]:
    return (
        Link(label="CSV", url=address(slugs, "compare.compare_csv")),
        Link(label="Excel", url=address(slugs, "compare.compare_xlsx")),
    )


def _charts(companies: Sequence[Compared]) -> tuple[ChartRow, ...]:
    """Draw what at least two companies tell in kroner; other currencies have other heights."""
    rows = []
    for figure in _CHARTED:
        points = {one.card.name: _points(one, figure) for one in companies}
        drawn = {name: some for name, some in points.items() if any(p.value for p in some)}
        if len(drawn) < _ENOUGH:
            continue
        scale = covering(point.value for some in drawn.values() for point in some)
        label = figure_name(figure)
        rows.append(
            ChartRow(
                label=str(_("%(figure)s, samme skala", figure=label)),
                charts=tuple(
                    (bars(some, title=f"{name}, {label}", scale=scale), name)
                    for name, some in drawn.items()
                ),
            )
        )
    return tuple(rows)


def _points(company: Compared, figure: KeyFigure) -> tuple[Point, ...]:
    locale = current_language()
    points = []
    for year in company.years[-YEARS:]:
        if year.filed.currency == "DKK":
            value = year.filed.number(figure)
            text = str(_("ikke oplyst")) if value is None else compact_money(value, locale=locale)
            told = None if value is None else float(value)
            points.append(Point(label=year.filed.label, value=told, text=text))
    return tuple(points)


def add_to(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/sammenlign", view_func=compare)
