"""Our own files under /static, each address with a hash, so that they may be kept for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent / "static"
A_YEAR = 31_536_000


@cache
def _fingerprint(name: str) -> str:
    path = STATIC / name
    # main.js hands its version on to the modules that it loads
    files = sorted(path.parent.glob("*.js")) if path.suffix == ".js" else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def asset_url(name: str) -> str:
    """Return the address of a file under static/, the same in every language."""
    return f"/static/{name}?v={_fingerprint(name)}"


def setup_assets(app: Flask) -> None:
    """Serve the files in front of the site, cacheable for ever."""
    app.jinja_env.globals["asset_url"] = asset_url
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=STATIC, prefix="static/", max_age=A_YEAR
    )
