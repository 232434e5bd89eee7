"""Rankings as pages: /top100, /top100/<year>, /top100/<year>/<category> and /vaekst."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.rankings import lists

bp = Blueprint("rankings", __name__)
setup_caching(bp)
lists.add_to(bp)
