"""Errors of the API as problem+json (RFC 9457): what went wrong, where, and what to do next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, g, request
from pydantic import BaseModel, Field

from guide.web.context import the_guide

API_PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
_NEXT = {
    400: "Read /api for how this address is asked.",
    404: "Nothing is published here. Find companies with /api/v1/search.",
    405: "The Allow header names the methods of this address.",
    410: "The company was removed from the guide and will not come back under this address.",
    413: "Send less at a time.",
    415: "Send JSON with Content-Type: application/json.",
    429: "Wait as many seconds as Retry-After says.",
    503: "Wait as many seconds as Retry-After says, and ask again.",
}
_ELSE = "The error was written down under the request's id. Ask again in a moment."


class Fault(BaseModel):
    """One parameter that is wrong; ``allowed`` are near or possible values or names."""

    name: str = Field(description="the parameter, or the field of the body")
    problem: str = Field(description="what is wrong with it")
    allowed: list[str] = Field(default_factory=list, description="what may stand instead")


class Problem(BaseModel):
    """An error as RFC 9457 has it; ``parameters`` is there when parameters are at fault."""

    type: str = Field(description="address that explains this kind of error")
    title: str = Field(description="the kind of error, always the same words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what to do next")
    request_id: str = Field(description="name this when you write to the editors")
    parameters: list[Fault] | None = Field(None, description="the parameters at fault")


@dataclass(kw_only=True, eq=False)
class ProblemError(Exception):
    """Ends a request of the API with a problem."""

    status: int
    kind: str
    title: str
    detail: str = ""
    parameters: tuple[Fault, ...] = ()


def is_api() -> bool:
    """Tell whether the present request expects problems instead of pages."""
    return request.path.startswith(API_PREFIX)


def problem_of_status(status: int) -> Response:
    """Return the problem of a plain status."""
    return problem(
        ProblemError(
            status=status,
            kind=HTTPStatus(status).phrase.lower().replace(" ", "-"),
            title=HTTPStatus(status).phrase,
        )
    )


def problem(error: ProblemError, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as an answer that is never kept."""
    content = Problem(
        type=f"{the_guide().settings.site_url}/api#{error.kind}",
        title=error.title,
        status=error.status,
        detail=error.detail or _NEXT.get(error.status, _ELSE),
        request_id=str(g.get("request_id", "")),
        parameters=list(error.parameters) or None,
    )
    text = json.dumps(content.model_dump(exclude_none=True), ensure_ascii=False)
    response = Response(text, status=error.status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response
