"""What happens in the trade: coming events, each on a page of its own, and the archive."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.events import lists, pages

bp = Blueprint("events", __name__)
setup_caching(bp)
for subject in (lists, pages):
    subject.add_to(bp)
