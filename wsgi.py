"""The site for a WSGI server: ``gunicorn wsgi:app``."""

import atexit
import threading

from guide.bootstrap import build
from guide.config import load_settings, require_secret
from guide.web import create_app

settings = load_settings()
require_secret(settings)
guide = build(settings)
atexit.register(guide.close)
guide.follow_index(threading.Event())
app = create_app(guide)
