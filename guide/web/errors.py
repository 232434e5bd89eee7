"""Friendly pages for everything that goes wrong, never a trace."""

from typing import cast

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, SecurityError

from guide.catalogue.database import DatabaseUnavailableError
from guide.domain.revisions import IllegalDecisionError
from guide.domain.submissions import IllegalMoveError
from guide.usecases.note_refusal import note_refusal
from guide.web.context import the_guide
from guide.web.problems import is_api, problem_of_status

log = structlog.get_logger()


def _texts(status: int) -> tuple[str, str]:
    known = {
        400: (_("Adressen kunne ikke læses"), _("Prøv at søge efter virksomheden i stedet.")),
        403: (_("Det har du ikke adgang til"), _("Log ind, eller bed om et nyt link.")),
        404: (_("Siden findes ikke"), _("Måske er virksomheden flyttet. Prøv at søge efter den.")),
        405: (_("Det kan siden ikke"), _("Gå tilbage, og prøv igen fra siden.")),
        409: (_("Nogen har ændret det imens"), _("Din tekst er bevaret. Se på begge dele.")),
        410: (_("Siden er slettet"), _("Virksomheden er fjernet fra guiden.")),
        413: (_("Det er for stort"), _("Send noget mindre.")),
        429: (_("Det gik lidt for stærkt"), _("Vent et øjeblik, og prøv igen.")),
        503: (_("Guiden har travlt"), _("Vent et øjeblik, og prøv igen.")),
    }
    fallback = (_("Noget gik galt"), _("Fejlen er skrevet ned. Prøv igen om lidt."))
    return known.get(status, fallback)


def error_page(status: int) -> ResponseReturnValue:
    """Return the page of a status with the request's id, or for programs its problem."""
    if is_api():
        return problem_of_status(status)
    title, advice = _texts(status)
    return (
        render_template(
            "error.html", status=status, title=title, advice=advice, request_id=g.get("request_id")
        ),
        status,
    )


def setup_errors(app: Flask) -> None:
    """Answer every error with a page; write unexpected ones to the log with the request's id."""

    @app.errorhandler(HTTPException)
    def told(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return cast(ResponseReturnValue, error.response)
        if isinstance(error, SecurityError):
            # a host that is not ours: no page of ours can be made for it
            return app.response_class("Ukendt værtsnavn.\n", 400, mimetype="text/plain")
        response = app.make_response(error_page(error.code or 500))
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After", "Location"):
                response.headers[name] = value
        return response

    @app.errorhandler(DatabaseUnavailableError)
    def unavailable(error: DatabaseUnavailableError) -> ResponseReturnValue:
        log.warning("database unavailable", reason=str(error), request_id=g.get("request_id"))
        response = app.make_response(error_page(503))
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(IllegalDecisionError)
    @app.errorhandler(IllegalMoveError)
    def illegal(error: IllegalMoveError | IllegalDecisionError) -> ResponseReturnValue:
        guide = the_guide()
        note_refusal(
            guide.database,
            actor="web",
            action="illegal_move",
            where=request.endpoint or "",
            reason=str(error),
            now=guide.clock.now(),
            request_id=g.get("request_id"),
        )
        return error_page(409)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        log.exception("unexpected error", path=request.path, request_id=g.get("request_id"))
        return error_page(500)
