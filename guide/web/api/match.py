"""POST /api/v1/match: which of the guide's companies an article names, and who fits it."""

import json
from typing import Any

from flask import Response, g, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from guide.usecases.match_article import MAX_CHARACTERS, ArticleTooLongError, match_json
from guide.web.context import the_guide
from guide.web.forms import changes_nothing

MAX_BYTES = 1_000_000
"""Room for the longest text with every letter escaped as JSON allows."""


@changes_nothing
def match() -> Response:
    """Answer ``{"mentions": […], "fitting": […]}`` for ``{"text": …}``; nothing is kept."""
    request.max_content_length = MAX_BYTES
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return problem(413, "Teksten er for lang", f"Send højst {MAX_CHARACTERS} tegn.")
    if request.mimetype != "application/json":
        return problem(415, "Indholdet er ikke JSON", "Send Content-Type: application/json.")
    text = _text(body)
    if isinstance(text, Response):
        return text
    try:
        found = the_guide().matcher.match(text)
    except ArticleTooLongError as error:
        return problem(413, "Teksten er for lang", str(error))
    response = jsonify(match_json(found))
    response.headers["Cache-Control"] = "no-store"
    return response


def _text(body: bytes) -> str | Response:
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return problem(400, "Indholdet kan ikke læses", 'Send JSON som {"text": "…"}.')
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        return problem(422, "Feltet text mangler", 'Send JSON som {"text": "…"}.')
    unknown = sorted(content.keys() - {"text"})
    if unknown:
        return problem(422, "Et felt er ukendt", f"Feltet {unknown[0]!r} kendes ikke; send text.")
    return str(content["text"])


def problem(status: int, title: str, detail: str) -> Response:
    """Return an error as RFC 9457 has it, with the request's id."""
    content = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": g.get("request_id"),
    }
    response = jsonify(content)
    response.status_code = status
    response.content_type = "application/problem+json"
    return response
