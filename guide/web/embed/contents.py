"""What stands in the box: counted, dated, with whole addresses that work on foreign pages."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from guide.catalogue import events
from guide.catalogue.events import EventFilter
from guide.usecases.fill_box import BoxChoice, BoxReason
from guide.web.context import COPENHAGEN, the_guide, today
from guide.web.languages import ENGLISH, current_language
from guide.web.presenters.boxes import Box, BoxEvent
from guide.web.presenters.frame import Link
from guide.web.presenters.results import Entry
from guide.web.public.entries import place_text
from guide.web.shared import Shared

MOST_EVENTS = 3


def whole_url(endpoint: str, **values: Any) -> str:
    """Return a page's address with its host, in the language of the box; "" when there is none."""
    if endpoint not in current_app.view_functions:
        return ""
    path = url_for(endpoint, **values).removeprefix(request.script_root)
    prefix = "/en" if current_language() == ENGLISH else ""
    return f"{the_guide().settings.site_url}{prefix}{path}"


def present_box(choice: BoxChoice | None, known: Shared, category: str | None = None) -> Box:
    """Put the box together from what the catalogue holds now."""
    company = None if choice is None else _company(choice, known)
    has_figures = choice is not None and choice.card.has_figures
    return Box(
        heading=the_guide().settings.site_name,
        url=whole_url("public.front"),
        count=known.total,
        updated=None if known.published is None else known.published.astimezone(COPENHAGEN).date(),
        ways=_ways(),
        company=company,
        kicker=_kicker(choice),
        figures_url=f"{company.url}#tal" if company is not None and has_figures else "",
        sign_up_url=whole_url("signup.start"),
        events=_events(category),
        events_url=whole_url("events.coming"),
    )


def _company(choice: BoxChoice, known: Shared) -> Entry:
    return Entry(
        name=choice.card.name,
        url=whole_url("public.profile", slug=choice.card.slug),
        place=place_text(choice.card, known),
        snippet=choice.card.description,
    )


def _kicker(choice: BoxChoice | None) -> str:
    if choice is None or choice.reason is BoxReason.DAY:
        return str(_("Dagens virksomhed"))
    if choice.reason is BoxReason.NAMED:
        return str(_("Fra guiden"))
    return str(_("Inden for emnet"))


def _ways() -> Sequence[Link]:
    ways = (
        (_("Hvad de kan"), "public.categories"),
        (_("Hvor store de er"), "public.sizes"),
        (_("Hvor de er"), "public.places"),
    )
    links = (Link(label=str(label), url=whole_url(endpoint)) for label, endpoint in ways)
    return tuple(link for link in links if link.url)


def _events(category: str | None) -> Sequence[BoxEvent]:
    with the_guide().database.reading() as work:
        found = events.coming(work, today(), MOST_EVENTS, EventFilter(category=category))
    return tuple(
        BoxEvent(
            title=event.title,
            url=whole_url("events.event", slug=event.slug) or event.url,
            day=event.starts_on,
            place=event.place,
        )
        for event in found
        if event.starts_on is not None
    )
