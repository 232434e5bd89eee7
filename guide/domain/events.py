"""Events of the trade: what is coming, what is past, what has no day yet."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An event. ``starts_on`` is ``None`` where no day is told: such an event is never "coming"."""

    slug: str
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    theme: str = ""
    price: str = ""
    url: str = ""
    source: str = ""

    def is_coming(self, today: date) -> bool:
        """Tell whether the event is today or later; one without a day is not."""
        last = self.ends_on or self.starts_on
        return last is not None and last >= today
