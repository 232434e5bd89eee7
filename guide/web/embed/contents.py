"""What stands in the box: counted, dated, with whole addresses that work on foreign pages."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from guide.catalogue import events
from guide.catalogue.events import EventFilter
from guide.usecases.fill_box import BoxChoice, BoxReason
from guide.web.context import the_guide, today
from guide.web.languages import ENGLISH, current_language
from guide.web.presenters.boxes import Box, BoxEvent
from guide.web.public.day import present_box
from guide.web.shared import Shared

MOST_EVENTS = 3


def whole_url(endpoint: str, **values: Any) -> str:
    """Return a page's address with its host, in the language of the box; "" when there is none."""
    if endpoint not in current_app.view_functions:
        return ""
    path = url_for(endpoint, **values).removeprefix(request.script_root)
    prefix = "/en" if current_language() == ENGLISH else ""
    return f"{the_guide().settings.site_url}{prefix}{path}"


def embedded_box(choice: BoxChoice | None, known: Shared, category: str | None = None) -> Box:
    """Put the box together for a foreign page, with its half about events."""
    card = None if choice is None else choice.card
    return present_box(card, known, whole_url, _kicker(choice), _events(category))


def _kicker(choice: BoxChoice | None) -> str:
    if choice is None or choice.reason is BoxReason.DAY:
        return str(_("Dagens virksomhed"))
    if choice.reason is BoxReason.NAMED:
        return str(_("Fra guiden"))
    return str(_("Inden for emnet"))


def _events(category: str | None) -> Sequence[BoxEvent]:
    with the_guide().database.reading() as work:
        wanted = EventFilter(category=category, held=True)
        found = events.coming(work, today(), MOST_EVENTS, wanted)
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
