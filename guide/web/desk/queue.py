"""/redaktion: everything that waits; filter it, take it on, and take back what was just done."""

from collections import Counter
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import desk
from guide.domain.desk import DeskItem, ItemKind
from guide.domain.editing import EditError
from guide.domain.error_reports import Subject
from guide.domain.facts import Field
from guide.domain.tasks import TaskKind
from guide.usecases.take_back import take_back
from guide.usecases.work_at_desk import assign_item
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import done, on_to, read_numbers
from guide.web.desk.words import kind_word, task_words
from guide.web.field_words import field_word
from guide.web.public.error_reports import subject_word


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the queue as it is shown."""

    item: DeskItem
    kind: str
    detail: str
    url: str
    mine: bool


def _line(item: DeskItem, actor: str) -> Line:
    ends = {
        ItemKind.SUBMISSION: "desk.submission",
        ItemKind.EDIT: "desk.edit",
        ItemKind.ERROR: "desk.error",
        ItemKind.TASK: "desk.task",
        ItemKind.LETTER: "desk.letter",
    }
    url = url_for(ends[item.kind], number=int(item.key)) if item.kind in ends else ""
    return Line(
        item=item,
        kind=kind_word(item.kind),
        detail=_detail(item),
        url=url,
        mine=item.assigned_to == actor,
    )


def _detail(item: DeskItem) -> str:
    if item.kind is ItemKind.TASK:
        return task_words(TaskKind(item.detail))[0]
    if item.kind is ItemKind.ERROR:
        return subject_word(Subject(item.detail))
    if item.kind is ItemKind.EDIT:
        return ", ".join(field_word(Field(name)) for name in item.detail.split(", "))
    return "" if item.kind is ItemKind.SUBMISSION else item.detail


@bp.get("")
def queue() -> ResponseReturnValue:
    """Show the queue; ``slags`` and ``mine`` narrow it."""
    return _page()


def _page(error: str = "", status: int = 200) -> ResponseReturnValue:
    editor = current_editor()
    with the_guide().database.reading() as work:
        waiting = desk.queue(work)
    kind, mine = request.args.get("slags", ""), bool(request.args.get("mine"))
    shown = [
        item
        for item in waiting
        if kind in ("", item.kind.value) and (not mine or item.assigned_to == editor.actor)
    ]
    counts = Counter(item.kind for item in waiting)
    page = render_template(
        "desk/queue.html",
        lines=[_line(item, editor.actor) for item in shown],
        kinds=[(one.value, kind_word(one), counts[one]) for one in ItemKind],
        chosen=kind,
        mine=mine,
        total=len(waiting),
        error=error,
        done=done(),
    )
    return page, status


@bp.post("/tildel")
def assign() -> ResponseReturnValue:
    """Take an item on, or give it back."""
    editor = current_editor()
    actor = editor.actor if request.form.get("take") else ""
    assign_item(the_guide().database, request.form.get("name", "")[:300], actor, editor)
    return redirect(url_for("desk.queue"), 303)


@bp.post("/fortryd")
def undo() -> ResponseReturnValue:
    """Take back what was done less than half a minute ago."""
    guide, editor = the_guide(), current_editor()
    numbers = read_numbers(request.form.get("undo", ""))
    try:
        take_back(guide.database, numbers, editor)
    except EditError as error:
        return _page(str(error), 409)
    return on_to("desk.queue")
