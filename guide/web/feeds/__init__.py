"""Following without an account: the differences of any search or company, each told once."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.feeds import pages

bp = Blueprint("feeds", __name__)
setup_caching(bp)
pages.add_to(bp)
