"""The frame around every page: navigation, languages, footer and the age of the data."""

from flask import Flask, current_app, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from guide.catalogue import marks
from guide.web.context import the_guide
from guide.web.languages import current_language, language_links
from guide.web.presenters.frame import Frame, Link


def _link(label: str, endpoint: str) -> Link:
    url = url_for(endpoint)
    return Link(label=label, url=url, current=url == request.script_root + request.path)


def updated_note() -> str:
    """Return "Opdateret <tid>", true to the minute, or that nothing was loaded yet."""
    with the_guide().database.reading() as work:
        published = marks.find(work, marks.PUBLISHED)
    if published is None:
        return str(_("Guiden er endnu ikke fyldt."))
    when = format_datetime(published.at, "d. MMMM y 'kl.' HH.mm")
    return str(_("Opdateret %(when)s.", when=when))


def page_frame() -> Frame:
    """Return the frame of the present request."""
    endpoints = current_app.view_functions
    return Frame(
        locale=current_language(),
        home_url=request.script_root + "/",
        search_url=request.script_root + "/soeg",
        suggest_url=request.script_root + "/forslag",
        query=request.args.get("q", "")[:200],
        nav=tuple(_link(label, name) for label, name in _navigation() if name in endpoints),
        languages=language_links(),
        footer=tuple(_link(label, name) for label, name in _footer() if name in endpoints),
        notes=(updated_note(),),
    )


def _navigation() -> tuple[tuple[str, str], ...]:
    return (
        (_("Kategorier"), "public.categories"),
        (_("Steder"), "public.places"),
        (_("Størrelse"), "public.sizes"),
        (_("A–Å"), "public.letters"),
        (_("Arrangementer"), "public.events"),
        (_("Bliv optaget"), "signup.start"),
    )


def _footer() -> tuple[tuple[str, str], ...]:
    return (
        (_("Om guiden"), "public.about"),
        (_("Tilgængelighed"), "public.accessibility"),
    )


def setup_frame(app: Flask) -> None:
    """Hand every template its frame."""
    app.context_processor(lambda: {"frame": page_frame()})
