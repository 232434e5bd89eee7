"""From a request of the API to its answer: limits, parameters, tags, headers and errors."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from guide.web.api.operations import Operation
from guide.web.api.rates import spend, tell_rates
from guide.web.api.reading import invalid, read_body, read_query
from guide.web.forms import changes_nothing
from guide.web.problems import ProblemError, problem
from guide.web.search_parameters import FaultyValuesError

EXPOSED = "ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"


def setup_answers(bp: Blueprint) -> None:
    """Give every address of the API its limit, its headers and its errors."""
    bp.before_request(spend)

    @bp.errorhandler(ProblemError)
    def told(error: ProblemError) -> Response:
        return problem(error)

    @bp.errorhandler(FaultyValuesError)
    def faulty(error: FaultyValuesError) -> Response:
        return problem(invalid(error.faults))

    @bp.after_request
    def tell(response: Response) -> Response:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            _allow_everyone(response)
        return tell_rates(response)


def add_operation(bp: Blueprint, operation: Operation) -> None:
    """Put an address on the blueprint."""
    view = _view(operation)
    bp.add_url_rule(
        operation.path,
        endpoint=operation.name,
        view_func=view if operation.body is None else changes_nothing(view),
        methods=[operation.method],
    )


def json_response(content: Any, fresh_seconds: int) -> Response:
    """Return JSON with a tag of its bytes, Danish letters as they are; 304 where it is known."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={fresh_seconds}"
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _view(operation: Operation) -> Callable[..., ResponseReturnValue]:
    def view(**parts: str) -> ResponseReturnValue:
        query = read_query(operation.query, request.args)
        given: dict[str, Any] = {"query": query, **parts}
        if operation.body is not None:
            given["body"] = read_body(operation.body)
        answer = operation.function(**given)
        if isinstance(answer, Response):
            return answer
        if operation.body is not None:
            return _unkept(answer.model_dump(mode="json"))
        return json_response(answer.model_dump(mode="json"), operation.fresh_seconds)

    view.__doc__ = operation.summary
    return view


def _unkept(content: Any) -> Response:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _allow_everyone(response: Response) -> None:
    """Let pages of any site read public data; nothing here knows who asks (ASVS 3.4.2)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
