"""What every reader sees: front page, search, profiles, lists, and how the guide works."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.public import (
    about,
    categories,
    changes,
    crawlers,
    downloads,
    exports,
    front,
    letters,
    list_page,
    places,
    profile,
    search,
    sizes,
    suggestions,
)
from guide.web.public.error_reports import bp as errors_bp
from guide.web.public.logos import bp as logos_bp

__all__ = ["bp", "errors_bp", "logos_bp"]

bp = Blueprint("public", __name__)
setup_caching(bp)

for subject in (
    front,
    search,
    suggestions,
    profile,
    changes,
    downloads,
    exports,
    categories,
    places,
    sizes,
    letters,
    list_page,
    about,
    crawlers,
):
    subject.add_to(bp)
