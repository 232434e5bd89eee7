"""/redaktion/begivenheder: events written, called off, taken away and brought back."""

from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import cards, categories, editing, events
from guide.catalogue.editing import KeptEdit
from guide.catalogue.events import KeptEvent
from guide.domain.editing import EditError
from guide.domain.event_editing import CHANGEABLE, EventContent, changed_names, from_plain
from guide.usecases import edit_events
from guide.usecases.edit_events import OBJECT, EventChangedError
from guide.web.context import the_guide, today
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.event_form import EventForm, form_values
from guide.web.desk.event_words import TextRow, act_word, event_rows, name_word
from guide.web.desk.words import given_reason, reasons, who_word
from guide.web.events.pages import named_in, shown_event
from guide.web.row_numbers import row_number


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One change of an event with what it changed; ``can_restore`` where something was before."""

    edit: KeptEdit
    who: str
    act: str
    changed: str
    can_restore: bool


@bp.get("/begivenheder")
def events_list() -> ResponseReturnValue:
    """Show every event: to come, without a day, over, taken away."""
    day = today()
    with the_guide().database.reading() as work:
        every = events.everything(work)
    shown = [one for one in every if not one.content.withdrawn]
    dated = [one for one in shown if one.content.event.starts_on]
    return render_template(
        "desk/events.html",
        groups=[
            (_("Kommende"), [one for one in dated[::-1] if one.content.event.is_coming(day)]),
            (_("Uden oplyst dato"), [one for one in shown if not one.content.event.starts_on]),
            (_("Afholdte"), [one for one in dated if not one.content.event.is_coming(day)]),
            (_("Fjernet"), [one for one in every if one.content.withdrawn]),
        ],
        done=bool(request.args.get("gjort")),
    )


@bp.get("/begivenheder/ny")
def new_event() -> ResponseReturnValue:
    """Show an empty form."""
    return _page(_form(), None)


@bp.post("/begivenheder/ny")
def write_event() -> ResponseReturnValue:
    """Show how a new event would look, or take it in."""
    guide, form = the_guide(), _form()
    if not form.validate():
        return _page(form, None, status=422)
    if request.form.get("action") != "save":
        return _page(form, None, preview=form.content())
    try:
        slug = edit_events.write_event(
            guide.database, form.content(), given_reason(), current_editor()
        )
    except EditError as error:
        return _page(form, None, error=str(error), status=422)
    return redirect(url_for("desk.event", slug=slug, gjort=1), 303)


@bp.get("/begivenhed/<slug>")
def event(slug: str) -> ResponseReturnValue:
    """Show an event in its form, with everything that was done to it."""
    known = _known(slug)
    return _page(_form(known.content), known)


@bp.post("/begivenhed/<slug>")
def change_event(slug: str) -> ResponseReturnValue:
    """Show how a change would look, make it, call off, take away, or bring a version back."""
    known = _known(slug)
    action = request.form.get("action", "")
    form = _form() if action in ("preview", "save") else _form(known.content)
    if action in ("preview", "save") and not form.validate():
        return _page(form, known, status=422)
    if action == "preview":
        return _page(form, known, preview=form.content())
    try:
        _act(slug, action, form)
    except EventChangedError as error:
        typed = form if action == "save" else _form(error.current.content)
        mine = form if action == "save" else None
        return _page(typed, error.current, error=str(error), mine=mine, status=409)
    except EditError as error:
        return _page(form, known, error=str(error), status=422)
    return redirect(url_for("desk.event", slug=slug, gjort=1), 303)


def _act(slug: str, action: str, form: EventForm) -> None:
    database, editor, reason = the_guide().database, current_editor(), given_reason()
    seen = row_number(request.form.get("seen", ""))
    seen = -1 if seen is None else seen
    match action:
        case "save":
            edit_events.edit_event(database, slug, form.content(), seen, reason, editor)
        case "call_off" | "hold":
            edit_events.call_off(database, slug, seen, reason, editor, off=action == "call_off")
        case "withdraw" | "return":
            gone = action == "withdraw"
            edit_events.withdraw_event(database, slug, seen, reason, editor, gone=gone)
        case "restore":
            version = row_number(request.form.get("version", "")) or 0
            edit_events.restore_event(database, slug, version, seen, reason, editor)
        case _:
            abort(400)


def _known(slug: str) -> KeptEvent:
    with the_guide().database.reading() as work:
        known = events.find_kept(work, slug)
    if known is None:
        abort(404)
    return known


def _form(content: EventContent | None = None) -> EventForm:
    with the_guide().database.reading() as work:
        tree = categories.tree(work)
        named = [] if content is None else cards.by_ids(work, content.companies)
    if content is None:
        form = EventForm(request.form)
    else:
        form = EventForm(data=form_values(content, [card.slug for card in named]))
    form.offer(tree)
    return form


def _page(
    form: EventForm,
    known: KeptEvent | None,
    *,
    preview: EventContent | None = None,
    mine: EventForm | None = None,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    if preview is not None and known is not None:
        event = replace(preview.event, cancelled=known.content.event.cancelled)
        preview = replace(preview, event=event, withdrawn=known.content.withdrawn)
    page = render_template(
        "desk/event.html",
        form=form,
        known=known,
        looks=None if preview is None else shown_event(preview, named_in(preview)),
        changes=_difference(known, preview),
        conflict=[] if mine is None or known is None else _both(known, mine),
        edited=[] if known is None else [name_word(name) for name in known.edited],
        versions=[] if known is None else _versions(known),
        reasons=reasons(),
        error=error,
        done=bool(request.args.get("gjort")),
    )
    return page, status


def _difference(known: KeptEvent | None, preview: EventContent | None) -> list[TextRow]:
    if known is None or preview is None:
        return []
    return event_rows(known.content, preview, changed_names(known.content, preview))


def _both(known: KeptEvent, mine: EventForm) -> list[TextRow]:
    """Return what the guide says now beside what was typed, where they differ."""
    wanted = mine.content()
    names = [name for name in changed_names(known.content, wanted) if name in CHANGEABLE]
    return event_rows(known.content, wanted, [name for name in names if name != "cancelled"])


def _versions(known: KeptEvent) -> list[Version]:
    with the_guide().database.reading() as work:
        made = editing.of_object(work, OBJECT, known.slug)
        return [_version(one, known.slug, who_word(work, one.author)) for one in made]


def _version(edit: KeptEdit, slug: str, who: str) -> Version:
    changed = ""
    if edit.before and edit.after:
        before, after = (from_plain(side, slug, "") for side in (edit.before, edit.after))
        changed = ", ".join(name_word(name) for name in changed_names(before, after))
    return Version(
        edit=edit,
        who=who,
        act=act_word(edit.kind),
        changed=changed,
        can_restore=bool(edit.before),
    )
