"""/api: how programs ask the guide, with examples that are run as tests."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from guide.web.api.examples import CURL, PYTHON, SITE
from guide.web.api.operations import Operation
from guide.web.caching import setup_caching
from guide.web.context import the_guide


def page(operations: tuple[Operation, ...]) -> Blueprint:
    """Return the page about these addresses, for people."""
    bp = Blueprint("programs", __name__)
    setup_caching(bp)

    @bp.get("/api")
    def about() -> ResponseReturnValue:
        """Tell how programs ask."""
        site = the_guide().settings.site_url
        return render_template(
            "public/api.html",
            operations=operations,
            curls=tuple((title, line.replace(SITE, site)) for title, line in CURL),
            python=PYTHON.replace(SITE, site),
        )

    return bp
