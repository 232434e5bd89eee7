"""/arrangementer: coming, past and undated events, of all or of a filter, also as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import companies, events
from guide.catalogue.database import UnitOfWork
from guide.catalogue.events import EventFilter
from guide.domain.events import Event
from guide.domain.protection import Channel
from guide.web.context import the_guide, today
from guide.web.presenters.calendar import calendar
from guide.web.public.words import category_name
from guide.web.shared import Shared, shared

MOST = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class EventLine:
    """An event as ``_lists.html`` shows it, leading to its own page."""

    title: str
    day: date | None
    place: str
    url: str
    past: bool
    cancelled: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A filter as the address names it, and what it is called."""

    filter: EventFilter
    label: str
    query: dict[str, str]


def coming() -> ResponseReturnValue:
    """Show the events, those to come first, what is over beneath, and the way to follow them."""
    day = today()
    with the_guide().database.reading() as work:
        wanted = read_filter(work, shared())
        found = events.coming(work, day, MOST, wanted.filter)
        over = events.past(work, day, MOST, wanted.filter)
        open_ended = events.undated(work, wanted.filter)
    return render_template(
        "events/list.html",
        wanted=wanted,
        coming=[event_line(event, day) for event in found],
        past=[event_line(event, day) for event in over],
        undated=[event_line(event, day) for event in open_ended],
        calendar_url=url_for("events.calendar_file", **wanted.query),  # type: ignore[arg-type]
        all_url=url_for("events.coming"),
    )


def calendar_file() -> Response:
    """Give every dated event of the filter as iCalendar: past ones too, withdrawn ones as such."""
    day = today()
    with the_guide().database.reading() as work:
        wanted = read_filter(work, shared())
        found = [
            *events.past(work, day, MOST, wanted.filter)[::-1],
            *events.coming(work, day, MOST, wanted.filter),
        ]
        gone = events.withdrawn(work, wanted.filter)
    name = " · ".join(part for part in (the_guide().settings.site_name, wanted.label) if part)
    return calendar_response(found, name, "arrangementer.ics", gone)


def calendar_response(
    found: list[Event], name: str, file: str, gone: Sequence[Event] = ()
) -> Response:
    """Answer events as a calendar file; its stamp is the guide's, so that nothing changes alone."""
    site = the_guide().settings.site_url
    pairs = [(event, f"{site}{url_for('events.event', slug=event.slug)}") for event in found]
    made_at = shared().published or the_guide().clock.now()
    body = calendar(pairs, name=name, site=site, made_at=made_at, gone=gone)
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def read_filter(work: UnitOfWork, known: Shared) -> Wanted:
    """Read ``kategori`` and ``virksomhed``; what does not exist is not found."""
    slug, company = request.args.get("kategori", ""), request.args.get("virksomhed", "")
    if slug and slug not in known.tree:
        abort(404)
    found = companies.find_by_slug(work, company) if company else None
    if company and (
        found is None or not the_guide().policy.may_appear(found.visibility, Channel.LIST)
    ):
        abort(404)
    names = [category_name(slug, known) if slug else "", found.name if found else ""]
    return Wanted(
        filter=EventFilter(category=slug or None, company=found.id if found else None),
        label=" · ".join(name for name in names if name),
        query={key: value for key, value in (("kategori", slug), ("virksomhed", company)) if value},
    )


def event_line(event: Event, day: date) -> EventLine:
    """Present an event; past once its last day is over."""
    return EventLine(
        title=event.title,
        day=event.starts_on,
        place=event.place,
        url=url_for("events.event", slug=event.slug),
        past=event.starts_on is not None and not event.is_coming(day),
        cancelled=event.cancelled,
    )


def heading(wanted: Wanted) -> str:
    """Name the page."""
    return f"{_('Arrangementer')}: {wanted.label}" if wanted.label else str(_("Arrangementer"))


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/arrangementer", view_func=coming)
    bp.add_url_rule("/arrangementer.ics", view_func=calendar_file)
    bp.add_app_template_filter(heading, "events_heading")
