"""Linked data inside a page, safe within a script element."""

import json
from collections.abc import Mapping

from markupsafe import Markup

_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def jsonld(data: Mapping[str, object]) -> Markup:
    """Write JSON in which no text can end the script element or start a comment (ASVS 1.2.3)."""
    return Markup(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S704
