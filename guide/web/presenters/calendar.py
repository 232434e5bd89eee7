"""Events as an iCalendar file that any calendar can follow (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as Item

from guide.domain.events import Event


def calendar(
    events: Iterable[tuple[Event, str]],
    *,
    name: str,
    site: str,
    made_at: datetime,
    gone: Iterable[Event] = (),
) -> bytes:
    """Write events with their pages' addresses; one without a day cannot stand in a calendar.

    Those that are ``gone`` stand there as called off and without a word, so that calendars that
    took them in let go of them.
    """
    host = urlsplit(site).hostname or "brancheguide"
    found = Calendar()
    found.add("prodid", f"-//{host}//brancheguide//DA")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    for event, url in events:
        if event.starts_on is not None:
            found.add_component(_item(event, url, host, made_at))
    for event in gone:
        found.add_component(_gone(event, host, made_at))
    return bytes(found.to_ical())


def _gone(event: Event, host: str, made_at: datetime) -> Item:
    item = _named(event, host, made_at)
    item.add("dtstart", event.starts_on)
    item.add("status", "CANCELLED")
    return item


def _named(event: Event, host: str, made_at: datetime) -> Item:
    item = Item()
    item.add("uid", f"{event.slug}@{host}")
    item.add("dtstamp", made_at.astimezone(UTC))
    item.add("sequence", event.sequence)
    return item


def _item(event: Event, url: str, host: str, made_at: datetime) -> Item:
    item = _named(event, host, made_at)
    item.add("summary", event.title)
    if event.cancelled:
        item.add("status", "CANCELLED")
    if event.starts_at is not None:
        item.add("dtstart", event.starts_at.astimezone(UTC))
        if event.ends_at is not None:
            item.add("dtend", event.ends_at.astimezone(UTC))
    elif event.starts_on is not None:
        item.add("dtstart", event.starts_on)
        item.add("dtend", (event.ends_on or event.starts_on) + timedelta(days=1))
    for field, text in (("location", event.place), ("description", event.description)):
        if text:
            item.add(field, text)
    item.add("url", url)
    return item
