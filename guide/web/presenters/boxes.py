"""The guide's box beside an article, and the snippet that puts it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from guide.web.presenters.frame import Link
from guide.web.presenters.results import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxEvent:
    """A coming event as one line of the box."""

    title: str
    url: str
    day: date
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """What ``_box.html`` shows; ``events`` is ``None`` where the box has no such half."""

    heading: str
    url: str
    count: int
    updated: date | None
    ways: Sequence[Link]
    company: Entry | None
    kicker: str
    figures_url: str
    sign_up_url: str
    events: Sequence[BoxEvent] | None = None
    events_url: str = ""


def iframe_snippet(
    address: str, script: str, *, title: str, fallback: str, home: str, height: int
) -> str:
    """Return the lines a page needs: a titled frame, a link where frames are off, the sizer."""
    return str(
        Markup(
            '<iframe class="brancheguide" src="{address}" title="{title}" width="100%" '
            'height="{height}" loading="lazy" style="border:0">'
            '<a href="{home}">{fallback}</a></iframe>\n'
            '<script src="{script}" async></script>'
        ).format(
            address=address,
            title=title,
            height=height,
            home=home,
            fallback=fallback,
            script=script,
        )
    )
