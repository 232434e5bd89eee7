"""Events of the trade: what is coming, what is past, what has no day yet."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An event. ``starts_on`` is ``None`` where no day is told: such an event is never "coming".

    ``starts_at`` and ``ends_at`` are moments, where the hour is told too. ``cancelled`` is called
    off by its organiser; ``sequence`` rises with every change (RFC 5545, 3.8.7.4).
    """

    slug: str
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    theme: str = ""
    price: str = ""
    url: str = ""
    source: str = ""
    description: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    cancelled: bool = False
    sequence: int = 0

    def is_coming(self, today: date) -> bool:
        """Tell whether the event is today or later; one without a day is not."""
        last = self.ends_on or self.starts_on
        return last is not None and last >= today


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEntry:
    """An event as a calendar brings it: its key there, whether it is called off, its categories."""

    key: str
    event: Event
    cancelled: bool = False
    categories: tuple[str, ...] = ()
