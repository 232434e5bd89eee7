"""The register's plain values: dates, times, numbers and texts, or a clear refusal.

Source of the shapes: the register's documents of 2017–2026 (Elasticsearch ``Vrvirksomhed``).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from guide.domain.danish_time import COPENHAGEN
from guide.domain.employment import Band

Json = dict[str, Any]

_UNKNOWN_STARTS = frozenset({"1900-01-01", "1901-01-01"})
_BAND = re.compile(r"ANTAL_(\d{1,9})_(\d{0,9})")
_OPEN_END = 99999
_DIGITS = 19
_LARGEST = 2**63 - 1
_KINDS = (
    (bool, "sandt eller falsk"),
    (str, "tekst"),
    (int | float, "et tal"),
    (list, "en liste"),
    (dict, "et objekt"),
)


class DocumentError(ValueError):
    """A document is not shaped as the register's; the text says where and how."""


def wrong(path: str, wanted: str, value: object) -> DocumentError:
    """Build the refusal of a value of the wrong type, without quoting its content."""
    got = next((word for kind, word in _KINDS if isinstance(value, kind)), "noget andet")
    return DocumentError(f"{path}: ventede {wanted}, fik {got}")


def rows(source: Json, key: str) -> Iterator[Json]:
    """Yield the rows of a list; a missing or null list has none."""
    value = source.get(key)
    if value is None:
        return
    if not isinstance(value, list):
        raise wrong(key, "en liste", value)
    for row in value:
        if not isinstance(row, dict):
            raise wrong(key, "rækker", row)
        yield row


def text(row: Json, key: str) -> str:
    """Read a text, trimmed; null and missing are empty, a number is written out."""
    value = row.get(key)
    if isinstance(value, str):
        return value.strip() if value.isprintable() else _printable(value)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise wrong(key, "tekst", value)


def _printable(value: str) -> str:
    """Drop what no database takes: control characters and halves of surrogate pairs."""
    kept = (
        " " if char.isspace() else char
        for char in value
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def integer(row: Json, key: str) -> int | None:
    """Read a whole number, also when written as text; a negative one is unknown."""
    value = row.get(key)
    if value is None or (value.__class__ is int and 0 <= value <= _LARGEST):
        return value
    if isinstance(value, str) and len(value) < _DIGITS and value.strip().isdecimal():
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value > _LARGEST:
        raise wrong(key, "et helt tal", value)
    return value if value >= 0 else None


def decimal(row: Json, key: str) -> float | None:
    """Read a number that may have decimals (årsværk); a negative one is unknown."""
    value = row.get(key)
    if value is None:
        return None
    if value.__class__ is int and 0 <= value <= _LARGEST:
        return float(value)
    if isinstance(value, str):
        try:
            value = float(value.replace(",", "."))
        except ValueError:
            raise wrong(key, "et tal", value) from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise wrong(key, "et tal", value)
    return float(value) if value >= 0 else None


def flag(row: Json, key: str) -> bool | None:
    """Read true or false; missing and null say nothing."""
    value = row.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise wrong(key, "sandt eller falsk", value)


def day(value: object) -> date | None:
    """Read ``YYYY-MM-DD``; null and the register's marks for an unknown start are None."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong("dato", "tekst", value)
    return _day(value)


@lru_cache(maxsize=8192)
def _day(value: str) -> date | None:
    if not value or value in _UNKNOWN_STARTS:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise DocumentError(f"dato: {value[:40]!r} er ikke en dato") from None


def moment(value: object) -> datetime | None:
    """Read a time with its zone; without one it is Danish time."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise wrong("tidspunkt", "tekst", value)
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise DocumentError(f"tidspunkt: {value[:40]!r} er ikke et tidspunkt") from None
    return read if read.tzinfo else read.replace(tzinfo=COPENHAGEN)


def band(value: object) -> Band | None:
    """Read ``ANTAL_20_49``; an upper end of 99,999 and more, or none, is open."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong("interval", "tekst", value)
    return _band(value)


@lru_cache(maxsize=1024)
def _band(value: str) -> Band | None:
    match = _BAND.fullmatch(value)
    if match is None:
        return None
    high = int(match[2]) if match[2] else None
    return Band(low=int(match[1]), high=None if high is None or high >= _OPEN_END else high)
