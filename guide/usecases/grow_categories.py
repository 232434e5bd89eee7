"""Add a category, or split one: its companies are seen one by one before anybody moves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from guide.catalogue import audit, cards, categories, editing, subscriptions
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit
from guide.domain.categories import Category
from guide.domain.category_changes import (
    CategorySplit,
    NewCategory,
    check_new,
    check_split,
    moved_to,
)
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, check_reason
from guide.domain.facts import Field
from guide.domain.submissions import suggest_categories
from guide.usecases.edit_company import Editor, set_override


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitRow:
    """A company of the old category: the new one its own words speak for, and the one chosen."""

    company_id: CompanyId
    slug: str
    name: str
    description: str
    suggested: str
    words: tuple[str, ...]
    chosen: str
    before: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitPreview:
    """What a split would do; ``mark`` stands for exactly this from exactly this state."""

    old: Category
    children: tuple[Category, ...]
    rows: tuple[SplitRow, ...]
    mark: str

    def count(self, slug: str) -> int:
        """Count the companies that go to a new category; ``""`` counts those that stay."""
        return sum(row.chosen == slug for row in self.rows)


class SplitChangedError(EditError):
    """Something changed since the preview; ``preview`` is what the split would do now."""

    def __init__(self, preview: SplitPreview) -> None:
        super().__init__("noget er ændret siden; se ændringen igen")
        self.preview = preview


def add_category(database: Database, new: NewCategory, reason: str, editor: Editor) -> Category:
    """Add a category at the end of those it stands beside; raises ``EditError``."""
    text = check_reason(reason)
    with database.writing() as work:
        tree = categories.tree(work)
        category = check_new(new, tree, categories.redirects(work))
        _add(work, category, text, editor)
        work.commit()
    return category


def preview_split(
    database: Database, split: CategorySplit, choices: Mapping[CompanyId, str]
) -> SplitPreview:
    """Return who would go where; ``choices`` hold the new slug, who is left out stays.

    Raises ``EditError``.
    """
    with database.reading() as work:
        return _preview(work, split, choices)


def split_category(
    database: Database,
    split: CategorySplit,
    choices: Mapping[CompanyId, str],
    mark: str,
    reason: str,
    editor: Editor,
) -> SplitPreview:
    """Make the split that was previewed under ``mark``; the old category stays for the rest.

    Each company that moves is decided by the editor with one job for the index; whoever follows
    the old category by mail follows the new ones too. Raises ``SplitChangedError``, ``EditError``.
    """
    text = check_reason(reason)
    with database.writing() as work:
        preview = _preview(work, split, choices)
        if preview.mark != mark:
            raise SplitChangedError(preview)
        for child in preview.children:
            _add(work, child, text, editor)
        moved = [row for row in preview.rows if row.chosen]
        revisions = [
            set_override(
                work,
                row.company_id,
                Field.CATEGORIES,
                list(moved_to(row.before, preview.old.slug, row.chosen)),
                text,
                editor,
            )
            for row in moved
        ]
        subscriptions.widen(work, preview.old.slug, [child.slug for child in preview.children])
        _keep_split(work, preview, revisions, text, editor)
        work.commit()
    return preview


def _keep_split(
    work: UnitOfWork, preview: SplitPreview, revisions: Sequence[int], reason: str, editor: Editor
) -> None:
    edit = Edit(
        kind="category.split",
        actor=editor.actor,
        reason=reason,
        object_kind="category",
        object_id=preview.old.slug,
        after={"children": [one.slug for one in preview.children], "revisions": list(revisions)},
    )
    editing.keep(work, edit, editor.now)


def _add(work: UnitOfWork, category: Category, reason: str, editor: Editor) -> None:
    categories.save(work, category, categories.next_position(work))
    edit = Edit(
        kind="category.add",
        actor=editor.actor,
        reason=reason,
        object_kind="category",
        object_id=category.slug,
        after=asdict(category),
    )
    editing.keep(work, edit, editor.now)


def _preview(
    work: UnitOfWork, split: CategorySplit, choices: Mapping[CompanyId, str]
) -> SplitPreview:
    tree = categories.tree(work)
    children = check_split(split, tree, categories.redirects(work))
    slugs = {child.slug for child in children}
    if set(choices.values()) - slugs:
        message = "vælg blandt de nye kategorier"
        raise EditError(message)
    ids = categories.companies_at(work, split.category)
    rows = tuple(_row(card, children, choices) for card in cards.by_ids(work, ids))
    state = [split.category, [asdict(one) for one in children],
             [[row.company_id, row.before, row.chosen] for row in rows]]  # fmt: skip
    return SplitPreview(
        old=tree[split.category],
        children=children,
        rows=rows,
        mark=audit.content_hash(state)[:16],
    )


def _row(
    card: cards.Card, children: Sequence[Category], choices: Mapping[CompanyId, str]
) -> SplitRow:
    own = " ".join((card.name, card.description, *card.products))
    found = suggest_categories(own, children, 1)
    return SplitRow(
        company_id=card.id,
        slug=card.slug,
        name=card.name,
        description=card.description,
        suggested=found[0].category if found else "",
        words=found[0].words if found else (),
        chosen=choices.get(card.id, ""),
        before=card.categories,
    )
