"""/indsigelse: object to being in the guide, or ask to be erased."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.domain.contacts import normalise_email
from guide.domain.texts import tidy_line, tidy_text
from guide.usecases.erase_company import object_to
from guide.web.context import the_guide
from guide.web.forms import form_fault, keeps_text
from guide.web.limits import limited
from guide.web.signup.blueprint import bp

MAX_TEXT = 4000


@bp.get("/indsigelse")
def objection() -> ResponseReturnValue:
    """Show the form, or that it was sent."""
    return _page({})


@bp.post("/indsigelse")
@limited("objection", "10/day")
@keeps_text
def object_() -> ResponseReturnValue:
    """Take the objection."""
    about = tidy_line(request.form.get("about", ""))[:200]
    text = tidy_text(request.form.get("text", ""))
    mail = normalise_email(request.form.get("mail", "")[:254])
    errors = {}
    if not about:
        errors["about"] = _("Skriv, hvilken virksomhed det handler om.")
    if mail is None:
        errors["mail"] = _("Mailadressen er ikke hel. Skriv den som navn@firma.dk")
    if not text or len(text) > MAX_TEXT:
        errors["text"] = _("Skriv, hvad I ønsker, med højst 4.000 tegn.")
    if form_fault() is not None:
        errors["form"] = _("Siden har været åben for længe. Alt er bevaret; send igen.")
    if errors or mail is None:
        return _page(errors, 422)
    guide = the_guide()
    object_to(guide.database, about, mail, text, guide.settings.contact_mail, guide.clock.now())
    return redirect(url_for("signup.objection", sendt=1), 303)


def _page(errors: dict[str, str], status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "signup/objection.html",
        errors=errors,
        sent=request.args.get("sendt"),
        about=request.values.get("about", "")[:200],
        mail=request.form.get("mail", "")[:254],
        text=request.form.get("text", "")[:MAX_TEXT],
    )
    return page, status
