"""/redaktion/kategorier/ny and /del: a new category, and one that becomes several; admins only."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import categories
from guide.domain.categories import Category
from guide.domain.category_changes import CategorySplit, NewCategory
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.usecases.grow_categories import (
    SplitChangedError,
    SplitPreview,
    add_category,
    preview_split,
    split_category,
)
from guide.web.context import the_guide
from guide.web.desk.access import current_editor, require_admin
from guide.web.desk.blueprint import bp
from guide.web.desk.words import given_reason, reasons
from guide.web.row_numbers import row_number

MOST_CHILDREN = 20


@bp.get("/kategorier/ny")
def new_category() -> ResponseReturnValue:
    """Ask for a new category."""
    require_admin()
    return _new_page()


@bp.post("/kategorier/ny")
def write_category() -> ResponseReturnValue:
    """Add it."""
    require_admin()
    form = request.form
    new = NewCategory(
        name_da=form.get("name_da", "")[:100],
        name_en=form.get("name_en", "")[:100],
        parent=form.get("parent", "") or None,
        definition_da=form.get("definition_da", "")[:500],
        definition_en=form.get("definition_en", "")[:500],
        keywords_da=_words(form.get("keywords_da", "")),
        keywords_en=_words(form.get("keywords_en", "")),
    )
    try:
        add_category(the_guide().database, new, given_reason(), current_editor())
    except EditError as error:
        return _new_page(str(error), 422)
    return redirect(url_for("desk.tree", gjort=1), 303)


@bp.get("/kategorier/del")
def split_form() -> ResponseReturnValue:
    """Ask which category becomes several, and what the new ones are called."""
    require_admin()
    return _split_page()


@bp.post("/kategorier/del")
def split() -> ResponseReturnValue:
    """Show the companies with what their own words speak for, or move exactly those chosen."""
    require_admin()
    guide, form = the_guide(), request.form
    preview = None
    try:
        wanted = CategorySplit(
            category=form.get("category", "")[:100], children=_children(form.get("children", ""))
        )
        preview = preview_split(guide.database, wanted, {})
        choices = _choices(preview)
        if form.get("action") == "suggest":
            choices = {row.company_id: row.suggested for row in preview.rows if row.suggested}
        preview = preview_split(guide.database, wanted, choices)
        if form.get("action") != "make":
            return _split_page(preview)
        mark = form.get("mark", "")
        split_category(guide.database, wanted, choices, mark, given_reason(), current_editor())
    except SplitChangedError as error:
        return _split_page(error.preview, str(error), 409)
    except EditError as error:
        return _split_page(preview, str(error), 422)
    return redirect(url_for("desk.tree", gjort=1), 303)


def _children(typed: str) -> tuple[NewCategory, ...]:
    children = []
    for line in typed[:10_000].splitlines()[:MOST_CHILDREN]:
        if not line.strip():
            continue
        danish, english, words = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
        one = NewCategory(name_da=danish, name_en=english, parent=None, keywords_da=_words(words))
        children.append(one)
    return tuple(children)


def _choices(preview: SplitPreview) -> dict[CompanyId, str]:
    """Read what was chosen for the companies that stand there; others are not asked about."""
    typed = {
        number: slug
        for name, slug in request.form.items()
        if name.startswith("to-") and slug and (number := row_number(name[3:])) is not None
    }
    return {
        row.company_id: typed[row.company_id] for row in preview.rows if row.company_id in typed
    }


def _words(typed: str) -> tuple[str, ...]:
    return tuple(typed[:2000].replace("\n", ",").split(","))


def _tops() -> tuple[list[Category], list[Category]]:
    with the_guide().database.reading() as work:
        every = list(categories.tree(work).values())
    return [one for one in every if one.parent is None], every


def _new_page(error: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/category_new.html",
        tops=_tops()[0],
        form=request.form,
        reasons=reasons(),
        error=error,
    )
    return page, status


def _split_page(
    preview: SplitPreview | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    tops, every = _tops()
    page = render_template(
        "desk/category_split.html",
        groups=[(top, [one for one in every if one.parent == top.slug]) for top in tops],
        preview=preview,
        form=request.form,
        reasons=reasons(),
        error=error,
    )
    return page, status
