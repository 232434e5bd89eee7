"""/redaktion/begivenheder/indlaes: a calendar seen row by row, then taken in as it was seen."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.domain.editing import EditError
from guide.ingest.calendars import CalendarError
from guide.usecases.import_events import (
    CalendarChangedError,
    EventOutcome,
    EventPreview,
    import_previewed,
    preview_events,
)
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.event_words import TextRow, event_rows, name_word, outcome_word
from guide.web.desk.words import given_reason, reasons

MOST_CHARACTERS = 300_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One entry as it is shown: what becomes of it, and its fields before and after."""

    title: str
    slug: str | None
    word: str
    day: str
    changes: list[TextRow]
    held: str


@bp.get("/begivenheder/indlaes")
def calendar_form() -> ResponseReturnValue:
    """Ask for a calendar."""
    return _page("")


@bp.post("/begivenheder/indlaes")
def take_calendar() -> ResponseReturnValue:
    """Show what a calendar would do, or take in exactly what was shown."""
    guide, typed = the_guide(), request.form.get("calendar", "")
    sent = request.files.get("file")
    try:
        if sent is not None and sent.filename:
            typed = _read(sent.stream.read(4 * MOST_CHARACTERS))
        if not typed.strip() or len(typed) > MOST_CHARACTERS:
            return _page(typed[:MOST_CHARACTERS], error=_size_error(typed), status=422)
        content = typed.encode()
        if request.form.get("action") != "make":
            return _page(typed, preview=preview_events(guide.database, guide.matcher, content))
        import_previewed(
            guide.database,
            guide.matcher,
            content,
            request.form.get("mark", ""),
            given_reason(),
            current_editor(),
        )
    except CalendarChangedError as error:
        return _page(typed, preview=error.preview, error=str(error), status=409)
    except EditError as error:
        preview = preview_events(guide.database, guide.matcher, typed.encode())
        return _page(typed, preview=preview, error=str(error), status=422)
    except CalendarError as error:
        return _page(typed, error=str(error), status=422)
    return redirect(url_for("desk.events_list", gjort=1), 303)


def _read(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        message = _("Filen er ikke skrevet i UTF-8. Gem den som iCalendar igen.")
        raise CalendarError(str(message)) from error


def _size_error(typed: str) -> str:
    if typed.strip():
        return str(_("Kalenderen er for stor her. Brug guide import events på serveren."))
    return str(_("Vælg en fil, eller sæt kalenderens tekst ind."))


def _page(
    typed: str, *, preview: EventPreview | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    rows = () if preview is None else preview.rows
    page = render_template(
        "desk/event_import.html",
        typed=typed,
        preview=preview,
        groups=[
            (outcome_word(outcome), _lines(preview, outcome))
            for outcome in EventOutcome
            if any(row.outcome is outcome for row in rows)
        ],
        acts=any(row.acts for row in rows),
        reasons=reasons(),
        error=error,
    )
    return page, status


def _lines(preview: EventPreview | None, outcome: EventOutcome) -> list[Line]:
    rows = () if preview is None else preview.rows
    return [
        Line(
            title=row.after.event.title,
            slug=row.slug,
            word=outcome_word(row.outcome),
            day=row.after.event.starts_on.isoformat() if row.after.event.starts_on else "",
            changes=[] if row.before is None else event_rows(row.before, row.after, row.changed),
            held=", ".join(name_word(name) for name in row.held),
        )
        for row in rows
        if row.outcome is outcome
    ]
