"""After a decision: tell that it is done, and offer to take it back."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from guide.web.row_numbers import row_number


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What a page that follows a decision tells; ``undo`` are the revisions to take back."""

    told: bool
    undo: tuple[int, ...]


def done() -> Done:
    """Return what the address says was just done."""
    numbers = tuple(read_numbers(request.args.get("fortryd", "")))
    return Done(told=bool(request.args.get("gjort")), undo=numbers)


def read_numbers(text: str) -> list[int]:
    """Return the row numbers in a list parted by commas."""
    numbers = (row_number(part) for part in text[:1000].split(",")[:50])
    return [number for number in numbers if number is not None]


def on_to(endpoint: str, *undo: int, **values: Any) -> ResponseReturnValue:
    """Lead to a page that tells it is done and offers to take these revisions back."""
    numbers = ",".join(map(str, undo)) or None
    return redirect(url_for(endpoint, gjort=1, fortryd=numbers, **values), 303)
