"""/tilmeld/bekraeft: a page with a button; following the link alone changes nothing."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from guide.catalogue import links
from guide.catalogue.links import Purpose
from guide.usecases import sign_up
from guide.web.context import the_guide
from guide.web.signup.blueprint import bp


def private(response: Response) -> Response:
    """Keep a page with a secret in its address out of caches, logs of others and indexes."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/bekraeft/<token>")
def confirmation(token: str) -> ResponseReturnValue:
    """Show the button, or that the link no longer works."""
    guide = the_guide()
    with guide.database.reading() as work:
        works = links.find(work, Purpose.CONFIRM, token, guide.clock.now()) is not None
    page = render_template("signup/confirm.html", works=works)
    return private(make_response(page, 200 if works else 410))


@bp.post("/bekraeft/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Use the link up."""
    guide = the_guide()
    found = sign_up.confirm(
        guide.database, token, guide.policy, guide.settings.site_url, guide.clock.now()
    )
    page = render_template("signup/confirmed.html" if found else "signup/confirm.html", works=False)
    return private(make_response(page, 200 if found else 410))
