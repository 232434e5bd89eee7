"""/konto: companies, sessions, a copy of everything, leaving and deleting."""

from flask import abort, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import accounts, cards
from guide.usecases import claim_company, manage_account, sign_in
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import forget, present, require_account, require_member
from guide.web.context import the_guide
from guide.web.limits import limited


def by_account() -> str:
    """Count by who is signed in."""
    found = present()
    return str(found[0].id) if found else "-"


@bp.get("/konto")
def home() -> ResponseReturnValue:
    """Show what the account is and has."""
    account = require_account()
    guide = the_guide()
    found = present()
    with guide.database.reading() as work:
        own = cards.by_ids(work, accounts.companies_of(work, account.id))
        members = {card.id: accounts.members_of(work, card.id) for card in own}
        sessions = accounts.sessions_of(work, account, guide.clock.now())
    return render_template(
        "accounts/home.html",
        account=account,
        companies=own,
        members=members,
        sessions=sessions,
        this_session=found[1].id if found else None,
    )


@bp.post("/konto/log-ud")
def sign_out() -> ResponseReturnValue:
    """End this session."""
    found = present()
    if found is not None:
        guide = the_guide()
        sign_in.end_session(guide.database, found[0], found[1].id, guide.clock.now())
    return forget(make_response(redirect(url_for("accounts.sign_in_page"), 303)))


@bp.post("/konto/log-ud-overalt")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session."""
    account = require_account()
    guide = the_guide()
    sign_in.end_every_session(guide.database, account, guide.clock.now())
    return forget(make_response(redirect(url_for("accounts.sign_in_page"), 303)))


@bp.post("/konto/sessioner/<int:number>/afslut")
def end_session(number: int) -> ResponseReturnValue:
    """End one session of one's own."""
    account = require_account()
    guide = the_guide()
    if not sign_in.end_session(guide.database, account, number, guide.clock.now()):
        abort(404)
    return redirect(url_for("accounts.home"), 303)


@bp.post("/konto/eksport")
@limited("export", "6/hour", by_account)
def export() -> ResponseReturnValue:
    """Hand out everything that is kept about the account."""
    account = require_account()
    guide = the_guide()
    response = jsonify(manage_account.export(guide.database, account, guide.clock.now()))
    response.headers["Content-Disposition"] = 'attachment; filename="brancheguide-konto.json"'
    return response


@bp.post("/konto/slet")
def delete() -> ResponseReturnValue:
    """Delete the account, when the box is ticked."""
    account = require_account()
    if not request.form.get("sure"):
        return redirect(url_for("accounts.home") + "#slet", 303)
    guide = the_guide()
    now = guide.clock.now()
    with guide.database.reading() as work:
        own = accounts.companies_of(work, account.id)
    for company_id in own:
        claim_company.withdraw(guide.database, account, company_id, guide.policy, now)
    manage_account.delete_account(guide.database, account, now)
    return forget(make_response(redirect(url_for("accounts.sign_in_page"), 303)))


@bp.post("/konto/virksomhed/<slug>/forlad")
def leave(slug: str) -> ResponseReturnValue:
    """Stop acting for a company; a proof of one's own goes with it."""
    account, company = require_member(slug)
    guide = the_guide()
    claim_company.withdraw(guide.database, account, company.id, guide.policy, guide.clock.now())
    return redirect(url_for("accounts.home"), 303)
