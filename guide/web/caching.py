"""Pages that readers and proxies may keep: an ETag that tells what a page was made of.

The tag covers catalogue, index, language, day and the code itself, so an unchanged page is
answered with 304 before anything is rendered. Nothing here ever sets a cookie.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, make_response, request

from guide.config import Environment
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.shared import shared

PACKAGE = Path(__file__).parents[1]
CONTROL = "public, max-age=0, s-maxage=30, must-revalidate"
_MADE_OF = (".py", ".html", ".mo", ".css", ".js", ".svg", ".json")


@cache
def code_version() -> str:
    """Return a hash of all code, templates, texts and assets of this installation."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in _MADE_OF:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def page_tag() -> str:
    """Return the tag of any page of this request's language, as things are now."""
    guide = the_guide()
    index = guide.reader.status()
    parts = (
        shared().version,
        today().isoformat(),
        f"{index.generation} {index.healthy}",
        current_language(),
        code_version(),
        guide.settings.site_url,
        guide.settings.site_name,
        guide.settings.contact_mail,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def setup_caching(bp: Blueprint) -> None:
    """Answer 304 where nothing changed, and let 200 answers be kept and asked about."""

    @bp.before_request
    def unchanged() -> Response | None:
        if the_guide().settings.env is Environment.DEV or not request.if_none_match:
            return None
        tag = page_tag()
        if not request.if_none_match.contains_weak(tag):
            return None
        response = make_response("", 304)
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = CONTROL
        return response

    @bp.after_request
    def tell(response: Response) -> Response:
        if response.status_code == 200 and request.method in ("GET", "HEAD"):
            response.set_etag(page_tag(), weak=True)
            response.headers.setdefault("Cache-Control", CONTROL)
        return response
