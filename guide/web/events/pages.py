"""/arrangement/<slug>: one event with whom and what it concerns; also JSON-LD and iCalendar."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import cards, events
from guide.catalogue.cards import Card
from guide.domain.danish_time import COPENHAGEN
from guide.domain.event_editing import EventContent
from guide.domain.events import Event
from guide.domain.protection import Channel
from guide.web.context import the_guide, today
from guide.web.events.lists import calendar_response
from guide.web.public.entries import category_links, entries
from guide.web.shared import shared


def event(slug: str) -> ResponseReturnValue:
    """Show one event."""
    with the_guide().database.reading() as work:
        found = _found(events.find(work, slug))
        ties = events.ties(work, slug)
    content = EventContent(event=found, companies=ties.companies, categories=ties.categories)
    named = named_in(content)
    calendar_url = url_for("events.event_file", slug=slug) if found.starts_on else ""
    return render_template(
        "events/event.html",
        **shown_event(content, named),
        calendar_url=calendar_url,
        linked=linked_event(found, named),
    )


def shown_event(content: EventContent, named: Sequence[Card]) -> dict[str, Any]:
    """Return what ``events/_event.html`` shows of an event, kept or about to be."""
    found, known = content.event, shared()
    return {
        "event": found,
        "starts": found.starts_at.astimezone(COPENHAGEN) if found.starts_at else None,
        "is_past": found.starts_on is not None and not found.is_coming(today()),
        "companies": entries(named, known),
        "categories": category_links(content.categories, known),
        "outside": found.url if found.url.startswith(("http://", "https://")) else "",
    }


def named_in(content: EventContent) -> list[Card]:
    """Return the companies an event is tied to that may be shown beside it."""
    guide = the_guide()
    with guide.database.reading() as work:
        found = cards.by_ids(work, content.companies)
    return [
        card
        for card in found
        if card.listed and guide.policy.may_appear(card.visibility, Channel.LIST)
    ]


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
    if event.cancelled:
        data["eventStatus"] = "https://schema.org/EventCancelled"
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
