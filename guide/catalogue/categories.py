"""The category tree as it is kept, and how many listed companies stand under each node."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.categories import CategoryRedirectRow, CategoryRow
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow
from guide.catalogue.tables.events import EventCategoryRow
from guide.domain.categories import Category
from guide.domain.company import CompanyId


def _category(row: CategoryRow) -> Category:
    return Category(
        slug=row.slug,
        parent=row.parent,
        name_da=row.name_da,
        name_en=row.name_en,
        definition_da=row.definition_da,
        definition_en=row.definition_en,
        keywords_da=tuple(row.keywords_da),
        keywords_en=tuple(row.keywords_en),
    )


def save(work: UnitOfWork, category: Category, position: int) -> bool:
    """Add a category or bring it up to date; tell whether anything changed."""
    row = work.session.get(CategoryRow, category.slug)
    if row is not None and _category(row) == category and row.position == position:
        return False
    row = row or CategoryRow(slug=category.slug)
    row.parent, row.position = category.parent, position
    row.name_da, row.name_en = category.name_da, category.name_en
    row.definition_da, row.definition_en = category.definition_da, category.definition_en
    row.keywords_da, row.keywords_en = list(category.keywords_da), list(category.keywords_en)
    work.session.add(row)
    work.flush()
    return True


def tree(work: UnitOfWork) -> dict[str, Category]:
    """Return every category by its slug, in the order of the tree."""
    rows = work.session.scalars(select(CategoryRow).order_by(CategoryRow.position))
    return {row.slug: _category(row) for row in rows}


def redirect(work: UnitOfWork, slug: str) -> str | None:
    """Return where a slug that a category once had leads now."""
    row = work.session.get(CategoryRedirectRow, slug)
    return None if row is None else row.category


def of_companies(work: UnitOfWork, ids: Sequence[CompanyId]) -> dict[CompanyId, list[str]]:
    """Return the category slugs of many companies, main first, in one query."""
    found: dict[CompanyId, list[str]] = {company_id: [] for company_id in ids}
    query = (
        select(CompanyCategoryRow.company_id, CompanyCategoryRow.category)
        .where(CompanyCategoryRow.company_id.in_(list(ids)))
        .order_by(CompanyCategoryRow.company_id, CompanyCategoryRow.position)
    )
    for company_id, slug in work.session.execute(query):
        found[CompanyId(company_id)].append(slug)
    return found


def listed_counts(work: UnitOfWork) -> dict[str, int]:
    """Count listed companies under each slug; a parent counts each company of its children once."""
    parent = func.coalesce(CategoryRow.parent, CategoryRow.slug)
    joined = (
        select(CategoryRow.slug, parent.label("parent"), CompanyRow.id)
        .join(CompanyCategoryRow, CompanyCategoryRow.category == CategoryRow.slug)
        .join(CompanyRow, CompanyRow.id == CompanyCategoryRow.company_id)
        .where(CompanyRow.listed)
        .subquery()
    )
    counts: dict[str, int] = {}
    for column in (joined.c.slug, joined.c.parent):
        query = select(column, func.count(func.distinct(joined.c.id))).group_by(column)
        counts.update({slug: int(count) for slug, count in work.session.execute(query)})
    return counts


def redirects(work: UnitOfWork) -> dict[str, str]:
    """Map every slug that a category once had to the one after it."""
    return {row.slug: row.category for row in work.session.scalars(select(CategoryRedirectRow))}


def companies_in(work: UnitOfWork, slug: str) -> list[CompanyId]:
    """Return the companies that stand in a category or below it, listed or not."""
    below = select(CategoryRow.slug).where(
        (CategoryRow.slug == slug) | (CategoryRow.parent == slug)
    )
    query = (
        select(CompanyCategoryRow.company_id)
        .where(CompanyCategoryRow.category.in_(below))
        .distinct()
        .order_by(CompanyCategoryRow.company_id)
    )
    return [CompanyId(key) for key in work.session.scalars(query)]


def companies_at(work: UnitOfWork, slug: str) -> list[CompanyId]:
    """Return the companies that stand in a category itself, listed or not."""
    query = (
        select(CompanyCategoryRow.company_id)
        .join(CompanyRow, CompanyRow.id == CompanyCategoryRow.company_id)
        .where(CompanyCategoryRow.category == slug, CompanyRow.merged_into.is_(None))
        .order_by(CompanyCategoryRow.company_id)
    )
    return [CompanyId(key) for key in work.session.scalars(query)]


def next_position(work: UnitOfWork) -> int:
    """Return the place in the tree after every other."""
    return (work.session.scalar(select(func.max(CategoryRow.position))) or 0) + 1


def change(work: UnitOfWork, slug: str, category: Category) -> None:
    """Write a category anew; under another slug the old one leads there from now on."""
    work.session.execute(
        update(CategoryRow)
        .where(CategoryRow.slug == slug)
        .values(
            slug=category.slug,
            parent=category.parent,
            name_da=category.name_da,
            name_en=category.name_en,
        )
    )
    work.session.expire_all()
    if slug != category.slug:
        work.session.execute(
            delete(CategoryRedirectRow).where(CategoryRedirectRow.slug == category.slug)
        )
        work.session.add(CategoryRedirectRow(slug=slug, category=category.slug))
    work.flush()


def merge(work: UnitOfWork, slug: str, target: str) -> None:
    """Delete a category that no company stands in any more, after ``lead``."""
    leading = update(CategoryRedirectRow).where(CategoryRedirectRow.category == slug)
    work.session.execute(leading.values(category=target))
    there = select(EventCategoryRow.event_id).where(EventCategoryRow.category == target)
    both = delete(EventCategoryRow).where(
        EventCategoryRow.category == slug, EventCategoryRow.event_id.in_(there)
    )
    work.session.execute(both)
    work.session.execute(
        update(EventCategoryRow).where(EventCategoryRow.category == slug).values(category=target)
    )
    work.session.execute(delete(CategoryRow).where(CategoryRow.slug == slug))
    work.session.expire_all()


def lead(work: UnitOfWork, slug: str, target: str) -> None:
    """Let companies that name a slug stand in the target, while the category is still there."""
    work.session.add(CategoryRedirectRow(slug=slug, category=target))
    work.flush()
