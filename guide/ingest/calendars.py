"""Events out of an iCalendar file (RFC 5545); what cannot be read is told, the rest is taken."""

from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from guide.domain.danish_time import COPENHAGEN, danish_day
from guide.domain.events import CalendarEntry, Event
from guide.domain.slugs import slugify

MAX_BYTES = 5 * 1024 * 1024
_LONGEST = 20_000


class CalendarError(Exception):
    """The file is no calendar; ``str()`` tells why."""


def read_calendar(content: bytes, source: str) -> tuple[list[CalendarEntry], list[str]]:
    """Return the events and, for those that could not be taken, why; raise ``CalendarError``."""
    if len(content) > MAX_BYTES:
        message = f"kalenderen er på {len(content)} bytes; højst {MAX_BYTES} læses"
        raise CalendarError(message)
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        message = f"filen er ikke en iCalendar-fil: {error}"
        raise CalendarError(message) from error
    entries: dict[str, CalendarEntry] = {}
    problems: list[str] = []
    for item in calendar.walk("VEVENT"):
        name = _text(item, "SUMMARY") or _text(item, "UID") or "uden titel"
        try:
            entry = _entry(item, source)
        except (ValueError, TypeError, AttributeError) as error:
            problems.append(f"{name}: {error}")
            continue
        if item.get("RRULE") is not None:
            problems.append(f"{name}: gentagelser læses ikke, kun den første dag er taget")
        entries[entry.key] = entry
    return list(entries.values()), problems


def _entry(item: Any, source: str) -> CalendarEntry:
    uid, title = _text(item, "UID"), _text(item, "SUMMARY")
    if not uid or not title:
        message = "UID eller SUMMARY mangler"
        raise ValueError(message)
    starts_on, starts_at = _when(item, "DTSTART")
    ends_on, ends_at = _when(item, "DTEND")
    if ends_on is not None and ends_at is None:
        ends_on -= timedelta(days=1)
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        message = "slutter før den begynder"
        raise ValueError(message)
    url = _text(item, "URL")
    event = Event(
        slug=slugify(f"{title} {starts_on or ''}"),
        title=title,
        starts_on=starts_on,
        ends_on=None if ends_on == starts_on else ends_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=_text(item, "LOCATION"),
        description=_text(item, "DESCRIPTION"),
        url=url if url.startswith(("http://", "https://")) else "",
        source=source,
    )
    return CalendarEntry(
        key=f"ical:{uid}",
        event=event,
        cancelled=_text(item, "STATUS").upper() == "CANCELLED",
        categories=_categories(item),
    )


def _text(item: Any, name: str) -> str:
    value = item.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(str(value).split())[:_LONGEST] if value is not None else ""


def _when(item: Any, name: str) -> tuple[date | None, datetime | None]:
    """Return the day in Denmark and, where the hour is told, the moment; floating time is ours."""
    found = item.get(name)
    if found is None:
        return None, None
    value = found.dt
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=COPENHAGEN)
        return danish_day(moment), moment
    if not isinstance(value, date):
        message = f"{name} er ikke en dag"
        raise TypeError(message)
    return value, None


def _categories(item: Any) -> tuple[str, ...]:
    found = item.get("CATEGORIES")
    several = found if isinstance(found, list) else [found] if found is not None else []
    return tuple(str(name).strip() for group in several for name in getattr(group, "cats", ()))
