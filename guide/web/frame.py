"""The frame around every page: navigation, languages, footer and the age of the data."""

from urllib.parse import quote

from flask import Flask, current_app, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from guide.web.context import the_guide
from guide.web.languages import current_language, language_links
from guide.web.presenters.frame import Frame, Link
from guide.web.shared import latest_shared


def _link(label: str, endpoint: str) -> Link:
    url = url_for(endpoint)
    return Link(label=label, url=url, current=url == request.script_root + request.path)


def updated_note() -> str:
    """Return "Opdateret <tid>", true to the minute; never raises, whatever the database does."""
    known = latest_shared()
    if known is None:
        return str(_("Guidens data kan ikke læses lige nu."))
    if known.published is None:
        return str(_("Guiden er endnu ikke fyldt."))
    when = format_datetime(known.published, "d. MMMM y 'kl.' HH.mm")
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
        notes=(updated_note(), _("Ingen cookies og ingen sporing af læsere.")),
        site_url=the_guide().settings.site_url,
        canonical=_canonical(),
    )


def _canonical() -> str:
    """Give this page's address without its order and filters, but with its page number."""
    page = request.args.get("side", "")
    tail = (
        f"?side={int(page[:7])}" if page.isascii() and page.isdigit() and int(page[:7]) > 1 else ""
    )
    return request.script_root + quote(request.path) + tail


def _navigation() -> tuple[tuple[str, str], ...]:
    return (
        (_("Kategorier"), "public.categories"),
        (_("Steder"), "public.places"),
        (_("Størrelse"), "public.sizes"),
        (_("A–Å"), "public.letters"),
        (_("Top 100"), "rankings.top100"),
        (_("Arrangementer"), "events.coming"),
        (_("Bliv optaget"), "signup.start"),
    )


def _footer() -> tuple[tuple[str, str], ...]:
    return (
        (_("Om guiden"), "public.about"),
        (_("Tilgængelighed"), "public.accessibility"),
        (_("Kort"), "maps.map_page"),
        (_("Sammenlign"), "compare.compare"),
        (_("Indsigelse og sletning"), "signup.objection"),
        (_("For programmer"), "programs.about"),
        (_("Log ind"), "accounts.sign_in_page"),
        (_("Til medier"), "embed.builder"),
    )


def setup_frame(app: Flask) -> None:
    """Hand every template its frame."""
    app.context_processor(lambda: {"frame": page_frame()})
