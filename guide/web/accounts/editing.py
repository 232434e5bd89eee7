"""/konto/virksomhed/<slug>/ret: change the profile, see the effect first, follow what waits."""

from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import categories, companies, revisions
from guide.catalogue.companies import Identity
from guide.domain.categories import Category
from guide.domain.completeness import completeness
from guide.domain.facts import FactValue, Field
from guide.domain.protection import Channel, PageKind
from guide.domain.revisions import Revision, RevisionId, StaleFieldError, changes
from guide.usecases import propose_edits
from guide.usecases.propose_edits import current_values, fields_that_wait, fingerprints
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.edit_form import EditForm, edit_values
from guide.web.accounts.present import require_account, require_member
from guide.web.context import the_guide
from guide.web.field_words import field_word
from guide.web.forms import form_fault, keeps_text
from guide.web.languages import current_language
from guide.web.limits import limited


def field_labels() -> dict[Field, str]:
    """Return what the fields are called on the page."""
    return {
        Field.NAME: _("Navn"),
        Field.DESCRIPTION: _("Kort tekst"),
        Field.LONG_DESCRIPTION: _("Lang tekst"),
        Field.CATEGORIES: _("Kategorier"),
        Field.PRODUCTS: _("Produkter og mærker"),
        Field.WEBSITE: _("Hjemmeside"),
        Field.PHONE: _("Telefon"),
        Field.EMAIL: _("Mail"),
        Field.LOGO: _("Logo"),
    }


def value_words(field: Field, value: FactValue, tree: Mapping[str, Category]) -> str:
    """Return a field's value as it is read, categories by their names."""
    if isinstance(value, list):
        named = [
            (tree[slug].name_en if current_language() == "en" else tree[slug].name_da)
            if field is Field.CATEGORIES and slug in tree
            else slug
            for slug in value
        ]
        return ", ".join(named)
    if field is Field.LOGO:
        return str(_("nyt logo") if value else _("intet logo"))
    return str(value) if value else ""


@bp.get("/konto/virksomhed/<slug>/ret")
def edit_page(slug: str) -> ResponseReturnValue:
    """Show the form with what is live, and what waits."""
    _account, company = require_member(slug)
    return page(company)


@bp.post("/konto/virksomhed/<slug>/ret")
@limited("edit", "30/hour", by_account)
@keeps_text
def edit(slug: str) -> ResponseReturnValue:
    """Show the effect, or send the changes; a conflict shows both sides and keeps the text."""
    account, company = require_member(slug)
    guide = the_guide()
    with guide.database.reading() as work:
        current = current_values(work, company.id)
        tree = categories.tree(work)
    form = EditForm(request.form)
    form.offer_categories(tree, current_language())
    if not form.validate() or form_fault() not in (None, "too_fast"):
        return page(company, form, current, stale_form=form_fault() is not None, status=422)
    if request.form.get("action") == "preview":
        return page(company, form, current, preview=True)
    seen = {field: request.form.get(f"seen_{field.value}", "") for field in Field}
    try:
        revision = propose_edits.propose_edit(
            guide.database,
            account,
            company.id,
            form.values(),
            seen,
            guide.policy,
            guide.clock.now(),
        )
    except StaleFieldError as conflict:
        with guide.database.reading() as work:
            current = current_values(work, company.id)
        return page(company, form, current, conflict=conflict.current, status=409)
    if revision is None:
        return redirect(url_for("accounts.edit_page", slug=slug), 303)
    return saved(slug, revision)


def saved(slug: str, revision: Revision) -> ResponseReturnValue:
    """Lead back to the form, which tells whether readers see the change now."""
    guide = the_guide()
    with guide.database.reading() as work:
        visibility = companies.get(work, revision.company_id).visibility
    channel, fields = Channel.PAGE, [field.value for field in revision.after]
    seen = guide.policy.visible_fields(visibility, channel, fields)
    if revision.waiting:
        done = "venter"
    elif guide.policy.page_kind(visibility) is PageKind.FULL and len(seen) == len(fields):
        done = "live"
    else:
        done = "skjult"
    return redirect(url_for("accounts.edit_page", slug=slug, gemt=done), 303)


@bp.post("/konto/virksomhed/<slug>/ret/<int:number>/fortryd")
def withdraw_edit(slug: str, number: int) -> ResponseReturnValue:
    """Take back a change that waits."""
    account, company = require_member(slug)
    guide = the_guide()
    if not propose_edits.withdraw_edit(
        guide.database, account, company.id, RevisionId(number), guide.clock.now()
    ):
        abort(404)
    return redirect(url_for("accounts.edit_page", slug=slug), 303)


def page(
    company: Identity,
    form: EditForm | None = None,
    current: Mapping[Field, FactValue] | None = None,
    *,
    conflict: Mapping[Field, FactValue] | None = None,
    preview: bool = False,
    stale_form: bool = False,
    logo_error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    """Show the form, with what is live where nothing was typed, and what waits."""
    with the_guide().database.reading() as work:
        current = current_values(work, company.id) if current is None else current
        tree = categories.tree(work)
        known = revisions.of_company(work, company.id, limit=20)
        waits = fields_that_wait(work, require_account(), company.id)
    form = EditForm(data=edit_values(current)) if form is None else form
    form.offer_categories(tree, current_language())
    labels = field_labels()
    wanted = form.values()
    context: dict[str, Any] = {
        "company": company,
        "form": form,
        "seen": {field.value: mark for field, mark in fingerprints(current).items()},
        "conflict": [
            (
                labels[field],
                value_words(field, wanted[field], tree),
                value_words(field, value, tree),
            )
            for field, value in (conflict or {}).items()
        ],
        "effect": [
            (
                labels[field],
                value_words(field, current.get(field), tree),
                value_words(field, value, tree),
            )
            for field, value in changes(current, wanted).items()
        ]
        if preview
        else [],
        "preview": preview,
        "stale_form": stale_form,
        "logo_error": logo_error,
        "logo": current.get(Field.LOGO),
        "score": completeness(current),
        "score_after": completeness({**current, **wanted}),
        "labels": labels,
        "saved": request.args.get("gemt", ""),
        "waits": [field_word(field) for field in waits],
        "revisions": [_revision_rows(one, labels, tree) for one in known],
    }
    return render_template("accounts/edit.html", **context), status


def _revision_rows(
    revision: Any, labels: Mapping[Field, str], tree: Mapping[str, Category]
) -> dict[str, Any]:
    words = {
        "pending": _("venter på redaktionen"),
        "accepted": _("godkendt"),
        "refused": _("afvist"),
    }
    withdrawn = revision.state.value == "withdrawn"
    rows = []
    for field, value in revision.after.items():
        decision = revision.decisions.get(field)
        state = decision.state.value if decision else "pending"
        rows.append(
            {
                "label": labels[field],
                "after": value_words(field, value, tree),
                "state": _("trukket tilbage") if withdrawn else words[state],
                "reason": decision.reason if decision else "",
            }
        )
    return {
        "id": revision.id,
        "day": revision.created_at.date(),
        "waits": revision.state.value == "pending",
        "rows": rows,
    }
