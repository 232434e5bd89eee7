"""What an index stores of a document, as plain JSON."""

import json
from dataclasses import fields
from typing import Any

from guide.search.port import RevenueState, SearchDocument

_TUPLES = frozenset(field.name for field in fields(SearchDocument) if "tuple" in str(field.type))


def to_json(document: SearchDocument) -> str:
    """Write a document down; what is not told is left out."""
    values = {
        field.name: getattr(document, field.name)
        for field in fields(document)
        if getattr(document, field.name) not in (None, (), "")
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> SearchDocument:
    """Read a document back."""
    values: dict[str, Any] = json.loads(text)
    for name in _TUPLES & values.keys():
        values[name] = tuple(values[name])
    values["revenue_state"] = RevenueState(values["revenue_state"])
    return SearchDocument(**values)
