"""/konto/mail: another address for the account, by a button at the new one; the old one is told."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import links
from guide.catalogue.links import Purpose
from guide.domain.contacts import normalise_email
from guide.usecases import change_mail as changing
from guide.usecases.change_mail import MailTakenError, ProofNeededError
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import forget, require_session
from guide.web.context import the_guide
from guide.web.limits import limited


def _page(error: str = "", *, sent: bool = False, status: int = 200) -> ResponseReturnValue:
    account, session = require_session()
    guide = the_guide()
    page = render_template(
        "accounts/mail.html",
        account=account,
        fresh=changing.may_change_mail(guide.database, account, session, guide.clock.now()),
        mail=request.form.get("mail", "")[:254],
        error=error,
        sent=sent,
    )
    return page, status


def _answer(heading: str, text: str, button: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template("accounts/mail_link.html", heading=heading, text=text, button=button)
    return page, status


def _too_old() -> ResponseReturnValue:
    return _answer(
        _("Linket virker ikke længere"),
        _("Det kan bruges én gang og kun en tid. Et link til en ny adresse virker kun på kontoen."),
        status=410,
    )


@bp.get("/konto/mail")
def mail_page() -> ResponseReturnValue:
    """Show the one field, or what proof is missing."""
    return _page()


@bp.post("/konto/mail")
@limited("mail.change", "5/day", by_account)
def change_mail() -> ResponseReturnValue:
    """Write to both addresses; the answer tells nothing of the new one."""
    account, session = require_session()
    mail = normalise_email(request.form.get("mail", "")[:254])
    if mail is None or mail.lower() == account.mail:
        error = _("Skriv en anden hel mailadresse, som navn@firma.dk")
        return _page(error, status=422)
    guide = the_guide()
    try:
        changing.ask_for_new_mail(
            guide.database,
            account,
            session,
            mail.lower(),
            guide.settings.site_url,
            guide.clock.now(),
        )
    except ProofNeededError:
        return _page(status=403)
    return _page(sent=True)


@bp.get("/konto/mail/ny/<token>")
def new_mail_page(token: str) -> ResponseReturnValue:
    """Show a button; opening the link alone changes nothing."""
    account, _session = require_session()
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.NEW_MAIL, token, guide.clock.now())
    if link is None or link.subject != str(account.id):
        return _too_old()
    text = _(
        "Kontoen skifter til %(mail)s, og I bliver logget ud alle andre steder.", mail=link.mail
    )
    return _answer(_("Bekræft den nye mailadresse"), text, _("Ja, skift adressen"))


@bp.post("/konto/mail/ny/<token>")
@limited("mail.confirm", "20/hour", by_account)
def confirm_mail(token: str) -> ResponseReturnValue:
    """Use the link up."""
    account, session = require_session()
    guide = the_guide()
    try:
        changed = changing.confirm_new_mail(
            guide.database, account, session, token, guide.clock.now()
        )
    except MailTakenError:
        text = _("Adressen bruges af en anden konto. Log ind med den, eller vælg en anden adresse.")
        return _answer(_("Adressen er ikke skiftet"), text, status=409)
    return redirect(url_for("accounts.home"), 303) if changed else _too_old()


@bp.get("/konto/mail/behold/<token>")
def keep_mail_page(token: str) -> ResponseReturnValue:
    """Show a button to whoever reads the old address, signed in or not."""
    guide = the_guide()
    with guide.database.reading() as work:
        works = links.find(work, Purpose.KEEP_MAIL, token, guide.clock.now()) is not None
    if not works:
        return _too_old()
    text = _("Kontoen beholder eller får sin gamle mailadresse, og alle bliver logget ud.")
    return _answer(_("Stop skiftet af mailadresse"), text, _("Stop skiftet"))


@bp.post("/konto/mail/behold/<token>")
@limited("mail.keep", "20/hour")
def keep_mail(token: str) -> ResponseReturnValue:
    """Take the change back and sign everybody out."""
    guide = the_guide()
    if not changing.keep_old_mail(guide.database, token, guide.clock.now()):
        return _too_old()
    text = _("Kontoen har sin gamle mailadresse, og alle er logget ud. Bed om et nyt link dertil.")
    return forget(make_response(_answer(_("Skiftet er stoppet"), text)))
