"""/redaktion/virksomhed: what each layer says, which one wins, and deciding otherwise."""

from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import companies, facts
from guide.catalogue.companies import Identity
from guide.catalogue.facts import Version
from guide.domain.cvr_number import parse_cvr
from guide.domain.editing import EDITABLE, EditError, Shape, read_value, write_value
from guide.domain.facts import Fact, Field, Layer, resolve
from guide.usecases import edit_company
from guide.usecases.consequences_of import Consequences, consequences_of
from guide.usecases.edit_company import known_codes
from guide.usecases.merge_companies import merge_companies
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import on_to
from guide.web.desk.words import flag_word, given_reason, reasons
from guide.web.field_words import field_word, layer_word
from guide.web.row_numbers import row_number


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What one layer says; ``wins`` when it is shown."""

    layer: str
    text: str
    wins: bool
    override: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One field with its layers."""

    field: Field
    label: str
    cells: tuple[Cell, ...]
    editable: bool


def _find(slug: str) -> Identity:
    with the_guide().database.reading() as work:
        known = companies.find_by_slug(work, slug)
    if known is None or known.visibility.erased:
        abort(404)
    return known


def _cell(fact: Fact, shown: Fact | None) -> Cell:
    return Cell(
        layer=layer_word(fact.layer),
        text=write_value(fact.value),
        wins=fact is shown,
        override=fact.override,
    )


def row_of(field: Field, said: list[Fact]) -> Row:
    """Lay out what each layer says of a field."""
    own = [fact for fact in said if fact.field is field]
    shown = resolve(field, own)
    order = list(Layer)
    own.sort(key=lambda fact: (order.index(fact.layer), fact.override))
    return Row(
        field=field,
        label=field_word(field),
        cells=tuple(_cell(fact, shown) for fact in own),
        editable=field in EDITABLE,
    )


@bp.get("/virksomhed")
def find_company() -> ResponseReturnValue:
    """Lead from a slug, a number or a name to a company's page at the desk."""
    text = request.args.get("q", "").strip()[:200]
    with the_guide().database.reading() as work:
        number = parse_cvr(text)
        known = companies.find_by_cvr(work, number) if number else None
        known = known or companies.find_by_slug(work, text.rpartition("/")[2])
        named = companies.find_by_name(work, text) if text and known is None else []
    if known is not None or len(named) == 1:
        return redirect(url_for("desk.company", slug=(known or named[0]).slug), 303)
    return render_template("desk/find.html", query=text, found=named), 200 if not text else 404


@bp.get("/virksomhed/<slug>")
def company(slug: str) -> ResponseReturnValue:
    """Show every field with what each layer says."""
    return _page(_find(slug))


def _page(known: Identity, error: str = "", status: int = 200) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        said = facts.current(work, known.id)
    page = render_template(
        "desk/company.html",
        company=known,
        rows=[row_of(field, said) for field in Field],
        reasons=reasons(),
        error=error,
    )
    return page, status


@bp.post("/virksomhed/<slug>/laeg-sammen")
def merge(slug: str) -> ResponseReturnValue:
    """Merge another company into this one."""
    known = _find(slug)
    other = request.form.get("other", "").strip().rpartition("/")[2]
    guide = the_guide()
    with guide.database.reading() as work:
        gone = companies.find_by_slug(work, other)
    if gone is None:
        return _page(known, _("Den anden virksomhed findes ikke. Skriv dens adresse."), 422)
    try:
        revision = merge_companies(
            guide.database, known.id, gone.id, given_reason(), current_editor()
        )
    except EditError as error:
        return _page(known, str(error), 422)
    return on_to("desk.queue", revision)


def _field(name: str) -> Field:
    if name not in [field.value for field in EDITABLE]:
        abort(404)
    return Field(name)


@bp.get("/virksomhed/<slug>/<name>")
def field(slug: str, name: str) -> ResponseReturnValue:
    """Show one field: what is said, what ever was, and the form to decide it."""
    return _field_page(_find(slug), _field(name))


@bp.post("/virksomhed/<slug>/<name>")
def decide_field(slug: str, name: str) -> ResponseReturnValue:
    """Show what a decision would do, take it, withdraw it, or bring an old version back."""
    known, wanted, guide = _find(slug), _field(name), the_guide()
    editor, text = current_editor(), request.form.get("value", "")[:5000]
    try:
        match request.form.get("action"):
            case "preview":
                with guide.database.reading() as work:
                    value = read_value(wanted, text, known_codes(work, editor.now))
                told = consequences_of(
                    guide.database, guide.reader, known.id, {wanted: value}, editor
                )
                return _field_page(known, wanted, told=told)
            case "save":
                revision = edit_company.override_field(
                    guide.database, known.id, wanted, text, given_reason(), editor, _review()
                )
            case "withdraw":
                revision = edit_company.withdraw_override(
                    guide.database, known.id, wanted, given_reason(), editor
                )
            case "restore":
                number = row_number(request.form.get("version", "")) or 0
                revision = edit_company.restore_version(
                    guide.database, known.id, number, given_reason(), editor
                )
            case _:
                abort(400)
    except EditError as error:
        return _field_page(known, wanted, error=str(error), status=422)
    report = row_number(request.args.get("fejl", ""))
    if report is not None:
        return on_to("desk.error", revision, number=report)
    return on_to("desk.queue", revision)


def _review() -> date | None:
    text = request.form.get("review_on", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = "skriv dagen for eftersyn som 2027-01-31"
        raise EditError(message) from error


def _field_page(
    known: Identity,
    wanted: Field,
    *,
    told: Consequences | None = None,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        said = facts.current(work, known.id)
        every = [one for one in facts.versions(work, known.id) if one.fact.field is wanted]
    shown = resolve(wanted, said)
    page = render_template(
        "desk/field.html",
        company=known,
        field=wanted,
        label=field_word(wanted),
        long=EDITABLE[wanted] in (Shape.TEXT, Shape.LINES),
        row=row_of(wanted, said),
        overridden=any(fact.override and fact.field is wanted for fact in said),
        value=request.form.get("value", write_value(shown.value) if shown else ""),
        reason=request.form.get("reason", ""),
        review_on=request.form.get("review_on", ""),
        history=[_told(one) for one in every],
        told=told,
        flags=[flag_word(flag) for flag in told.flags] if told else [],
        reasons=reasons(),
        error=error,
    )
    return page, status


def _told(one: Version) -> tuple[Version, str, str]:
    return one, layer_word(one.fact.layer), write_value(one.fact.value)
