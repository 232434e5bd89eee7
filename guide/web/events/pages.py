"""/arrangement/<slug>: one event with whom and what it concerns; also JSON-LD and iCalendar."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import cards, events
from guide.catalogue.cards import Card
from guide.domain.events import Event
from guide.domain.protection import Channel
from guide.web.context import COPENHAGEN, the_guide, today
from guide.web.events.lists import calendar_response
from guide.web.public.entries import category_links, entries
from guide.web.shared import shared


def event(slug: str) -> ResponseReturnValue:
    """Show one event."""
    guide = the_guide()
    with guide.database.reading() as work:
        found = _found(events.find(work, slug))
        ties = events.ties(work, slug)
        named = [
            card
            for card in cards.by_ids(work, ties.companies)
            if card.listed and guide.policy.may_appear(card.visibility, Channel.LIST)
        ]
    known = shared()
    starts = found.starts_at.astimezone(COPENHAGEN) if found.starts_at else None
    return render_template(
        "events/event.html",
        event=found,
        starts=starts,
        is_past=found.starts_on is not None and not found.is_coming(today()),
        companies=entries(named, known),
        categories=category_links(ties.categories, known),
        outside=found.url if found.url.startswith(("http://", "https://")) else "",
        calendar_url=url_for("events.event_file", slug=slug) if found.starts_on else "",
        linked=linked_event(found, named),
    )


def event_file(slug: str) -> Response:
    """Give one event as iCalendar; one without a day has no such file."""
    with the_guide().database.reading() as work:
        found = _found(events.find(work, slug))
    if found.starts_on is None:
        abort(404)
    return calendar_response([found], found.title, f"{slug}.ics")


def _found(event: Event | None) -> Event:
    if event is None:
        abort(404)
    return event


def linked_event(event: Event, named: Sequence[Card]) -> dict[str, object]:
    """Give schema.org's Event; what is not known is left out."""
    site = the_guide().settings.site_url
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": f"{site}{url_for('events.event', slug=event.slug)}",
        "description": event.description,
        "sameAs": event.url,
    }
    first = event.starts_at or event.starts_on
    if first is not None:
        data["startDate"] = first.isoformat()
    last = event.ends_at or event.ends_on
    if last is not None:
        data["endDate"] = last.isoformat()
    if event.place:
        data["location"] = {
            "@type": "Place",
            "name": event.place,
            "address": {"@type": "PostalAddress", "addressLocality": event.place},
        }
    if named:
        data["about"] = [{"@type": "Organization", "name": card.name} for card in named]
    return {key: value for key, value in data.items() if value}


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/arrangement/<slug>", view_func=event)
    bp.add_url_rule("/arrangement/<slug>.ics", view_func=event_file)
