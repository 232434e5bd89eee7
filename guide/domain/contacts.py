"""Phone numbers, mail and web addresses brought to one form; what cannot be one is None."""

import re
from urllib.parse import urlsplit, urlunsplit

_PHONE_NOISE = re.compile(r"[\s().\-/\u00a0\u202f]+")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_MAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@([^\s@]{1,253})")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_TOP_LEVEL = re.compile(r"(?!\d+$)[a-z0-9-]{2,63}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*://", re.IGNORECASE)
_DANISH_DIGITS = 8
_GREENLANDIC_DIGITS = 6


def normalise_phone(text: str) -> str | None:
    """Return E.164 (``+4512345678``): 8 digits are Danish, 6 Greenlandic; zeros alone are none."""
    bare = _PHONE_NOISE.sub("", text)
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    if not bare.startswith("+"):
        if bare.isascii() and bare.isdigit() and len(bare) == _DANISH_DIGITS:
            bare = f"+45{bare}"
        elif bare.isascii() and bare.isdigit() and len(bare) == _GREENLANDIC_DIGITS:
            bare = f"+299{bare}"
    if _E164.fullmatch(bare) is None or not _subscriber(bare).strip("0"):
        return None
    if bare.startswith("+45") and len(bare) != len("+45") + _DANISH_DIGITS:
        return None
    return bare


def display_phone(number: str) -> str:
    """Show a Danish number as ``12 34 56 78``, a Greenlandic one with its country code in front."""
    subscriber = _subscriber(number)
    if number.startswith("+45"):
        return _in_pairs(subscriber)
    if number.startswith("+299"):
        return f"+299 {_in_pairs(subscriber)}"
    return number


def normalise_email(text: str) -> str | None:
    """Trim and lower the domain; the local part keeps its case."""
    bare = text.strip().removeprefix("mailto:")
    match = _MAIL.fullmatch(bare)
    if match is None or _host(match[1]) is None:
        return None
    local, _, domain = bare.rpartition("@")
    return f"{local}@{domain.lower()}"


def normalise_website(text: str) -> str | None:
    """Return ``https://`` and the host in lower case with its path; never user names or ports."""
    bare = text.strip()
    if "@" in bare or any(char.isspace() for char in bare):
        return None
    if _SCHEME.match(bare) is None:
        bare = f"https://{bare.removeprefix('//')}"
    try:
        parts = urlsplit(bare)
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.hostname or "")
    if parts.scheme.lower() not in ("http", "https") or host is None or port not in (None, 80, 443):
        return None
    path = "" if parts.path == "/" else parts.path
    return urlunsplit(("https", host, path, parts.query, ""))


def _host(text: str) -> str | None:
    host = text.lower().rstrip(".")
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = ascii_host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return host if _TOP_LEVEL.fullmatch(labels[-1]) else None


def _subscriber(number: str) -> str:
    return number.removeprefix("+45").removeprefix("+299").removeprefix("+")


def _in_pairs(digits: str) -> str:
    return " ".join(digits[i : i + 2] for i in range(0, len(digits), 2))
