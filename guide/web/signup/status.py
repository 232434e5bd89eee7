"""/tilmeld/status: where a sign-up is, what happens next, why it was refused, and a reply."""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import companies, links, submissions
from guide.catalogue.links import Purpose
from guide.catalogue.submissions import Message, Submission
from guide.domain.submissions import SubmissionId, SubmissionState
from guide.domain.texts import tidy_text
from guide.usecases import sign_up
from guide.web.context import the_guide
from guide.web.signup.blueprint import bp
from guide.web.signup.confirming import private

MAX_REPLY = 2000


def state_words(state: SubmissionState) -> tuple[str, str]:
    """Return a state in plain words and what happens next."""
    words = {
        SubmissionState.DRAFT: (_("Kladde"), _("I har ikke sendt den endnu.")),
        SubmissionState.UNCONFIRMED: (
            _("Venter på jeres bekræftelse"),
            _("Tryk på linket i mailen, vi har sendt."),
        ),
        SubmissionState.PENDING: (
            _("Bliver læst af redaktionen"),
            _("I får en mail, når en redaktør har afgjort den."),
        ),
        SubmissionState.APPROVED: (_("Optaget"), _("I kan findes i guiden.")),
        SubmissionState.REFUSED: (
            _("Ikke optaget"),
            _("Svar herunder, hvis I vil have den læst igen."),
        ),
        SubmissionState.WITHDRAWN: (_("Trukket tilbage"), _("Der sker ikke mere.")),
    }
    return words[state]


def _find(token: str) -> tuple[Submission, list[Message], str | None]:
    guide = the_guide()
    with guide.database.reading() as work:
        link = links.find(work, Purpose.STATUS, token, guide.clock.now())
        found = link and submissions.find(work, SubmissionId(int(link.subject)))
        if not found:
            abort(404)
        said = submissions.messages(work, found.id)
        company = companies.find(work, found.company_id) if found.company_id else None
    return found, said, company.slug if company else None


def _page(token: str, error: str = "", text: str = "", status: int = 200) -> ResponseReturnValue:
    found, said, slug = _find(token)
    heading, next_step = state_words(found.state)
    page = render_template(
        "signup/status.html",
        submission=found,
        heading=heading,
        next_step=next_step,
        messages=said,
        profile=f"{request.script_root}/virksomhed/{slug}" if slug else "",
        may_withdraw=found.state in (SubmissionState.PENDING, SubmissionState.REFUSED),
        token=token,
        error=error,
        text=text,
        said=request.args.get("skrevet"),
    )
    return private(make_response(page, status))


@bp.get("/status/<token>")
def status(token: str) -> ResponseReturnValue:
    """Show where the sign-up is."""
    return _page(token)


@bp.post("/status/<token>")
def reply(token: str) -> ResponseReturnValue:
    """Take a reply to the editors, or take the sign-up back."""
    guide = the_guide()
    found, _said, _slug = _find(token)
    if request.form.get("action") == "withdraw":
        sign_up.withdraw(guide.database, found, guide.clock.now())
        return redirect(url_for("signup.status", token=token), 303)
    text = tidy_text(request.form.get("text", ""))
    if not text:
        return _page(token, error=_("Skriv noget, før I sender."), status=422)
    if len(text) > MAX_REPLY:
        error = _("Svaret er for langt; der er plads til %(most)s tegn.", most=MAX_REPLY)
        return _page(token, error=error, text=text, status=422)
    sign_up.reply(guide.database, found, text, guide.clock.now())
    return redirect(url_for("signup.status", token=token, skrevet=1), 303)
