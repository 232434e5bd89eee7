"""Legal forms (virksomhedsformer): the register's codes, and what a name itself tells."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalForm:
    """A form as the register counts it: code, short and long Danish name."""

    code: str
    short: str
    long: str


_NAME_ENDINGS = (
    (re.compile(r"(?<![\w/])(a/s|aktieselskab)\.?$", re.IGNORECASE), "60"),
    (re.compile(r"(?<![\w/])(aps|anpartsselskab)\.?$", re.IGNORECASE), "80"),
    (re.compile(r"(?<![\w/])ivs\.?$", re.IGNORECASE), "81"),
    (re.compile(r"(?<![\w/])i/s\.?$", re.IGNORECASE), "30"),
    (re.compile(r"(?<![\w/])k/s\.?$", re.IGNORECASE), "40"),
    (re.compile(r"(?<![\w/])p/s\.?$", re.IGNORECASE), "70"),
    (re.compile(r"(?<![\w/])a\.?m\.?b\.?a\.?$", re.IGNORECASE), "140"),
    (re.compile(r"(?<![\w/])s\.?m\.?b\.?a\.?$", re.IGNORECASE), "151"),
    (re.compile(r"(?<![\w/])f\.?m\.?b\.?a\.?$", re.IGNORECASE), "152"),
    (re.compile(r"\b(fil\.?|filial) af .+$", re.IGNORECASE), "170"),
)


def form_code_in_name(name: str) -> str | None:
    """Return the form's code that a name carries at its end ("… A/S" → "60"), else ``None``."""
    for pattern, code in _NAME_ENDINGS:
        if pattern.search(name.strip()):
            return code
    return None
