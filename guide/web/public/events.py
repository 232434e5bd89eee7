"""An event as it stands in a list."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from guide.domain.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class EventLine:
    """An event with its day, or without one where nobody told it."""

    title: str
    day: date | None
    place: str
    url: str
    past: bool
    cancelled: bool = False


def shown(event: Event, today: date) -> EventLine:
    """Present an event with the guide's own page about it; past once its last day is over."""
    return EventLine(
        title=event.title,
        day=event.starts_on,
        place=event.place,
        url=url_for("events.event", slug=event.slug),
        past=not event.is_coming(today) and event.starts_on is not None,
        cancelled=event.cancelled,
    )
