"""/foelg: follow a search or a company by mail; confirmed by a button, stopped by one click."""

from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import companies, links
from guide.catalogue.links import Purpose
from guide.domain.contacts import normalise_email
from guide.domain.protection import Channel
from guide.domain.subscriptions import Wish
from guide.usecases.follow_by_mail import ask_to_follow, confirm_following, stop_following
from guide.usecases.send_digests import keep_request
from guide.web.context import the_guide
from guide.web.forms import changes_nothing, form_fault, keeps_text
from guide.web.languages import current_language
from guide.web.limits import limited
from guide.web.public.exports import request_of
from guide.web.public.parameters import pairs, read
from guide.web.shared import shared


def form() -> ResponseReturnValue:
    """Ask for a mail address, or tell that a letter is on its way."""
    return _form(_wish(), "", 200)


@limited("follow", "10/day")
@keeps_text
def ask() -> ResponseReturnValue:
    """Take the wish; the answer is the same whether or not the address is known."""
    wish = _wish()
    mail = normalise_email(request.form.get("mail", "")[:254])
    if mail is None:
        return _form(wish, _("Mailadressen er ikke hel. Skriv den som navn@firma.dk"), 422)
    if form_fault() is not None:
        return _form(wish, _("Siden har været åben for længe. Alt er bevaret; send igen."), 422)
    guide = the_guide()
    ask_to_follow(
        guide.database,
        mail,
        wish,
        locale=current_language(),
        site_url=guide.settings.site_url,
        now=guide.clock.now(),
    )
    return redirect(f"{url_for('follow.by_mail')}?{wish.query}&sendt=1", 303)


def confirmation(token: str) -> ResponseReturnValue:
    """Show the button, or that the link no longer works."""
    works = _works(Purpose.FOLLOW, token)
    return _private("confirm" if works else "expired", 200 if works else 410)


def confirm(token: str) -> ResponseReturnValue:
    """Begin to follow."""
    guide = the_guide()
    found = confirm_following(guide.database, token, guide.clock.now())
    return _private("confirmed" if found else "expired", 200 if found else 410)


def stopping(token: str) -> ResponseReturnValue:
    """Show the button that stops; following the link alone changes nothing."""
    return _private("stop" if _works(Purpose.STOP_FOLLOWING, token) else "stopped", 200)


@changes_nothing
def stop(token: str) -> ResponseReturnValue:
    """Stop: the secret in the address is the right to, as mail programs send no form (RFC 8058)."""
    guide = the_guide()
    stop_following(guide.database, token, guide.clock.now())
    return _private("stopped", 200)


def _works(purpose: Purpose, token: str) -> bool:
    guide = the_guide()
    with guide.database.reading() as work:
        return links.find(work, purpose, token, guide.clock.now()) is not None


def _wish() -> Wish:
    guide, known = the_guide(), shared()
    slug = request.args.get("virksomhed", "")
    if slug:
        with guide.database.reading() as work:
            found = companies.find_by_slug(work, slug)
        if found is None or not guide.policy.may_appear(found.visibility, Channel.MAIL):
            abort(404)
        return Wish(query=urlencode({"virksomhed": found.slug}), company_id=found.id)
    asked = read(request.args, known)
    if asked.ignored:
        abort(404)
    kept = {key: value for key, value in pairs(asked).items() if key not in ("side", "sorter")}
    return Wish(query=urlencode(kept, doseq=True), asked=keep_request(request_of(asked, known)))


def _form(wish: Wish, error: str, status: int) -> ResponseReturnValue:
    page = render_template(
        "feeds/by_mail.html",
        error=error,
        sent=request.args.get("sendt"),
        mail=request.form.get("mail", "")[:254],
        query=wish.query,
        home=(
            f"{url_for('public.search')}?{wish.query}"
            if wish.company_id is None
            else url_for("public.profile", slug=request.args["virksomhed"])
        ),
    )
    return page, status


def _private(state: str, status: int) -> Response:
    response = make_response(render_template("feeds/link.html", state=state), status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/foelg", "by_mail", form)
    bp.add_url_rule("/foelg", "ask", ask, methods=["POST"])
    bp.add_url_rule("/foelg/bekraeft/<token>", "confirmation", confirmation)
    bp.add_url_rule("/foelg/bekraeft/<token>", "confirm", confirm, methods=["POST"])
    bp.add_url_rule("/foelg/stop/<token>", "stopping", stopping)
    bp.add_url_rule("/foelg/stop/<token>", "stop", stop, methods=["POST"])
