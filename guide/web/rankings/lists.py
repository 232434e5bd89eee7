"""One list with its rules, its card and those left out; the same list as JSON."""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.domain.ranking_methods import (
    MEASURES,
    METHOD_KOMET_2014,
    METHODS,
    Measure,
    Method,
)
from guide.search.port import IndexUnavailableError
from guide.usecases.rank_companies import RankedList, UnknownFieldError
from guide.web.languages import DANISH, current_language
from guide.web.presenters.frame import Link
from guide.web.public.words import category_name
from guide.web.rankings.kept import kept_ranking
from guide.web.rankings.rows import exclusion_groups, lacking_inputs, rows
from guide.web.shared import shared

SHOWN = 100
_LONGEST_QUERY = 200


def top100(year: int | None = None, category: str = "") -> ResponseReturnValue:
    """Show the list by the newest rules that the figures suffice for, or by a chosen method."""
    return _page(_chosen_method(), year, category, "rankings.top100")


def growth(year: int | None = None, category: str = "") -> ResponseReturnValue:
    """Show the companies whose EBIT grew most."""
    return _page(METHOD_KOMET_2014, year, category, "rankings.growth")


def _chosen_method() -> Method | None:
    key = request.args.get("metode", "")
    if key and key not in METHODS:
        abort(404)
    return METHODS.get(key)


def _page(
    method: Method | None, year: int | None, category: str, endpoint: str
) -> ResponseReturnValue:
    query = request.args.get("q", "")[:_LONGEST_QUERY]
    try:
        ranked = kept_ranking(method, year, category, query)
    except UnknownFieldError:
        abort(404)
    except IndexUnavailableError:
        abort(503)
    if year is not None and year not in ranked.years:
        abort(404)
    if request.args.get("format") == "json":
        return Response(ranked.document(), mimetype="application/json")
    return render_template(
        "rankings/list.html",
        title=_title(ranked),
        ranked=ranked,
        rows=rows(ranked, SHOWN),
        measures=[measure_name(measure) for measure in ranked.method.measures],
        exclusions=exclusion_groups(ranked),
        lacking=lacking_inputs(ranked),
        years=_years(ranked, endpoint),
        methods=_methods(ranked),
        categories=_categories(ranked, endpoint),
        json_url=_address(endpoint, ranked, format="json"),
    )


def measure_name(measure: Measure) -> str:
    """Return a measure's name in the language of the page."""
    terms = MEASURES[measure]
    return terms.danish if current_language() == DANISH else terms.english


def _title(ranked: RankedList) -> str:
    name = ranked.method.danish if current_language() == DANISH else ranked.method.english
    field = ranked.field
    title = f"{name}, {field.year}" if field.year else name
    if field.category:
        title = f"{title}: {category_name(field.category, shared())}"
    return f"{title}: “{field.query}”" if field.query else title


def _address(endpoint: str, ranked: RankedList, **more: str) -> str:
    field = ranked.field
    values: dict[str, str | int] = {**more}
    if field.year:
        values["year"] = field.year
    if field.category and field.year:
        values["category"] = field.category
    if field.query:
        values["q"] = field.query
    if endpoint == "rankings.top100":
        values["metode"] = ranked.method.key
    return url_for(endpoint, **values)  # type: ignore[arg-type]


def _years(ranked: RankedList, endpoint: str) -> tuple[Link, ...]:
    field = ranked.field
    return tuple(
        Link(
            label=str(year),
            url=url_for(
                endpoint, year=year, category=field.category or None, q=field.query or None
            ),
            current=year == field.year,
        )
        for year in ranked.years[:8]
    )


def _methods(ranked: RankedList) -> tuple[Link, ...]:
    danish = current_language() == DANISH
    return tuple(
        Link(
            label=method.danish if danish else method.english,
            url=url_for("rankings.top100", metode=key),
            current=key == ranked.method.key,
        )
        for key, method in METHODS.items()
    )


def _categories(ranked: RankedList, endpoint: str) -> tuple[Link, ...]:
    """Link to the same list in each category of the first level."""
    known = shared()
    if not ranked.field.year:
        return ()
    return tuple(
        Link(
            label=category_name(top.slug, known),
            url=url_for(endpoint, year=ranked.field.year, category=top.slug),
            current=top.slug == ranked.field.category,
        )
        for top in known.children.get(None, ())
    )


def add_to(bp: Blueprint) -> None:
    """Give the pages their addresses."""
    for path, view in (("/top100", top100), ("/vaekst", growth)):
        bp.add_url_rule(path, view_func=view)
        bp.add_url_rule(f"{path}/<int:year>", view_func=view)
        bp.add_url_rule(f"{path}/<int:year>/<category>", view_func=view)
