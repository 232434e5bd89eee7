"""/redaktion/kategorier: the tree, changed after having seen what is touched; admins only."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import categories
from guide.domain.category_changes import TreeAct, TreeChange
from guide.domain.editing import EditError
from guide.usecases.change_categories import TreePreview, change_category, preview_change
from guide.web.context import the_guide
from guide.web.desk.access import current_editor, require_admin
from guide.web.desk.blueprint import bp
from guide.web.desk.words import given_reason, reasons


@bp.get("/kategorier")
def tree() -> ResponseReturnValue:
    """Show the tree with how many listed companies stand where."""
    require_admin()
    return _page()


@bp.post("/kategorier")
def change_tree() -> ResponseReturnValue:
    """Show what a change would touch, or make exactly the change that was shown."""
    require_admin()
    guide, form = the_guide(), request.form
    try:
        change = TreeChange(
            act=_act(form.get("act", "")),
            category=form.get("category", "")[:100],
            target=(form.get("name") or form.get("target") or "")[:100],
            name_en=form.get("name_en", "")[:100],
        )
        if form.get("action") != "make":
            return _page(preview=preview_change(guide.database, change))
        change_category(
            guide.database, change, form.get("mark", ""), given_reason(), current_editor()
        )
    except EditError as error:
        return _page(error=str(error), status=422)
    return redirect(url_for("desk.tree", gjort=1), 303)


def _act(text: str) -> TreeAct:
    if text not in [act.value for act in TreeAct]:
        message = "vælg, hvad der skal ske"
        raise EditError(message)
    return TreeAct(text)


def _page(
    *, preview: TreePreview | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        every = list(categories.tree(work).values())
        counts = categories.listed_counts(work)
    tops = [one for one in every if one.parent is None]
    page = render_template(
        "desk/categories.html",
        groups=[(top, [one for one in every if one.parent == top.slug]) for top in tops],
        counts=counts,
        preview=preview,
        form=request.form,
        reasons=reasons(),
        error=error,
        done=bool(request.args.get("gjort")),
    )
    return page, status
