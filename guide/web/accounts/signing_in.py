"""/log-ind: ask for a link, and use it by a button in the same browser."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import links
from guide.catalogue.links import Purpose
from guide.domain.contacts import normalise_email
from guide.usecases import sign_in
from guide.usecases.sign_in import OtherBrowserError
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import begin, safe_next
from guide.web.context import the_guide
from guide.web.forms import browser_secret
from guide.web.languages import current_language
from guide.web.limits import by_everyone, by_ip, limited


def _mail() -> str:
    return (normalise_email(request.form.get("mail", "")[:254]) or "-").lower()


def _page(error: str = "", status: int = 200) -> ResponseReturnValue:
    following = request.values.get("next", "")
    page = render_template(
        "accounts/sign_in.html",
        error=error,
        mail=request.form.get("mail", "")[:254],
        following=following if following and safe_next(following) == following else "",
    )
    return page, status


@bp.get("/log-ind")
def sign_in_page() -> ResponseReturnValue:
    """Show the one field."""
    return _page()


@bp.post("/log-ind")
@limited("sign_in.mail", "5/hour", _mail)
@limited("sign_in.ip", "20/hour", by_ip)
@limited("sign_in", "1000/hour", by_everyone)
def ask() -> ResponseReturnValue:
    """Mail a link; the answer is the same whoever the address belongs to."""
    mail = normalise_email(request.form.get("mail", "")[:254])
    if mail is None:
        return _page(_("Mailadressen er ikke hel. Skriv den som navn@firma.dk"), 422)
    guide = the_guide()
    sign_in.ask_for_link(
        guide.database,
        mail.lower(),
        browser_secret(),
        locale=current_language(),
        site_url=guide.settings.site_url,
        now=guide.clock.now(),
    )
    response = make_response(redirect(url_for("accounts.asked"), 303))
    following = safe_next(request.form.get("next", ""))
    response.set_cookie("guide-next", following, max_age=900, httponly=True, samesite="Lax")
    return response


@bp.get("/log-ind/sendt")
def asked() -> ResponseReturnValue:
    """Tell that a mail is on its way."""
    return render_template("accounts/asked.html")


def _link_page(heading: str, text: str, *, works: bool, status: int) -> ResponseReturnValue:
    page = render_template("accounts/link.html", heading=heading, text=text, works=works)
    return page, status


def _too_old() -> ResponseReturnValue:
    return _link_page(
        _("Linket virker ikke længere"),
        _("Et link kan bruges én gang. Bed om et nyt."),
        works=False,
        status=410,
    )


def _other_browser() -> ResponseReturnValue:
    return _link_page(
        _("Åbn linket i den anden browser"),
        _("Linket virker kun i den browser, hvor I bad om det. Bed om et nyt herfra."),
        works=False,
        status=403,
    )


@bp.get("/log-ind/<token>")
def link_page(token: str) -> ResponseReturnValue:
    """Show a button; opening the link alone signs nobody in."""
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.SIGN_IN, token, guide.clock.now())
    if link is None:
        return _too_old()
    if link.browser_hash != links.digest(browser_secret()):
        return _other_browser()
    return _link_page(
        _("Log ind"), _("Tryk på knappen for at komme videre."), works=True, status=200
    )


@bp.post("/log-ind/<token>")
@limited("sign_in.use", "20/minute")
def use_link(token: str) -> ResponseReturnValue:
    """Use the link up and begin a session."""
    guide = the_guide()
    agent = request.headers.get("User-Agent", "")
    now = guide.clock.now()
    try:
        session = sign_in.sign_in(
            guide.database, token, browser_secret(), agent, now, current_language()
        )
    except OtherBrowserError:
        return _other_browser()
    if session is None:
        return _too_old()
    following = safe_next(request.cookies.get("guide-next", ""))
    response = make_response(redirect(following, 303))
    response.delete_cookie("guide-next", httponly=True, samesite="Lax")
    return begin(response, session)


@bp.get("/log-ind/redaktion/<token>")
def editor_link_page(token: str) -> ResponseReturnValue:
    """Show an invited editor the button."""
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.EDITOR_INVITATION, token, guide.clock.now())
    if link is None:
        return _too_old()
    return _link_page(
        _("Velkommen i redaktionen"), _("Tryk på knappen for at logge ind."), works=True, status=200
    )


@bp.post("/log-ind/redaktion/<token>")
@limited("sign_in.use", "20/minute")
def use_editor_link(token: str) -> ResponseReturnValue:
    """Make the invited person an editor and begin a session."""
    guide = the_guide()
    agent = request.headers.get("User-Agent", "")
    session = sign_in.accept_editor_invitation(guide.database, token, agent, guide.clock.now())
    if session is None:
        return _too_old()
    return begin(make_response(redirect(url_for("accounts.home"), 303)), session)
