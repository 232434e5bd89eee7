"""Events of the trade: those to come, those that are over, those whose day nobody told."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from guide.catalogue import events as store
from guide.domain.events import Event
from guide.web.api.operations import Answer, Operation, Query
from guide.web.context import the_guide, today

MOST = 200


class When(StrEnum):
    """Which events."""

    COMING = "coming"
    PAST = "past"
    UNDATED = "undated"


class EventQuery(Query):
    """Which events, and how many at most."""

    when: When = When.COMING
    limit: int = Field(50, ge=1, le=MOST)


class EventJson(Answer):
    """An event; empty text is not told. ``cancelled`` is called off."""

    slug: str
    title: str
    starts_on: date | None
    ends_on: date | None
    place: str
    theme: str
    price: str
    url: str
    source: str
    cancelled: bool


class Events(Answer):
    """Events, the nearest day first."""

    events: list[EventJson]


def events(query: EventQuery) -> Events:
    """Tell events."""
    with the_guide().database.reading() as work:
        if query.when is When.UNDATED:
            found = store.undated(work)[: query.limit]
        else:
            read = store.coming if query.when is When.COMING else store.past
            found = read(work, today(), query.limit)
    return Events(events=[_event(event) for event in found])


def _event(event: Event) -> EventJson:
    return EventJson(
        slug=event.slug,
        title=event.title,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        place=event.place,
        theme=event.theme,
        price=event.price,
        url=event.url,
        source=event.source,
        cancelled=event.cancelled,
    )


OPERATIONS = (
    Operation(
        name="events",
        path="/events",
        summary="Events",
        description="Events to come, past ones or those without a day, nearest first.",
        function=events,
        query=EventQuery,
        answer=Events,
        tag="lists",
    ),
)
