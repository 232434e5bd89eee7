"""/liste: any search as a list, with the parameters of /soeg and an order by any figure."""

from dataclasses import dataclass
from fractions import Fraction

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue.cards import Card
from guide.domain.key_figures import KeyFigure
from guide.domain.list_statistics import ListMeasure, ListStatistics
from guide.domain.peers import PeerSummary
from guide.domain.ratios import Ratio
from guide.usecases.describe_list import DescribedList, Everyone, describe_list, read_everyone
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.presenters import numbers
from guide.web.presenters.frame import Link
from guide.web.public.exports import file_links, request_of
from guide.web.public.figure_words import figure_name, ratio_name
from guide.web.public.parameters import address, pairs, read
from guide.web.shared import Shared, shared

SHOWN = 100
KRONER = "DKK"


@dataclass(frozen=True, kw_only=True, slots=True)
class SpreadRow:
    """A measure with its quartiles; without them fewer than five told it."""

    label: str
    lower: str = ""
    median: str = ""
    upper: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedRow:
    """A company at its place."""

    place: int
    name: str
    url: str
    value: str
    period: str


def list_page() -> ResponseReturnValue:
    """Show what can be told of a search as a whole."""
    known, guide = shared(), the_guide()
    asked = read(request.args, known)
    figure = _figure(request.args.get("tal_efter", KeyFigure.REVENUE.value))
    found = describe_list(
        guide.database,
        guide.reader,
        guide.policy,
        request_of(asked, known),
        today(),
        everyone(known),
        figure,
    )
    ranking = found.ranking
    kept = {name: value for name, value in pairs(asked).items() if name != "side"}
    return render_template(
        "public/list_page.html",
        told=found.statistics,
        spreads=spread_rows(found.statistics),
        publishing=_share(found.statistics.publishing),
        concentration=_share(found.statistics.concentration),
        figure=figure_name(figure),
        figures=tuple(
            Link(
                label=figure_name(each),
                url=url_for("public.list_page", **kept, tal_efter=each.value),
                current=each is figure,
            )
            for each in KeyFigure
        ),
        placed=_placed(found, figure),
        withheld=_links(found, ranking.withheld if ranking else ()),
        unknown=len(ranking.unknown) if ranking else 0,
        search_address=address(asked),
        files=file_links(asked)[1:],
    )


def everyone(known: Shared) -> Everyone:
    """Return what lists are described by, read once for each version of the catalogue."""
    key = ("everyone",)
    if key not in known.kept:
        known.kept[key] = read_everyone(the_guide().database, the_guide().policy)
    found: Everyone = known.kept[key]
    return found


def spread_rows(told: ListStatistics) -> tuple[SpreadRow, ...]:
    """Lay out the measures in the order of the page."""
    return tuple(_spread(measure, told.spreads[measure]) for measure in ListMeasure)


def _spread(measure: ListMeasure, one: PeerSummary | None) -> SpreadRow:
    label = _measure_name(measure)
    if one is None:
        return SpreadRow(label=label)
    lower, median, upper = (_text(measure, v) for v in (one.lower, one.median, one.upper))
    return SpreadRow(label=label, lower=lower, median=median, upper=upper, count=one.count)


def _measure_name(measure: ListMeasure) -> str:
    if measure is ListMeasure.OPERATING_MARGIN:
        return ratio_name(Ratio.OPERATING_MARGIN)
    return {
        ListMeasure.REVENUE: figure_name(KeyFigure.REVENUE),
        ListMeasure.EMPLOYEES: str(_("Ansatte")),
        ListMeasure.GROWTH: str(_("Vækst")),
    }[measure]


def _text(measure: ListMeasure, value: Fraction) -> str:
    locale = current_language()
    if measure is ListMeasure.REVENUE:
        return numbers.compact_money(round(value), KRONER, locale=locale)
    if measure is ListMeasure.EMPLOYEES:
        return numbers.number(round(value), locale=locale)
    return numbers.percent(float(value), locale=locale)


def _share(value: Fraction | None) -> str:
    return "" if value is None else numbers.percent(float(value), locale=current_language())


def _figure(text: str) -> KeyFigure:
    if text not in set(KeyFigure):
        abort(404)
    return KeyFigure(text)


def _placed(found: DescribedList, figure: KeyFigure) -> tuple[PlacedRow, ...]:
    if found.ranking is None:
        return ()
    by_number = {int(key): card for key, card in found.cards.items()}
    return tuple(
        PlacedRow(
            place=row.place,
            name=by_number[row.key].name,
            url=_profile(by_number[row.key]),
            value=_amount(figure, row.value),
            period=row.label,
        )
        for row in found.ranking.placed[:SHOWN]
    )


def _amount(figure: KeyFigure, value: Fraction) -> str:
    locale = current_language()
    if figure is KeyFigure.EMPLOYEES:
        return numbers.number(round(value), locale=locale)
    return numbers.compact_money(int(value), KRONER, locale=locale)


def _links(found: DescribedList, keys: tuple[int, ...]) -> tuple[Link, ...]:
    by_number = {int(key): card for key, card in found.cards.items()}
    return tuple(
        Link(label=by_number[key].name, url=_profile(by_number[key])) for key in keys[:SHOWN]
    )


def _profile(card: Card) -> str:
    return url_for("public.profile", slug=card.slug)


def add_to(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/liste", view_func=list_page)
