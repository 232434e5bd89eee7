"""/redaktion/tilmelding: what a company wrote beside what the guide knows, and the decision."""

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import cards, companies, submissions
from guide.catalogue.cards import Card
from guide.catalogue.submissions import Submission
from guide.domain.submissions import SubmissionId
from guide.usecases import decide_submissions
from guide.usecases.decide_submissions import DecisionError
from guide.usecases.find_duplicates import find_duplicates
from guide.web.context import the_guide, today
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import on_to
from guide.web.desk.words import given_reason, reasons
from guide.web.presenters.differences import Piece, word_difference


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A field as it is and as it would be."""

    label: str
    pieces: tuple[Piece, ...]


def _rows(found: Submission, known: Card | None) -> list[Row]:
    said = found.proposal
    pairs = [
        (_("Navn"), known.name if known else "", said.name),
        (_("Kort beskrivelse"), known.description if known else "", said.description),
        (_("Lang beskrivelse"), "", said.long_description),
        (
            _("Kategorier"),
            ", ".join(known.categories) if known else "",
            ", ".join(said.categories),
        ),
        (
            _("Produkter og mærker"),
            ", ".join(known.products) if known else "",
            ", ".join(said.products),
        ),
        (_("Hjemmeside"), (known.website or "") if known else "", said.website or ""),
        (_("Postnummer"), (known.postcode or "") if known else "", said.postcode or ""),
    ]
    return [
        Row(label=str(label), pieces=word_difference(before, after))
        for label, before, after in pairs
        if before or after
    ]


@bp.get("/tilmelding/<int:number>")
def submission(number: int) -> ResponseReturnValue:
    """Show a sign-up."""
    return _page(number)


@bp.post("/tilmelding/<int:number>")
def decide_submission(number: int) -> ResponseReturnValue:
    """Approve or refuse it, or write to the submitter by refusing with a reason."""
    guide, editor = the_guide(), current_editor()
    site = guide.settings.site_url
    key = SubmissionId(number)
    try:
        match request.form.get("action"):
            case "approve":
                decide_submissions.approve(
                    guide.database, key, editor.actor, guide.policy, site, editor.now
                )
            case "refuse":
                decide_submissions.refuse(
                    guide.database, key, editor.actor, given_reason(), site, editor.now
                )
            case _:
                abort(400)
    except DecisionError as error:
        return _page(number, str(error), 422)
    return on_to("desk.queue")


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    guide = the_guide()
    with guide.database.reading() as work:
        found = submissions.find(work, SubmissionId(number))
        if found is None:
            abort(404)
        known = companies.find_by_cvr(work, found.proposal.cvr)
        card = cards.find(work, known.id) if known else None
        said = submissions.messages(work, found.id)
    same = find_duplicates(guide.database, found.proposal.cvr, found.proposal.name, today())
    page = render_template(
        "desk/submission.html",
        submission=found,
        known=card,
        protected=bool(known and known.visibility.advertising_protected),
        rows=_rows(found, card),
        duplicates=[one for one in same if card is None or one.id != card.id],
        messages=said,
        reasons=reasons(),
        reason=request.form.get("reason", ""),
        error=error,
        open=found.decided_at is None,
    )
    return page, status
