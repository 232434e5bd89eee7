"""Show that a company is yours: by mail, by a file on its site, or by a DNS record."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import accounts, claims, companies, links
from guide.catalogue.claims import Claim
from guide.catalogue.companies import Identity
from guide.catalogue.links import Purpose
from guide.domain.claims import WELL_KNOWN, ClaimId, Method, token_line
from guide.domain.company import CompanyId
from guide.domain.contacts import normalise_email
from guide.domain.protection import PageKind
from guide.usecases import claim_company
from guide.usecases.claim_company import ClaimError
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import require_account
from guide.web.context import the_guide
from guide.web.languages import current_language
from guide.web.limits import limited


def by_asked_mail() -> str:
    """Count by the address that would get a letter, so that no one is flooded; else by account."""
    mail = normalise_email(request.form.get("mail", "")[:254])
    return mail.lower() if mail else by_account()


def _company(slug: str) -> Identity:
    guide = the_guide()
    with guide.database.reading() as work:
        found = companies.find_by_slug(work, slug)
    if found is None or guide.policy.page_kind(found.visibility) is not PageKind.FULL:
        abort(404)
    return found


def _page(
    company: Identity,
    *,
    claim: Claim | None = None,
    error: str = "",
    note: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    account = require_account()
    with the_guide().database.reading() as work:
        own = accounts.is_member(work, account.id, company.id)
    page = render_template(
        "accounts/claim.html",
        company=company,
        own=own,
        claim=claim,
        line=token_line(claim.token) if claim else "",
        address=f"https://{claim.target}{WELL_KNOWN}" if claim else "",
        error=error,
        note=note,
    )
    return page, status


@bp.get("/konto/virksomhed/<slug>/overtag")
def claim_page(slug: str) -> ResponseReturnValue:
    """Show the ways."""
    require_account()
    return _page(_company(slug))


@bp.post("/konto/virksomhed/<slug>/overtag")
@limited("claim", "3/day", by_account)
@limited("claim.mail", "3/day", by_asked_mail)
def start_claim(slug: str) -> ResponseReturnValue:
    """Begin a claim in one of the ways; the answer for mail is always the same."""
    account, company, guide = require_account(), _company(slug), the_guide()
    method = request.form.get("method", "")
    if method == Method.MAIL.value:
        mail = normalise_email(request.form.get("mail", "")[:254])
        if mail is None:
            error = _("Mailadressen er ikke hel. Skriv den som navn@firma.dk")
            return _page(company, error=error, status=422)
        claim_company.ask_by_mail(
            guide.database,
            account,
            company.id,
            mail,
            locale=current_language(),
            site_url=guide.settings.site_url,
            now=guide.clock.now(),
        )
        note = _("Er adressen virksomhedens, har vi sendt et link til den. Det virker i 48 timer.")
        return _page(company, note=note)
    if method == Method.HAND.value:
        claim_company.ask_by_hand(guide.database, account, company.id, guide.clock.now())
        note = _("Redaktionen ser på det. I får svar på mail.")
        return _page(company, note=note)
    if method not in (Method.FILE.value, Method.DNS.value):
        abort(400)
    try:
        claim = claim_company.ask_by_site(
            guide.database, account, company.id, Method(method), guide.clock.now()
        )
    except ClaimError:
        error = _("Guiden kender ikke virksomhedens hjemmeside. Skriv til redaktionen.")
        return _page(company, error=error, status=422)
    return _page(company, claim=claim)


@bp.post("/konto/virksomhed/<slug>/overtag/<int:number>")
@limited("claim.check", "20/hour", by_account)
def check_claim(slug: str, number: int) -> ResponseReturnValue:
    """Look for the token on the site or in the DNS."""
    account, company, guide = require_account(), _company(slug), the_guide()
    with guide.database.reading() as work:
        claim = claims.find(work, ClaimId(number))
    if claim is None or claim.account_id != account.id or claim.company_id != company.id:
        abort(404)
    if claim.method not in (Method.FILE, Method.DNS):
        abort(404)
    try:
        proved = claim_company.check_site(
            guide.database,
            account,
            claim,
            guide.fetcher,
            guide.txt_reader,
            guide.policy,
            guide.settings.site_url,
            guide.clock.now(),
        )
    except ClaimError as problem:
        error = _("Vi kunne ikke se efter: %(problem)s.", problem=str(problem))
        return _page(company, claim=claim, error=error, status=422)
    if not proved:
        error = _("Vi fandt ikke linjen. Det kan tage lidt tid, før den kan ses udefra.")
        return _page(company, claim=claim, error=error, status=422)
    return redirect(url_for("accounts.home"), 303)


@bp.get("/konto/bevis/<token>")
def proof_page(token: str) -> ResponseReturnValue:
    """Show a button; opening the link alone proves nothing."""
    require_account()
    guide = the_guide()
    with guide.database.reading() as work:
        works = links.find(work, Purpose.CLAIM, token, guide.clock.now()) is not None
    return render_template("accounts/proof.html", works=works), 200 if works else 410


@bp.post("/konto/bevis/<token>")
def prove(token: str) -> ResponseReturnValue:
    """Use the mailed link up."""
    account, guide = require_account(), the_guide()
    claim = claim_company.prove_by_mail(
        guide.database, account, token, guide.policy, guide.settings.site_url, guide.clock.now()
    )
    if claim is None:
        return render_template("accounts/proof.html", works=False), 410
    return redirect(url_for("accounts.home"), 303)


@bp.app_template_global()
def proof_of(company_id: int) -> Claim | None:
    """Return the newest proof that a company's profile is kept by the company itself."""
    with the_guide().database.reading() as work:
        found = claims.proofs(work, CompanyId(company_id))
    return found[0] if found else None
