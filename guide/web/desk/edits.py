"""/redaktion/rettelse: a company's changes, accepted or refused field by field."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import companies, revisions
from guide.domain.editing import write_value
from guide.domain.facts import Field
from guide.domain.revisions import RevisionId, StaleFieldError
from guide.usecases import propose_edits
from guide.usecases.consequences_of import consequences_of
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import done, on_to
from guide.web.desk.words import flag_word, given_reason, reasons
from guide.web.field_words import field_word
from guide.web.presenters.differences import word_difference


@bp.get("/rettelse/<int:number>")
def edit(number: int) -> ResponseReturnValue:
    """Show a company's changes word by word, and what they would do."""
    return _page(number)


@bp.post("/rettelse/<int:number>")
def decide_edit(number: int) -> ResponseReturnValue:
    """Decide one field."""
    guide, editor = the_guide(), current_editor()
    name, action = request.form.get("field", ""), request.form.get("action")
    if name not in [field.value for field in Field] or action not in ("accept", "refuse"):
        abort(400)
    reason = given_reason()
    if action == "refuse" and not reason:
        return _page(number, _("Et afslag skal have en grund, som virksomheden kan læse."), 422)
    try:
        decided, undo = propose_edits.decide(
            guide.database,
            RevisionId(number),
            Field(name),
            accept=action == "accept",
            actor=editor.actor,
            reason=reason,
            policy=editor.policy,
            site_url=guide.settings.site_url,
            now=editor.now,
        )
    except StaleFieldError:
        return _page(number, _("Feltet er ændret, siden rettelsen blev skrevet. Afvis den."), 409)
    if decided.waiting:
        return on_to("desk.edit", undo, number=number)
    return on_to("desk.queue", undo)


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    guide = the_guide()
    with guide.database.reading() as work:
        found = revisions.find(work, RevisionId(number))
        if found is None:
            abort(404)
        company = companies.get(work, found.company_id)
    wanted = {field: found.after[field] for field in found.waiting}
    told = consequences_of(guide.database, guide.reader, found.company_id, wanted, current_editor())
    rows = [
        (
            field,
            field_word(field),
            word_difference(write_value(found.before[field]), write_value(found.after[field])),
            found.decisions.get(field),
        )
        for field in found.after
    ]
    page = render_template(
        "desk/edit.html",
        revision=found,
        company=company,
        rows=rows,
        waiting=found.waiting,
        done=done(),
        told=told,
        flags=[flag_word(flag) for flag in told.flags],
        reasons=reasons(),
        error=error,
    )
    return page, status
