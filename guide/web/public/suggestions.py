"""/forslag: what may be meant while it is being typed."""

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.search.port import IndexUnavailableError, Suggestion, SuggestionKind
from guide.web.context import the_guide
from guide.web.shared import Shared, shared

LONGEST = 100


def suggestions() -> ResponseReturnValue:
    """Answer suggestions as labels with a hint and an address; none while the index is down."""
    known = shared()
    try:
        found = the_guide().reader.suggest(request.args.get("q", "")[:LONGEST])
    except IndexUnavailableError:
        found = ()
    shown = [_shown(suggestion, known) for suggestion in found]
    return jsonify({"suggestions": [each for each in shown if each]})


def _shown(suggestion: Suggestion, known: Shared) -> dict[str, str] | None:
    target = suggestion.target
    match suggestion.kind:
        case SuggestionKind.COMPANY:
            url = url_for("public.profile", slug=target)
        case SuggestionKind.CATEGORY:
            if target not in known.tree:
                return None
            url = url_for("public.category", slug=target)
        case SuggestionKind.PLACE:
            place = known.places.municipalities.get(target)
            if place is None:
                return None
            url = url_for("public.municipality", slug=place.slug)
        case SuggestionKind.CORRECTION:
            url = url_for("public.search", q=target)
    return {"label": suggestion.text, "hint": suggestion.detail or _hint(suggestion), "url": url}


def _hint(suggestion: Suggestion) -> str:
    return {
        SuggestionKind.COMPANY: "",
        SuggestionKind.CATEGORY: str(_("kategori")),
        SuggestionKind.PLACE: str(_("sted")),
        SuggestionKind.CORRECTION: str(_("mente du?")),
    }[suggestion.kind]


def add_to(bp: Blueprint) -> None:
    """Put the answer on the blueprint."""
    bp.add_url_rule("/forslag", view_func=suggestions)
