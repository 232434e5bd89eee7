"""/tilmeld/findes: "er det jer?" while a name or number is typed, and as a plain page."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue.cards import Card
from guide.usecases.find_duplicates import find_duplicates
from guide.web.context import the_guide, today
from guide.web.signup.blueprint import bp


def _found() -> list[Card]:
    cvr = request.args.get("cvr", "")[:40]
    name = " ".join(request.args.get("name", "")[:100].split())
    return find_duplicates(the_guide().database, cvr, name, today())


def _profile(card: Card) -> str:
    return f"{request.script_root}/virksomhed/{card.slug}"


@bp.get("/findes.json")
def duplicates_json() -> ResponseReturnValue:
    """Answer with the companies it may be."""
    return jsonify(
        {
            "companies": [
                {
                    "label": card.name,
                    "hint": " · ".join(part for part in (card.town, card.cvr) if part),
                    "url": _profile(card),
                }
                for card in _found()
            ]
        }
    )


@bp.get("/findes")
def duplicates() -> ResponseReturnValue:
    """Show the companies it may be, each with its ways on."""
    found = [
        {
            "name": card.name,
            "town": card.town,
            "cvr": card.cvr,
            "url": _profile(card),
            "edit": url_for("signup.start", cvr=card.cvr) if card.cvr else "",
        }
        for card in _found()
    ]
    return render_template(
        "signup/duplicates.html",
        found=found,
        asked=bool(request.args.get("cvr") or request.args.get("name")),
        cvr=request.args.get("cvr", "")[:40],
        name=request.args.get("name", "")[:100],
    )
