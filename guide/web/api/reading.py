"""Read what an address was asked, strictly: nothing is passed over in silence."""

from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, get_origin

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from guide.web.problems import Fault, ProblemError

M = TypeVar("M", bound=BaseModel)
MAX_BODY = 1_000_000
"""Bytes of a body: room for the longest text with every letter escaped as JSON allows."""

_UNREADABLE = ("\x00", "\ufffd")


def read_query(model: type[M], arguments: MultiDict[str, str]) -> M:
    """Read parameters; raise ``ProblemError`` that names each unknown or wrong one."""
    unknown = [name for name in arguments if name not in model.model_fields]
    if unknown:
        raise _unknown(unknown, list(model.model_fields))
    values = {
        name: arguments.getlist(name) if is_list(field.annotation) else arguments[name]
        for name, field in model.model_fields.items()
        if name in arguments
    }
    faults = [
        Fault(name=name, problem="holds bytes that are not UTF-8 text")
        for name in values
        if any(sign in value for value in arguments.getlist(name) for sign in _UNREADABLE)
    ]
    if faults:
        raise invalid(faults)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise invalid(_faults(error)) from error


def read_body(model: type[M]) -> M:
    """Read a JSON body; raise ``ProblemError`` when it is no JSON or not of this shape."""
    request.max_content_length = MAX_BODY
    content = request.get_data(cache=False)
    if request.mimetype != "application/json":
        raise ProblemError(
            status=415, kind="unsupported-media-type", title="Unsupported Media Type"
        )
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "json_invalid":
            raise ProblemError(
                status=400,
                kind="invalid-json",
                title="The body is not JSON",
                detail=error.errors(include_url=False)[0]["msg"],
            ) from error
        raise invalid(_faults(error)) from error


def invalid(faults: list[Fault] | tuple[Fault, ...]) -> ProblemError:
    """Return the error of parameters that are known but have an impossible value."""
    names = ", ".join(dict.fromkeys(fault.name for fault in faults))
    return ProblemError(
        status=422,
        kind="invalid-parameter",
        title="A parameter has a value that cannot be used",
        detail=f"Change {names}; each is told below.",
        parameters=tuple(faults),
    )


def is_list(annotation: Any) -> bool:
    """Tell whether a parameter may be repeated."""
    return get_origin(annotation) in (tuple, list) and not isinstance(annotation, UnionType)


def _unknown(names: list[str], known: list[str]) -> ProblemError:
    faults = tuple(
        Fault(
            name=name[:100],
            problem="there is no such parameter",
            allowed=get_close_matches(name, known, n=3) or known,
        )
        for name in names
    )
    return ProblemError(
        status=400,
        kind="unknown-parameter",
        title="There is no such parameter",
        detail=f"Leave out {', '.join(fault.name for fault in faults)}, or use a name of the list.",
        parameters=faults,
    )


def _faults(error: ValidationError) -> list[Fault]:
    return [
        Fault(
            name=".".join(str(part) for part in fault["loc"]) or "body",
            problem=fault["msg"],
        )
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    ]
