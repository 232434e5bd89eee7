"""/for-medier: choose what the box shows, see it, copy the lines that put it on a page."""

from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.domain.sorting import danish_sort_key
from guide.web.context import the_guide
from guide.web.embed.box import HEIGHT, THEMES
from guide.web.embed.contents import whole_url
from guide.web.languages import current_language
from guide.web.presenters.boxes import iframe_snippet
from guide.web.public.words import category_name
from guide.web.security import allow_own_frame
from guide.web.shared import Shared, shared

FIELDS = ("category", "place", "company", "theme", "lang")


def builder() -> ResponseReturnValue:
    """Show the form with the box it describes; without script the button does the same."""
    allow_own_frame()
    known = shared()
    chosen = {name: request.args.get(name, "")[:120] for name in FIELDS}
    chosen["lang"] = chosen["lang"] or current_language()
    query = urlencode({name: value for name, value in chosen.items() if value})
    site = the_guide().settings
    return render_template(
        "embed/builder.html",
        chosen=chosen,
        categories=_categories(known),
        places=_places(known),
        themes=THEMES,
        height=HEIGHT,
        preview=f"{request.script_root}{url_for('embed.box')[len(request.script_root) :]}?{query}",
        fragment=f"{site.site_url}/embed/box?{query}&format=fragment",
        styles=(f"{site.site_url}/static/css/tokens.css", f"{site.site_url}/static/css/box.css"),
        sites=site.embed_sites,
        snippet=iframe_snippet(
            f"{site.site_url}/embed/box?{query}",
            f"{site.site_url}/embed/box.js",
            title=site.site_name,
            fallback=str(_("Se virksomheden i guiden")),
            home=whole_url("public.front"),
            height=HEIGHT,
        ),
    )


def _categories(known: Shared) -> list[tuple[str, str]]:
    named = [(slug, category_name(slug, known)) for slug in known.tree]
    return sorted(named, key=lambda pair: danish_sort_key(pair[1]))


def _places(known: Shared) -> list[tuple[str, str]]:
    told = known.municipality_counts
    places = [(p.slug, p.name) for p in known.places.municipalities.values() if told.get(p.code)]
    return sorted(places, key=lambda pair: danish_sort_key(pair[1]))


def add_to(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/for-medier", view_func=builder)
