"""The blueprint of the desk: every page asks who it is, none may be kept or found."""

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from guide.domain.accounts import Role
from guide.domain.revisions import IllegalDecisionError
from guide.usecases.note_refusal import note_refusal
from guide.web.accounts.present import present
from guide.web.context import the_guide
from guide.web.desk.access import current_editor, require_desk
from guide.web.errors import error_page

bp = Blueprint("desk", __name__, url_prefix="/redaktion")


@bp.before_request
def guard() -> None:
    """Let editors in and nobody else."""
    require_desk()


@bp.context_processor
def powers() -> dict[str, bool]:
    """Tell templates whether to show the ways that only admins may go."""
    found = present()
    return {"is_admin": found is not None and found[0].role is Role.ADMIN}


@bp.after_request
def keep_private(response: Response) -> Response:
    """No cache keeps the desk, no page it leads to learns its address."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.errorhandler(IllegalDecisionError)
def already_decided(error: IllegalDecisionError) -> ResponseReturnValue:
    """Tell that somebody was first, and log that it was tried."""
    guide = the_guide()
    note_refusal(
        guide.database,
        actor=current_editor().actor,
        action="illegal_decision",
        where=request.endpoint or "",
        reason=str(error),
        now=guide.clock.now(),
        request_id=g.get("request_id"),
    )
    return error_page(409)
