"""/redaktion/regler: what goes live at once when a company changes it; admins only."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from guide.catalogue import revisions
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.domain.revisions import EDITABLE
from guide.usecases.change_rules import change_rule
from guide.web.context import the_guide
from guide.web.desk.access import current_editor, require_admin
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import done, on_to
from guide.web.desk.words import given_reason, reasons
from guide.web.field_words import field_word


@bp.get("/regler")
def rules() -> ResponseReturnValue:
    """Show the rules."""
    require_admin()
    return _page()


@bp.post("/regler")
def change_rules() -> ResponseReturnValue:
    """Change one."""
    require_admin()
    name, action = request.form.get("field", ""), request.form.get("action")
    if name not in [field.value for field in EDITABLE] or action not in ("at_once", "wait"):
        abort(400)
    try:
        change_rule(
            the_guide().database,
            Field(name),
            given_reason(),
            current_editor(),
            at_once=action == "at_once",
        )
    except EditError as error:
        return _page(str(error), 422)
    return on_to("desk.rules")


def _page(error: str = "", status: int = 200) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        kept = revisions.rules(work)
    page = render_template(
        "desk/rules.html",
        rules=[(field, field_word(field), kept[field]) for field in EDITABLE],
        chosen=request.form.get("field", ""),
        reasons=reasons(),
        reason=request.form.get("reason", ""),
        error=error,
        done=done(),
    )
    return page, status
