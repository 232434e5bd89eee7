"""/redaktion: everything that waits; filter it, take it on, and take back what was just done."""

from collections import Counter
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import desk
from guide.domain.claims import ClaimWorry
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
from guide.web.desk.words import group_word, task_words, worry_word
from guide.web.field_words import field_word
from guide.web.public.error_reports import subject_word

MINE, NOBODYS = "mig", "ingen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the queue as it is shown."""

    item: DeskItem
    kind: str
    detail: str
    url: str
    mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One way to narrow the queue, with how much it leaves."""

    label: str
    count: int
    url: str
    current: bool


def _line(item: DeskItem, actor: str) -> Line:
    ends = {
        ItemKind.SUBMISSION: "desk.submission",
        ItemKind.EDIT: "desk.edit",
        ItemKind.ERROR: "desk.error",
        ItemKind.CLAIM: "desk.claim",
        ItemKind.TASK: "desk.task",
        ItemKind.LETTER: "desk.letter",
    }
    url = url_for(ends[item.kind], number=int(item.key)) if item.kind in ends else ""
    return Line(
        item=item,
        kind=group_word(item),
        detail=_detail(item),
        url=url,
        mine=item.assigned_to == actor,
    )


def _detail(item: DeskItem) -> str:
    if item.kind is ItemKind.TASK:
        return task_words(TaskKind(item.detail))[0]
    if item.kind is ItemKind.CLAIM:
        return worry_word(ClaimWorry(item.detail))
    if item.kind is ItemKind.ERROR:
        return subject_word(Subject(item.detail))
    if item.kind is ItemKind.EDIT:
        return ", ".join(field_word(Field(name)) for name in item.detail.split(", "))
    return "" if item.kind is ItemKind.SUBMISSION else item.detail


@bp.get("")
def queue() -> ResponseReturnValue:
    """Show the queue; ``slags`` and ``hvem`` narrow it."""
    return _page()


def _page(error: str = "", status: int = 200) -> ResponseReturnValue:
    editor = current_editor()
    with the_guide().database.reading() as work:
        waiting = desk.queue(work, editor.now)
    group, who = request.args.get("slags", ""), _whose()
    theirs = [item for item in waiting if _is_whose(item, who, editor.actor)]
    shown = [item for item in theirs if group in ("", item.kind.value, item.group)]
    page = render_template(
        "desk/queue.html",
        lines=[_line(item, editor.actor) for item in shown],
        groups=_group_links(theirs, group, who),
        people=_people_links(waiting, group, who, editor.actor),
        group=group,
        who=who,
        total=len(waiting),
        error=error,
        done=done(),
    )
    return page, status


def _whose() -> str:
    """Return whose items are wanted: mine, nobody's, or all."""
    if request.args.get("mine"):
        return MINE
    who = request.args.get("hvem", "")
    return who if who in (MINE, NOBODYS) else ""


def _is_whose(item: DeskItem, who: str, actor: str) -> bool:
    return not who or item.assigned_to == (actor if who == MINE else "")


def _group_links(items: list[DeskItem], chosen: str, who: str) -> list[Choice]:
    """Link to each group that has something, with how much, in the order of the kinds."""
    counts = Counter(item.group for item in items)
    first = {item.group: item for item in reversed(items)}
    order = sorted(first, key=lambda group: (list(ItemKind).index(first[group].kind), group))
    words = [("", str(_("Alt")), len(items))]
    words += [(group, group_word(first[group]), counts[group]) for group in order]
    return [
        Choice(
            label=label,
            count=count,
            url=url_for("desk.queue", slags=group or None, hvem=who or None),
            current=group == chosen,
        )
        for group, label, count in words
    ]


def _people_links(items: list[DeskItem], group: str, chosen: str, actor: str) -> list[Choice]:
    words = {"": _("Alles"), MINE: _("Mine"), NOBODYS: _("Ingens")}
    return [
        Choice(
            label=str(word),
            count=sum(_is_whose(item, who, actor) for item in items),
            url=url_for("desk.queue", slags=group or None, hvem=who or None),
            current=who == chosen,
        )
        for who, word in words.items()
    ]


@bp.post("/tildel")
def assign() -> ResponseReturnValue:
    """Take an item on, or give it back."""
    editor = current_editor()
    actor = editor.actor if request.form.get("take") else ""
    assign_item(the_guide().database, request.form.get("name", "")[:300], actor, editor)
    group, who = (request.form.get(name, "")[:40] or None for name in ("slags", "hvem"))
    return redirect(url_for("desk.queue", slags=group, hvem=who), 303)


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
