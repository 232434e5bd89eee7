"""Readable addresses made from names: ``Rådgivning A/S`` → ``raadgivning-a-s``."""

import re
import unicodedata
from collections.abc import Callable

_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": " og "}
)
_FORM = re.compile(r"\s+(a/s|aps|i/s|k/s|p/s|ivs|amba|a\.m\.b\.a\.?|smba|fmba)\.?$")


def slugify(name: str) -> str:
    """Return a slug of at most 80 characters, without the legal form; never empty."""
    text = _FORM.sub("", name.strip().casefold()).translate(_DANISH)
    text = text.replace("#", "-sharp").replace("+", "-plus")
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:80].strip("-") or "virksomhed"


def free_slug(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the name's slug, or with the first free number behind it."""
    slug = slugify(name)
    if not is_taken(slug):
        return slug
    number = 2
    while is_taken(f"{slug}-{number}"):
        number += 1
    return f"{slug}-{number}"
