"""/tilmeld: the form, filled from what the catalogue knows, kept through every error."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import categories, links, places, submissions
from guide.catalogue.database import UnitOfWork
from guide.catalogue.links import Purpose
from guide.catalogue.submissions import Submission, SubmissionConflictError
from guide.domain.categories import Category
from guide.domain.cvr_number import parse_cvr
from guide.domain.submissions import (
    Proposal,
    SubmissionId,
    SubmissionState,
    suggest_categories,
)
from guide.usecases import sign_up
from guide.usecases.find_duplicates import find_duplicates
from guide.usecases.sign_up import Draft
from guide.web.context import the_guide, today
from guide.web.forms import keeps_text
from guide.web.languages import current_language
from guide.web.limits import limited
from guide.web.row_numbers import row_number
from guide.web.signup.blueprint import bp
from guide.web.signup.form import SignUpForm, form_values


def consent_text() -> str:
    """Return the words that are agreed to, as they stand beside the box."""
    return str(
        _(
            "Brancheguiden må vise og gemme det, vi har skrevet her, og skrive til mailadressen "
            "om vores optagelse. Vi kan til enhver tid trække samtykket tilbage."
        )
    )


@bp.get("")
def start() -> ResponseReturnValue:
    """Show the form; ``?cvr=`` fills in what the catalogue knows of a number."""
    number = parse_cvr(request.args.get("cvr", "")[:40])
    known = _known(number) if number else None
    values = form_values(known) if known else {"cvr": request.args.get("cvr", "")[:40]}
    return _page(SignUpForm(data=values), filled=known is not None)


@bp.post("")
@limited("signup", "30/hour")
@keeps_text
def send() -> ResponseReturnValue:
    """Take what was typed: send it, save it as a draft, fill it out or show how it will look."""
    return _take(None, None)


@bp.get("/kladde/<token>")
def draft(token: str) -> ResponseReturnValue:
    """Show a draft that was saved."""
    found = _draft(token)
    form = SignUpForm(data=form_values(found.proposal))
    return _page(form, draft=found, token=token)


@bp.post("/kladde/<token>")
@keeps_text
def send_draft(token: str) -> ResponseReturnValue:
    """Take what was typed in a draft."""
    return _take(_draft(token), token)


@bp.get("/tak")
def thanks() -> ResponseReturnValue:
    """Tell what happens next."""
    return render_template("signup/thanks.html")


def _draft(token: str) -> Submission:
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.DRAFT, token, guide.clock.now())
        found = link and submissions.find(work, SubmissionId(int(link.subject)))
    if not found or found.state is not SubmissionState.DRAFT:
        abort(404)
    return found


def _known(number: str) -> Proposal | None:
    guide = the_guide()
    return sign_up.known_proposal(guide.database, guide.policy, number)


def _take(found: Submission | None, token: str | None) -> ResponseReturnValue:
    form = SignUpForm(request.form)
    action = request.form.get("action", "send")
    if action == "fill":
        return _filled(form, found, token)
    if action == "save":
        return _saved(form, found, token)
    if action == "preview":
        return _page(form, draft=found, token=token, preview=True)
    _offer(form, checking=True)
    if not form.check():
        return _page(form, draft=found, token=token, status=422)
    guide = the_guide()
    try:
        sign_up.submit(
            guide.database,
            form.proposal(),
            locale=current_language(),
            consent_text=consent_text(),
            site_url=guide.settings.site_url,
            now=guide.clock.now(),
            draft=_version(found),
        )
    except SubmissionConflictError:
        return _conflict(form, token)
    return redirect(url_for("signup.thanks"), 303)


def _version(found: Submission | None) -> Draft | None:
    """Return the draft at the version that the page was made from."""
    if found is None:
        return None
    return Draft(id=found.id, version=row_number(request.form.get("version", "")) or 0)


def _filled(form: SignUpForm, found: Submission | None, token: str | None) -> ResponseReturnValue:
    """Fill the fields that are still empty; nothing that was typed is replaced."""
    number = parse_cvr(form.cvr.data or "")
    known = _known(number) if number else None
    typed = form_values(form.proposal())
    values = form_values(known) if known else {}
    values.update({key: value for key, value in typed.items() if value})
    filled = SignUpForm(data=values)
    if number is None:
        filled.cvr.validate(filled, [filled.validate_cvr_text])
    return _page(
        filled,
        draft=found,
        token=token,
        filled=known is not None,
        unknown=number is not None and known is None,
        status=200 if number else 422,
    )


def _saved(form: SignUpForm, found: Submission | None, token: str | None) -> ResponseReturnValue:
    guide = the_guide()
    try:
        new, _version_now = sign_up.save_draft(
            guide.database,
            form.proposal(),
            locale=current_language(),
            now=guide.clock.now(),
            draft=_version(found),
        )
    except SubmissionConflictError:
        return _conflict(form, token)
    address = url_for("signup.draft", token=new or token, gemt=1)
    return redirect(address, 303)


def _conflict(form: SignUpForm, token: str | None) -> ResponseReturnValue:
    """Show what was typed beside what somebody else saved meanwhile; sending again keeps ours."""
    assert token is not None
    theirs = _draft(token)
    return _page(form, draft=theirs, token=token, theirs=theirs.proposal, status=409)


def _offer(form: SignUpForm, *, checking: bool = False) -> dict[str, Category]:
    with the_guide().database.reading() as work:
        tree = categories.tree(work)
        form.offer(tree, _postcodes(work) if checking else frozenset(), current_language())
    return tree


def _postcodes(work: UnitOfWork) -> frozenset[str]:
    return frozenset(row.postcode for row in places.on_day(work, today()).postcodes)


def _page(
    form: SignUpForm,
    *,
    draft: Submission | None = None,
    token: str | None = None,
    status: int = 200,
    **more: Any,
) -> ResponseReturnValue:
    tree = _offer(form)
    proposal = form.proposal()
    text = f"{proposal.description} {proposal.long_description} {' '.join(proposal.products)}"
    context = {
        "form": form,
        "consent_text": consent_text(),
        "version": draft.version if draft else None,
        "draft_url": url_for("signup.draft", token=token) if token else "",
        "action": url_for("signup.send_draft", token=token) if token else url_for("signup.send"),
        "saved": bool(token and request.args.get("gemt")),
        "suggestions": [
            (tree[found.category], found.words) for found in suggest_categories(text, tree.values())
        ],
        "duplicates": _duplicates(proposal),
        "proposal": proposal,
        "tree": tree,
        "filled": False,
        "preview": False,
        "unknown": False,
        "theirs": None,
        **more,
    }
    return render_template("signup/start.html", **context), status


def _duplicates(proposal: Proposal) -> list[dict[str, str]]:
    guide = the_guide()
    found = find_duplicates(guide.database, proposal.cvr, proposal.name, today())
    return [
        {"name": card.name, "town": card.town or "", "cvr": card.cvr or "", "slug": card.slug}
        for card in found
    ]
