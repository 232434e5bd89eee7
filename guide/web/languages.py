"""Danish at the root, English under /en: one set of addresses, the language in front of them."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, g, request
from flask_babel import Babel, refresh

from guide.web.presenters.frame import Language

DANISH, ENGLISH = "da", "en"
_PREFIX = "/en"
_KEY = "brancheguide.language"


class LanguagePrefix:
    """Takes /en off the path, so that every page exists in both languages and links keep theirs."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Move the prefix from the path to the script's name, where url_for picks it up."""
        path = environ.get("PATH_INFO", "")
        if path == _PREFIX or path.startswith(f"{_PREFIX}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + _PREFIX
            environ["PATH_INFO"] = path[len(_PREFIX) :] or "/"
            environ[_KEY] = ENGLISH
        return self._app(environ, start)


def current_language() -> str:
    """Return the language of this request."""
    return str(request.environ.get(_KEY, DANISH))


def speak(language: str) -> None:
    """Answer this request in a language whatever its address says (a box has one address)."""
    if language in (DANISH, ENGLISH):
        request.environ[_KEY] = g.language = language
        refresh()


def language_links() -> tuple[Language, ...]:
    """Return this page's addresses in both languages, without a host."""
    query = request.query_string.decode("ascii", "replace")
    tail = request.path + (f"?{query}" if query else "")
    now = current_language()
    return (
        Language(code=DANISH, label="Dansk", url=tail, current=now == DANISH),
        Language(code=ENGLISH, label="English", url=_PREFIX + tail, current=now == ENGLISH),
    )


def setup_languages(app: Flask) -> None:
    """Choose the language by the address alone: no cookie, no guess, so pages can be cached."""
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign,assignment]
    Babel(
        app,
        locale_selector=lambda: current_language() if request else DANISH,
        timezone_selector=lambda: "Europe/Copenhagen",
        default_locale=DANISH,
    )

    @app.before_request
    def remember() -> None:
        g.language = current_language()

    @app.after_request
    def tell(response: Any) -> Any:
        response.headers.setdefault("Content-Language", current_language())
        return response
