"""The map of the municipalities for any search."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.maps import pages

bp = Blueprint("maps", __name__)
setup_caching(bp)
pages.add_to(bp)
