"""/logo/<mark>.<form>: a company's logo as we drew it anew, and nothing that could run."""

from flask import Blueprint, Response, abort

from guide.outside.pictures import FORMS, TYPES
from guide.usecases.show_logo import find_logo
from guide.web.accounts.present import present
from guide.web.context import the_guide

bp = Blueprint("logos", __name__)
PUBLIC = "public, max-age=604800, s-maxage=3600"
"""A week: the address changes with the picture, but an erased one must not live for a year."""


@bp.get("/logo/<mark>.<any('square.webp', 'square.png', 'wide.webp', 'wide.png'):form>")
def logo(mark: str, form: str) -> Response:
    """Send an accepted logo to everyone, and one that waits to editors alone."""
    guide = the_guide()
    found, kept = find_logo(guide.database, guide.logos, mark, form, guide.policy), PUBLIC
    if found is None:
        who = present()
        if who is None or not who[0].role.edits:
            abort(404)
        found, kept = guide.logos.find_anywhere(mark, form), "no-store"
    if found is None or form not in FORMS:
        abort(404)
    response = Response(found, content_type=TYPES[form.rpartition(".")[2]])
    response.headers["Cache-Control"] = kept
    response.headers["Content-Disposition"] = f'inline; filename="logo.{form}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
