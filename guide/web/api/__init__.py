"""For programs: /api/v1, its answers in JSON, its errors as problem+json."""

from flask import Blueprint

from guide.web.api.match import match

bp = Blueprint("api", __name__, url_prefix="/api/v1")
bp.add_url_rule("/match", view_func=match, methods=["POST"])
