"""OpenAPI 3.1 from the operations and their models: it cannot say anything but the code."""

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from guide.web.api.answering import json_response
from guide.web.api.operations import Operation
from guide.web.api.reading import is_list
from guide.web.context import the_guide
from guide.web.problems import MEDIA_TYPE, Problem

VERSION = "1.0.0"
"""Raised in the middle when something is added; nothing is ever taken away below /api/v1."""

_REF = "#/components/schemas/{model}"
_ANY = (400, 422, 429, 500, 503)
_TITLES = {
    301: "The company has this address now",
    304: "Unchanged since the tag that was sent",
    400: "There is no such parameter",
    404: "The guide shows nothing here",
    410: "Removed from the guide",
    413: "Too large",
    415: "Not JSON",
    422: "A parameter has a value that cannot be used",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Busy",
}
_RATES = {
    name: {"schema": {"type": "integer", "minimum": 0}, "description": text}
    for name, text in (
        ("RateLimit-Limit", "requests allowed in five minutes"),
        ("RateLimit-Remaining", "requests left"),
        ("RateLimit-Reset", "seconds until all are allowed again"),
    )
}
_TAG = {"ETag": {"schema": {"type": "string"}, "description": "send it in If-None-Match"}}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds to wait"}}


def add_to(bp: Blueprint, operations: tuple[Operation, ...]) -> None:
    """Serve the document beside the operations that it describes."""

    @bp.get("/openapi.json")
    def openapi() -> Response:
        """Tell what the API is."""
        return json_response(document(operations, the_guide().settings.site_url), 300)


def document(operations: Iterable[Operation], site_url: str) -> dict[str, Any]:
    """Return the OpenAPI document of a site at an address."""
    every = tuple(operations)
    models = sorted(
        {m for one in every for m in _models(one)} | {Problem}, key=lambda m: m.__name__
    )
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_REF
    )
    paths: dict[str, dict[str, Any]] = {}
    for one in every:
        paths.setdefault(openapi_path(one), {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": the_guide().settings.site_name,
            "version": VERSION,
            "summary": "The Danish IT business: what companies can do, how big they are, where",
            "description": f"Read {site_url}/api for examples and the rules of protection.",
        },
        "servers": [{"url": f"{site_url}/api/v1"}],
        "paths": paths,
        "components": {"schemas": schemas.get("$defs", {})},
    }


def _models(one: Operation) -> tuple[type[BaseModel], ...]:
    return (one.answer,) if one.body is None else (one.answer, one.body)


def openapi_path(one: Operation) -> str:
    """Return a path as OpenAPI writes it: ``/companies/{company}``."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", one.path)


def _operation(one: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "description": one.description,
        "tags": [one.tag],
        "parameters": [*_parts(one), *_parameters(one.query)],
        "responses": _responses(one),
    }
    if one.body is not None:
        content["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _ref(one.body)}},
        }
    return content


def _parts(one: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": part.name,
            "in": "path",
            "required": True,
            "description": part.description,
            "schema": {"type": "string", "minLength": 1},
        }
        for part in one.parts
    ]


def _parameters(query: type[BaseModel]) -> list[dict[str, Any]]:
    schema = query.model_json_schema()
    needed = schema.get("required", [])
    found = []
    for name, field in query.model_fields.items():
        about = _inlined(schema["properties"][name], schema.get("$defs", {}))
        parameter = {
            "name": name,
            "in": "query",
            "required": name in needed,
            "schema": _without_null(about),
        }
        if field.description:
            parameter["description"] = field.description
        if is_list(field.annotation):
            parameter |= {"style": "form", "explode": True}
        found.append(parameter)
    return found


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Put what is referred to in its place: parameters stand alone."""
    if isinstance(schema, list):
        return [_inlined(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]] | rest, definitions)
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    return {key: _inlined(value, definitions) for key, value in kept.items()}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not told is left out; null cannot be written in an address."""
    kinds: list[dict[str, Any]] = [
        one for one in schema.get("anyOf", []) if one != {"type": "null"}
    ]
    if len(kinds) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    return kinds[0] | rest


def _responses(one: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": {
            "description": (one.answer.__doc__ or one.summary).strip().splitlines()[0],
            "headers": _RATES if one.body is not None else _RATES | _TAG,
            "content": {"application/json": {"schema": _ref(one.answer)}},
        }
    }
    statuses = {*one.errors, *_ANY, *((304,) if one.body is None else (413, 415))}
    for status in sorted(statuses):
        responses[str(status)] = _other(status)
    return responses


def _other(status: int) -> dict[str, Any]:
    content: dict[str, Any] = {"description": _TITLES[status], "headers": dict(_RATES)}
    if status == 301:
        content["headers"]["Location"] = {"schema": {"type": "string"}}
    if status in (429, 503):
        content["headers"] = _RETRY
    if status >= 400:
        content["content"] = {MEDIA_TYPE: {"schema": _ref(Problem)}}
    return content


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}
