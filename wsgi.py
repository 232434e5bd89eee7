"""The site for a WSGI server: ``gunicorn wsgi:app``."""

from guide.bootstrap import build
from guide.config import load_settings, require_secret
from guide.web import create_app

settings = load_settings()
require_secret(settings)
app = create_app(build(settings))
