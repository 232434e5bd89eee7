"""What an address of the API is: its path, what it may be asked, what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict


class Query(BaseModel):
    """The parameters of an address; any other is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """The body of an answer; an unknown value is null and never zero."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoQuery(Query):
    """An address without parameters."""


@dataclass(frozen=True, kw_only=True)
class PathParameter:
    """A part of the path that names something."""

    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One address of the API and the function behind it.

    The function gets ``query`` (or ``body`` for a POST) and the parts of the path by name and
    returns an ``answer``, or a finished response such as a redirect. ``path`` is Flask's, below
    ``/api/v1``. ``errors`` are the statuses besides those that any address may answer with.
    """

    name: str
    path: str
    summary: str
    description: str
    function: Callable[..., Any]
    answer: type[BaseModel]
    query: type[BaseModel] = NoQuery
    body: type[BaseModel] | None = None
    parts: tuple[PathParameter, ...] = ()
    errors: tuple[int, ...] = ()
    tag: str = "guide"
    fresh_seconds: int = 60

    @property
    def method(self) -> str:
        """The HTTP method: what has a body is posted."""
        return "GET" if self.body is None else "POST"
