"""Forms that change something: who may send them, and how long they were open.

A form's token is signed, holds when the page was made and belongs to one browser, which a cookie
with a random secret tells; only pages with such forms set it. See docs/security.md.
"""

import secrets
from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from guide.web.context import the_guide

FIELD = "form_token"
HONEYPOT = "website_url"
OPEN_SECONDS = 24 * 3600
YOUNG_SECONDS = 3
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
View = TypeVar("View", bound=Callable[..., Any])


class FormFault(StrEnum):
    """Why a form that was sent cannot be trusted as it is."""

    MISSING = "missing"
    EXPIRED = "expired"
    TOO_FAST = "too_fast"
    ROBOT = "robot"


def keeps_text(view: View) -> View:
    """Mark a view that shows what was typed once more when the form's token is stale."""
    view.keeps_text = True  # type: ignore[attr-defined]
    return view


def changes_nothing(view: View) -> View:
    """Mark a view that only answers a question too long for an address: no form, no token."""
    view.changes_nothing = True  # type: ignore[attr-defined]
    return view


def cookie_name(kind: str) -> str:
    """Return a cookie's name: with TLS one that no other host and no plain page can set."""
    secure = the_guide().settings.site_url.startswith("https://")
    return f"__Host-{kind}" if secure else kind


def set_cookie(response: Response, kind: str, value: str, max_age: int | None = None) -> None:
    """Set one of our cookies: never readable by scripts, never sent from other sites' forms."""
    name = cookie_name(kind)
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        secure=name.startswith("__Host-"),
        httponly=True,
        samesite="Lax",
    )


def browser_secret() -> str:
    """Return this browser's own secret, giving it one with this answer when it has none."""
    known = request.cookies.get(cookie_name("guide-form"), "")
    if len(known) >= 32:
        return known
    if not hasattr(g, "new_browser"):
        g.new_browser = secrets.token_urlsafe(32)
    return str(g.new_browser)


def _serializer() -> URLSafeSerializer:
    fallbacks = current_app.config["SECRET_KEY_FALLBACKS"]
    return URLSafeSerializer([*fallbacks, current_app.config["SECRET_KEY"]], salt="form")


def form_token() -> str:
    """Return the token for a form on this page."""
    g.has_form = True
    browser = sha256(browser_secret().encode()).hexdigest()[:32]
    return str(_serializer().dumps([browser, int(the_guide().clock.now().timestamp())]))


def form_fault() -> FormFault | None:
    """Tell what is wrong with the form that was sent, or ``None``."""
    return getattr(g, "form_fault", None)


def _find_fault() -> FormFault | None:
    if request.form.get(HONEYPOT):
        return FormFault.ROBOT
    try:
        browser, made = _serializer().loads(request.form.get(FIELD, ""))
    except (BadSignature, ValueError):
        return FormFault.MISSING
    known = request.cookies.get(cookie_name("guide-form"), "")
    if browser != sha256(known.encode()).hexdigest()[:32]:
        return FormFault.MISSING
    age = the_guide().clock.now().timestamp() - made
    if age > OPEN_SECONDS:
        return FormFault.EXPIRED
    return FormFault.TOO_FAST if age < YOUNG_SECONDS else None


def _from_elsewhere() -> bool:
    """Tell whether another site sent this: browsers say so, and cannot be made to lie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def setup_forms(app: Flask) -> None:
    """Check everything that is sent, and hand forms their token."""
    app.jinja_env.globals["form_token"] = form_token

    @app.before_request
    def check() -> None:
        if request.method in _SAFE or request.endpoint is None:
            return
        view = app.view_functions[request.endpoint]
        if getattr(view, "changes_nothing", False):
            return
        if _from_elsewhere():
            abort(403)
        g.form_fault = _find_fault()
        lenient = getattr(view, "keeps_text", False)
        # only forms that strangers fill in are held to their age
        if g.form_fault not in (None, FormFault.TOO_FAST) and not lenient:
            abort(400)

    @app.after_request
    def remember(response: Response) -> Response:
        if hasattr(g, "new_browser"):
            set_cookie(response, "guide-form", g.new_browser)
        if hasattr(g, "has_form"):
            response.headers["Cache-Control"] = "no-store"
        return response
