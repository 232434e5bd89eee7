"""/kort: 98 municipalities and Christiansø by count, employees or growth; a table says the same."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from guide.domain.sorting import danish_sort_key
from guide.search.port import Facet
from guide.usecases.map_companies import MapFigures, MapMeasure, PlaceFigures, map_companies
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.presenters.choropleth import (
    AreaValue,
    LegendItem,
    Shading,
    choropleth,
    legend,
    shading,
)
from guide.web.presenters.frame import Link
from guide.web.presenters.numbers import growth, number
from guide.web.public.exports import request_of
from guide.web.public.facets import chip_label
from guide.web.public.parameters import Asked, address, pairs, read, words
from guide.web.shared import Shared, shared

MEASURES = {
    "antal": MapMeasure.COUNT,
    "ansatte": MapMeasure.EMPLOYEES,
    "vaekst": MapMeasure.GROWTH,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRow:
    """A municipality in the table: its companies, and the figure in words."""

    name: str
    url: str
    companies: int
    text: str


def map_page() -> ResponseReturnValue:
    """Show the map of a search, with the same parameters as the search itself."""
    known, guide = shared(), the_guide()
    asked = read(request.args, known)
    measure = MEASURES.get(request.args.get("vis", ""), MapMeasure.COUNT)
    figures = map_companies(
        guide.database, guide.reader, guide.policy, request_of(asked, known), measure, today()
    )
    shades = shading(place.value for place in figures.places)
    return render_template(
        "maps/map.html",
        title=_title(asked, known),
        measures=_measures(asked, measure),
        measure_name=measure_name(measure),
        summary=_summary(figures, measure),
        svg=_drawing(figures, shades, measure, asked, known),
        legend=_legend(shades, measure),
        rows=_rows(figures, measure, asked, known),
        search_url=address(asked),
        note=str(_("Vækst er medianen, hvor mindst fem virksomheder oplyser den."))
        if measure is MapMeasure.GROWTH
        else "",
    )


def measure_name(measure: MapMeasure) -> str:
    """Name what the map shows."""
    return {
        MapMeasure.COUNT: str(_("Antal virksomheder")),
        MapMeasure.EMPLOYEES: str(_("Ansatte i alt")),
        MapMeasure.GROWTH: str(_("Vækst")),
    }[measure]


def _title(asked: Asked, known: Shared) -> str:
    chosen = [
        chip_label(facet, value, known)
        for facet, values in asked.values.items()
        for value in values
    ]
    words_asked = [f"“{asked.text}”"] if asked.text else []
    what = ", ".join([*words_asked, *chosen])
    return str(_("Kort: %(what)s", what=what)) if what else str(_("Kort over virksomhederne"))


def _summary(figures: MapFigures, measure: MapMeasure) -> str:
    locale = current_language()
    placed = number(figures.placed, locale=locale)
    total = number(figures.total, locale=locale)
    text = _("%(placed)s af %(total)s virksomheder i drift har oplyst kommune.",
             placed=placed, total=total)  # fmt: skip
    if measure is MapMeasure.COUNT:
        return str(text)
    told = number(sum(place.told for place in figures.places), locale=locale)
    more = _("%(told)s af %(placed)s på kortet har oplyst det, kortet viser.",
             told=told, placed=placed)  # fmt: skip
    return f"{text} {more}"


def _measures(asked: Asked, chosen: MapMeasure) -> tuple[Link, ...]:
    kept = {name: value for name, value in pairs(asked).items() if name != "side"}
    return tuple(
        Link(
            label=measure_name(measure),
            url=url_for("maps.map_page", **kept, vis=None if name == "antal" else name),
            current=measure is chosen,
        )
        for name, measure in MEASURES.items()
    )


def _drawing(
    figures: MapFigures, shades: Shading, measure: MapMeasure, asked: Asked, known: Shared
) -> str:
    areas = {
        code: AreaValue(value=0 if measure is MapMeasure.COUNT else None, text=place.name)
        for code, place in known.places.municipalities.items()
    }
    for place in figures.places:
        municipality = known.places.municipalities.get(place.municipality)
        if municipality is not None:
            areas[place.municipality] = AreaValue(
                value=place.value,
                text=f"{municipality.name}: {_value(place, measure)}",
                url=_narrowed(asked, place.municipality, known),
            )
    return choropleth(areas, title=measure_name(measure), shading=shades)


def _value(place: PlaceFigures, measure: MapMeasure) -> str:
    locale = current_language()
    if place.value is None:
        few = measure is MapMeasure.GROWTH and place.told
        return str(_("for få har oplyst den")) if few else str(_("ikke oplyst"))
    if measure is MapMeasure.GROWTH:
        return growth(place.value, locale=locale)
    if measure is MapMeasure.EMPLOYEES:
        heads = number(int(place.value), locale=locale)
        return str(_("%(heads)s ansatte (%(told)s af %(all)s har oplyst)", heads=heads,
                     told=number(place.told, locale=locale),
                     all=number(place.companies, locale=locale)))  # fmt: skip
    count = number(int(place.value), locale=locale)
    return str(
        ngettext("%(count)s virksomhed", "%(count)s virksomheder", int(place.value), count=count)
    )


def _legend(shades: Shading, measure: MapMeasure) -> list[LegendItem]:
    locale = current_language()

    def text(low: float, high: float) -> str:
        if measure is MapMeasure.GROWTH:
            return str(_("op til ± %(high)s", high=growth(high, locale=locale).lstrip("+")))
        first = number(int(low) + 1, locale=locale)
        last = number(int(high), locale=locale)
        return last if first == last else f"{first}–{last}"

    counts = measure is MapMeasure.COUNT
    return legend(
        shades,
        text=text,
        zero=str(_("ingen")) if counts else "",
        unknown="" if counts else str(_("ikke oplyst")),
    )


def _rows(
    figures: MapFigures, measure: MapMeasure, asked: Asked, known: Shared
) -> tuple[PlaceRow, ...]:
    named = known.places.municipalities
    found = [place for place in figures.places if place.municipality in named]

    def order(place: PlaceFigures) -> tuple[bool, float, str]:
        return (
            place.value is None,
            -(place.value or 0),
            danish_sort_key(named[place.municipality].name),
        )

    return tuple(
        PlaceRow(
            name=named[place.municipality].name,
            url=_narrowed(asked, place.municipality, known),
            companies=place.companies,
            text=_value(place, measure),
        )
        for place in sorted(found, key=order)
    )


def _narrowed(asked: Asked, code: str, known: Shared) -> str:
    """Give the search in one municipality; without any other wish its own page."""
    slug = words(Facet.MUNICIPALITY, known)[code]
    if not asked.text and not asked.chosen:
        return url_for("public.municipality", slug=slug)
    kept = replace(asked, values={**asked.values, Facet.MUNICIPALITY: (slug,)}, page=1)
    return address(kept)


def add_to(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/kort", view_func=map_page)
