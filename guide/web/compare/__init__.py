"""Companies side by side."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.compare import files, pages

bp = Blueprint("compare", __name__)
setup_caching(bp)
for subject in (pages, files):
    subject.add_to(bp)
