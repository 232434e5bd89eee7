"""Rename, move or merge a category: first what it would touch, then exactly that."""

from dataclasses import asdict, dataclass

from guide.catalogue import audit, categories, editing
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit
from guide.domain.categories import Category
from guide.domain.category_changes import TreeAct, TreeChange, check_change
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, check_reason
from guide.usecases.edit_company import Editor
from guide.usecases.refresh_company import refresh_company


@dataclass(frozen=True, kw_only=True, slots=True)
class TreePreview:
    """What a change would do; ``mark`` stands for exactly this change of exactly this state."""

    before: Category
    after: Category
    companies: int
    mark: str


def preview_change(database: Database, change: TreeChange) -> TreePreview:
    """Return what a change would touch; raises ``EditError`` where it cannot be made."""
    with database.reading() as work:
        return _preview(work, change)[0]


def change_category(
    database: Database, change: TreeChange, mark: str, reason: str, editor: Editor
) -> TreePreview:
    """Make the change that was previewed under ``mark``; raises ``EditError``.

    Companies' statements stay as they were made; old slugs lead on, in addresses and statements.
    """
    with database.writing() as work:
        text = check_reason(reason)
        preview, touched = _preview(work, change)
        if preview.mark != mark:
            message = "noget er ændret siden; se ændringen igen"
            raise EditError(message)
        if change.act is TreeAct.MERGE:
            categories.lead(work, change.category, change.target)
        else:
            categories.change(work, change.category, preview.after)
        for company_id in touched:
            refresh_company(work, company_id, editor.policy, editor.now)
        if change.act is TreeAct.MERGE:
            categories.merge(work, change.category, change.target)
        edit = Edit(
            kind=f"category.{change.act.value}",
            actor=editor.actor,
            reason=text,
            object_kind="category",
            object_id=preview.after.slug,
            before=asdict(preview.before),
            after=asdict(preview.after),
        )
        editing.keep(work, edit, editor.now)
        work.commit()
    return preview


def _preview(work: UnitOfWork, change: TreeChange) -> tuple[TreePreview, list[CompanyId]]:
    tree = categories.tree(work)
    after = check_change(change, tree)
    touched = categories.companies_in(work, change.category)
    state = [asdict(change), asdict(tree[change.category]), asdict(after), touched]
    preview = TreePreview(
        before=tree[change.category],
        after=after,
        companies=len(touched),
        mark=audit.content_hash(state)[:16],
    )
    return preview, touched
