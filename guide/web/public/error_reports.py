"""/virksomhed/<slug>/fejl: a reader tells the editors of an error, without an account."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue.cards import Card
from guide.domain.contacts import normalise_email
from guide.domain.error_reports import MAX_TEXT, Subject
from guide.domain.texts import tidy_text
from guide.usecases.report_errors import report_error
from guide.web.context import the_guide
from guide.web.forms import FormFault, form_fault, keeps_text
from guide.web.languages import current_language
from guide.web.limits import by_everyone, limited
from guide.web.public.profile import find_profile

bp = Blueprint("error_reports", __name__)


def subject_word(subject: Subject) -> str:
    """Name a group of facts."""
    words = {
        Subject.IDENTITY: _("Navn, status, stiftelse eller ansatte"),
        Subject.PLACE: _("Adresse, by eller kommune"),
        Subject.CONTACT: _("Websted, telefon eller mail"),
        Subject.TRADE: _("Hvad de laver: beskrivelse, kategorier, produkter"),
        Subject.FIGURES: _("Regnskabstal eller placeringer"),
        Subject.OTHER: _("Noget andet"),
    }
    return str(words[subject])


@bp.get("/virksomhed/<slug>/fejl")
def form(slug: str) -> ResponseReturnValue:
    """Show the form, or thanks when a report was sent."""
    card = find_profile(slug).card
    if request.args.get("sendt"):
        return render_template("public/error_report_sent.html", card=card)
    return _page(card, {})


@bp.post("/virksomhed/<slug>/fejl")
@limited("error_report", "10/day")
@limited("error_report.all", "300/hour", by_everyone)
@keeps_text
def send(slug: str) -> ResponseReturnValue:
    """Take a report; what is answered is the same whatever is known of it already."""
    card = find_profile(slug).card
    text = tidy_text(request.form.get("text", ""))
    typed = request.form.get("mail", "").strip()
    mail = normalise_email(typed[:254]) if typed else ""
    subject = _subject()
    errors = {}
    if subject is None:
        errors["subject"] = _("Vælg, hvad der er galt.")
    if not text:
        errors["text"] = _("Skriv, hvad der er forkert, og hvad der er rigtigt.")
    elif len(text) > MAX_TEXT:
        errors["text"] = _("Teksten er for lang; der er plads til 1.000 tegn.")
    if mail is None:
        errors["mail"] = _("Mailadressen er ikke hel. Skriv den som navn@firma.dk")
    if fault := _fault():
        errors["form"] = fault
    if errors or subject is None or mail is None:
        return _page(card, errors, 422)
    guide = the_guide()
    report_error(
        guide.database,
        card.id,
        subject,
        text,
        mail=mail,
        locale=current_language(),
        now=guide.clock.now(),
    )
    return redirect(url_for("error_reports.form", slug=slug, sendt=1), 303)


def _subject() -> Subject | None:
    chosen = request.values.get("subject", "")
    return Subject(chosen) if chosen in list(Subject) else None


def _fault() -> str:
    match form_fault():
        case None:
            return ""
        case FormFault.MISSING | FormFault.EXPIRED:
            return str(_("Siden har været åben for længe. Alt er bevaret; send igen."))
        case _:
            return str(_("Det gik meget hurtigt. Alt er bevaret; send igen."))


def _page(card: Card, errors: dict[str, str], status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "public/error_report.html",
        card=card,
        errors=errors,
        subjects=[(one.value, subject_word(one)) for one in Subject],
        chosen=_subject(),
        text=request.form.get("text", "")[: 4 * MAX_TEXT],
        mail=request.form.get("mail", "")[:254],
        most=MAX_TEXT,
    )
    return page, status
