"""An editor answers a question that no rule may decide; a yes is carried out at once."""

from guide.catalogue import companies, editing, suppressions, tasks
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, check_reason
from guide.domain.facts import Field
from guide.domain.submissions import IllegalMoveError
from guide.domain.tasks import Task, TaskKind, TaskOutcome
from guide.usecases.check_listings import confirm
from guide.usecases.edit_company import Editor, end_override, set_override
from guide.usecases.merge_companies import merge
from guide.usecases.refresh_company import refresh_company


def answer_task(
    database: Database, task_id: int, outcome: TaskOutcome, reason: str, editor: Editor
) -> int | None:
    """Answer a question and do what follows; return the revision of what was changed, if any.

    Yes links the number, lets the override stand, merges the pair or takes the missing company
    out; no to an override withdraws it. Raises ``IllegalMoveError`` when it is answered already,
    ``EditError`` when the answer cannot be carried out and ``KeyError`` without such a question.
    """
    with database.writing() as work:
        task = tasks.get(work, task_id)
        if not tasks.close(work, task_id, outcome, editor.actor, editor.now):
            raise IllegalMoveError(str(task.outcome), outcome.value)
        text = check_reason(reason)
        revision = _follow(work, task, outcome, text, editor)
        edit = Edit(
            kind=f"task.{outcome.value}",
            actor=editor.actor,
            reason=text,
            object_kind="task",
            object_id=str(task_id),
            company_id=task.company_id,
            before=dict(task.payload),
            after={"kind": task.kind.value, "outcome": outcome.value},
        )
        editing.keep(work, edit, editor.now)
        work.commit()
    return revision


def _follow(
    work: UnitOfWork, task: Task, outcome: TaskOutcome, reason: str, editor: Editor
) -> int | None:
    if task.company_id is None:
        return None
    yes = outcome is TaskOutcome.ACCEPTED
    match task.kind:
        case TaskKind.LINK_NUMBER if yes:
            return _link(work, task.company_id, str(task.payload["cvr"]), reason, editor)
        case TaskKind.OVERRIDE_CHANGED | TaskKind.OVERRIDE_DUE if not yes:
            return end_override(work, task.company_id, Field(task.payload["field"]), reason, editor)
        case TaskKind.MISSING_IN_REGISTER if yes:
            return set_override(work, task.company_id, Field.EXCLUDED, True, reason, editor)
        case TaskKind.POSSIBLE_DUPLICATE if yes:
            kept, gone = CompanyId(task.payload["kept"]), CompanyId(task.payload["gone"])
            return merge(work, kept, gone, reason, editor)
        case TaskKind.UNANSWERED if yes:
            confirm(work, task.company_id, editor.actor, editor.now)
    return None


def _link(work: UnitOfWork, company_id: CompanyId, cvr: str, reason: str, editor: Editor) -> int:
    """Give the company its number; the next import brings what the register knows."""
    known, holder = companies.get(work, company_id), companies.find_by_cvr(work, cvr)
    if holder is not None or known.cvr is not None:
        message = f"CVR {cvr} kan ikke gives: en af dem har allerede et nummer"
        raise EditError(message)
    if suppressions.among(work, suppressions.CVR, [cvr]):
        message = f"CVR {cvr} er slettet efter ønske"
        raise EditError(message)
    companies.set_cvr(work, company_id, cvr)
    refresh_company(work, company_id, editor.policy, editor.now)
    edit = Edit(
        kind="company.link",
        actor=editor.actor,
        reason=reason,
        object_kind="company",
        object_id=str(company_id),
        company_id=company_id,
        before={"cvr": None},
        after={"cvr": cvr},
    )
    return editing.keep(work, edit, editor.now)
