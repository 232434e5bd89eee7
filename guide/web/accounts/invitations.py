"""Invite somebody to act for a company too, and accept it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import companies, links
from guide.catalogue.links import Purpose
from guide.domain.company import CompanyId
from guide.domain.contacts import normalise_email
from guide.usecases import manage_account
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import require_account, require_member
from guide.web.context import the_guide
from guide.web.languages import current_language
from guide.web.limits import limited


@bp.post("/konto/virksomhed/<slug>/inviter")
@limited("invite", "20/day", by_account)
def invite(slug: str) -> ResponseReturnValue:
    """Mail an invitation."""
    account, company = require_member(slug)
    mail = normalise_email(request.form.get("mail", "")[:254])
    if mail is None:
        return redirect(url_for("accounts.home", fejl="mail"), 303)
    guide = the_guide()
    manage_account.invite(
        guide.database,
        account,
        company.id,
        mail.lower(),
        locale=current_language(),
        site_url=guide.settings.site_url,
        now=guide.clock.now(),
    )
    return redirect(url_for("accounts.home", inviteret=1), 303)


@bp.get("/invitation/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """Show who invites to what; a button accepts."""
    require_account()
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.INVITATION, token, guide.clock.now())
        company = companies.find(work, CompanyId(int(link.subject))) if link else None
    name = company.name if company else ""
    return render_template("accounts/invitation.html", name=name), 200 if company else 410


@bp.post("/invitation/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Accept the invitation."""
    account = require_account()
    guide = the_guide()
    if manage_account.accept(guide.database, account, token, guide.clock.now()) is None:
        return render_template("accounts/invitation.html", name=""), 410
    return redirect(url_for("accounts.home"), 303)
