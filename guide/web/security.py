"""Headers that every answer carries; see docs/security.md."""

import secrets

from flask import Flask, Request, Response, g, request
from flask.sessions import NullSession, SessionInterface, SessionMixin
from werkzeug.middleware.proxy_fix import ProxyFix

from guide.config import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; manifest-src 'self'; frame-ancestors {ancestors}"
)


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class NoSessions(SessionInterface):
    """Flask's own signed session is not used: whoever touches it gets an error."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        """Give each request an empty session that cannot be written to."""
        return self.make_null_session(app)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep nothing."""


def csp_nonce() -> str:
    """Return this answer's nonce for its one script block, making it when first asked."""
    if not hasattr(g, "csp_nonce"):
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def allow_own_frame() -> None:
    """Let this answer show one of our own boxes in a frame."""
    g.shows_own_frame = True


def setup_security(app: Flask, settings: Settings) -> None:
    """Trust only the proxies and hosts that are configured, and set the headers."""
    hops = settings.proxy_hops
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.config["TRUSTED_HOSTS"] = _hosts(settings)
    app.config["MAX_CONTENT_LENGTH"] = 6 * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 500_000
    app.config["MAX_FORM_PARTS"] = 200
    app.jinja_env.globals["csp_nonce"] = csp_nonce

    app.session_interface = NoSessions()
    fixed = dict(_HEADERS)
    if settings.hsts:
        fixed["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    framers = " ".join(("'self'", *settings.embed_sites))

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _policy(framers))
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        return response


def _policy(framers: str) -> str:
    nonce = f" 'nonce-{g.csp_nonce}'" if hasattr(g, "csp_nonce") else ""
    ancestors = framers if request.path.startswith("/embed/") else "'none'"
    policy = _POLICY.format(nonce=nonce, ancestors=ancestors)
    return policy + "; frame-src 'self'" if hasattr(g, "shows_own_frame") else policy


def _hosts(settings: Settings) -> list[str]:
    if settings.trusted_hosts:
        return list(settings.trusted_hosts)
    host = settings.site_url.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
    local = ["localhost", "127.0.0.1"] if host in ("localhost", "127.0.0.1") else []
    return sorted({host, *local})
