"""On the paper's own pages: the box, the script that sizes it, oEmbed, and the page to build it."""

from flask import Blueprint, request

from guide.web.caching import setup_caching
from guide.web.embed import box, builder, oembed
from guide.web.languages import speak

bp = Blueprint("embed", __name__)


@bp.before_request
def choose_language() -> None:
    """Let ``lang`` decide for a box, before its tag is compared."""
    if request.path.startswith("/embed/"):
        speak(request.args.get("lang", ""))


setup_caching(bp)
for subject in (box, builder, oembed):
    subject.add_to(bp)
