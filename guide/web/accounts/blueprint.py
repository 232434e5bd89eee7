"""The blueprint that the views of this folder hang on; none of its pages may be kept."""

from flask import Blueprint, Response

bp = Blueprint("accounts", __name__)


@bp.after_request
def keep_private(response: Response) -> Response:
    """No cache keeps a page of a person, no page it leads to learns its address."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
