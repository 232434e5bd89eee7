"""Headers that every answer carries; see docs/security.md."""

import secrets

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from guide.config import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; manifest-src 'self'; frame-ancestors {ancestors}"
)


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

    @app.after_request
    def harden(response: Response) -> Response:
        nonce = f" 'nonce-{g.csp_nonce}'" if hasattr(g, "csp_nonce") else ""
        framed = request.path.startswith("/embed/")
        ancestors = " ".join(("'self'", *settings.embed_sites)) if framed else "'none'"
        policy = _POLICY.format(nonce=nonce, ancestors=ancestors)
        if hasattr(g, "shows_own_frame"):
            policy += "; frame-src 'self'"
        headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        if settings.hsts:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


def _hosts(settings: Settings) -> list[str]:
    if settings.trusted_hosts:
        return list(settings.trusted_hosts)
    host = settings.site_url.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
    local = ["localhost", "127.0.0.1"] if host in ("localhost", "127.0.0.1") else []
    return sorted({host, *local})
