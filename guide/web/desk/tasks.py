"""/redaktion/opgave and /redaktion/omtale: questions that no rule may decide."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from guide.catalogue import cards, companies, tasks
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.tasks import TaskKind, TaskOutcome
from guide.usecases.decide_tasks import answer_task
from guide.usecases.match_article import answer_question
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import on_to
from guide.web.desk.words import given_reason, payload_lines, reasons, task_word, task_words
from guide.web.row_numbers import row_number


@bp.get("/opgave/<int:number>")
def task(number: int) -> ResponseReturnValue:
    """Show a question."""
    return _page(number)


@bp.post("/opgave/<int:number>")
def decide_task(number: int) -> ResponseReturnValue:
    """Answer it."""
    guide, action = the_guide(), request.form.get("action")
    if action not in ("yes", "no"):
        abort(400)
    outcome = TaskOutcome.ACCEPTED if action == "yes" else TaskOutcome.DISMISSED
    try:
        with guide.database.reading() as work:
            asked = tasks.get(work, number)
        revision = answer_task(guide.database, number, outcome, given_reason(), current_editor())
    except KeyError:
        abort(404)
    except EditError as error:
        return _page(number, str(error), 422)
    undo = () if revision is None or asked.kind is TaskKind.LINK_NUMBER else (revision,)
    return on_to("desk.queue", *undo)


@bp.post("/omtale")
def decide_mention() -> ResponseReturnValue:
    """Answer whether a word in articles is a company."""
    guide, editor = the_guide(), current_editor()
    key, _sign, surface = request.form.get("key", "").partition(":")
    number = row_number(key)
    answer = request.form.get("action")
    if number is None or not surface or answer not in ("yes", "no"):
        abort(400)
    with guide.database.reading() as work:
        if companies.find(work, CompanyId(number)) is None:
            abort(404)
    answer_question(
        guide.database,
        surface,
        CompanyId(number),
        answer == "yes",
        editor.actor,
        editor.now,
    )
    return on_to("desk.queue")


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        try:
            found = tasks.get(work, number)
        except KeyError:
            abort(404)
        ids = [found.company_id, found.payload.get("gone")]
        sides = cards.by_ids(work, [CompanyId(int(one)) for one in ids if one])
    question, yes, no = task_words(found.kind)
    page = render_template(
        "desk/task.html",
        task=found,
        kind=task_word(found.kind),
        question=question,
        yes=yes,
        no=no,
        sides=sides,
        facts=payload_lines(found),
        reasons=reasons(),
        error=error,
    )
    return page, status
