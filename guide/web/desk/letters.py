"""/redaktion/brev and /redaktion/mail: what could not be read, and what could not be delivered."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from guide.catalogue import dead_letters
from guide.domain.editing import EditError
from guide.usecases.work_at_desk import put_letter_away, send_again
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import on_to
from guide.web.desk.words import given_reason, reasons

SHOWN = 4000
"""Of a document so many characters are shown."""


@bp.get("/brev/<int:number>")
def letter(number: int) -> ResponseReturnValue:
    """Show a document that the importer left aside."""
    return _page(number)


@bp.post("/brev/<int:number>")
def put_away(number: int) -> ResponseReturnValue:
    """Delete it with a reason."""
    try:
        if not put_letter_away(the_guide().database, number, given_reason(), current_editor()):
            abort(404)
    except EditError as error:
        return _page(number, str(error), 422)
    return on_to("desk.queue")


@bp.post("/mail/<int:number>")
def mail(number: int) -> ResponseReturnValue:
    """Let an undelivered letter be tried again."""
    send_again(the_guide().database, number, current_editor())
    return on_to("desk.queue")


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        found = next((one for one in dead_letters.newest(work) if one.id == number), None)
    if found is None:
        abort(404)
    text = found.raw.decode("utf-8", "replace")[:SHOWN]
    page = render_template(
        "desk/letter.html", letter=found, text=text, reasons=reasons(), error=error
    )
    return page, status
