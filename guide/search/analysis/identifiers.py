"""Numbers and addresses that name one company, recognised before any text search."""

import re
from dataclasses import dataclass
from enum import StrEnum

from guide.domain.cvr_number import is_valid_cvr

_LABEL = re.compile(
    r"^\s*(?:(?:cvr|se|vat|moms|p|cvr-nr|tlf|telefon|tel|mobil)[\s.:\-]*"
    r"(?:nr|nummer|no|number)?[\s.:]*)?(?=[\d+(]|dk[\s.\-]*\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<prefix>dk|\+\s?45|\(\+?45\)|0045)?(?P<digits>[\d\s.\-\u00a0]+)", re.I)
_SIGNS = re.compile(r"[^\d]")
_MAIL = re.compile(r"[^\s@]+@(?P<domain>[^\s@]+\.[^\s@.]+)")
_WEB = re.compile(
    r"(?:https?://)?(?P<host>(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_NOT_DOMAINS = frozenset({"js", "net"})


class IdentifierKind(StrEnum):
    """What a recognised number or address may be."""

    CVR = "cvr"
    P_NUMBER = "p_number"
    PHONE = "phone"
    DOMAIN = "domain"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """A reading of the query: digits alone for numbers, lower case without www for addresses."""

    kind: IdentifierKind
    value: str


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Read a whole query as numbers or addresses, likeliest first; empty when it is words.

    Eight digits may be both a CVR number (if they pass modulus 11) and a phone number; a mail
    address also gives its domain.
    """
    stripped = text.strip()
    if match := _MAIL.fullmatch(stripped):
        domain = _host(match["domain"])
        return _found(IdentifierKind.MAIL, stripped.lower()) + _found(IdentifierKind.DOMAIN, domain)
    if match := _WEB.fullmatch(stripped):
        return _web(stripped, match["host"])
    return _numbers(stripped)


def _numbers(text: str) -> tuple[Identifier, ...]:
    match = _NUMBER.fullmatch(_LABEL.sub("", text))
    if match is None:
        return ()
    digits = _SIGNS.sub("", match["digits"])
    foreign = match["prefix"] is not None and match["prefix"].lower() != "dk"
    if len(digits) == 8 and foreign:
        return _found(IdentifierKind.PHONE, digits)
    if len(digits) == 8:
        cvr = _found(IdentifierKind.CVR, digits) if is_valid_cvr(digits) else ()
        return cvr + _found(IdentifierKind.PHONE, digits)
    if len(digits) == 10 and match["prefix"] is None:
        return _found(IdentifierKind.P_NUMBER, digits)
    return ()


def _web(text: str, host: str) -> tuple[Identifier, ...]:
    plain = "/" not in text and not host.lower().startswith("www.")
    if plain and host.lower().rpartition(".")[2] in _NOT_DOMAINS and host.count(".") == 1:
        return ()
    return _found(IdentifierKind.DOMAIN, _host(host))


def _host(host: str) -> str:
    return host.lower().removeprefix("www.")


def _found(kind: IdentifierKind, value: str) -> tuple[Identifier, ...]:
    return (Identifier(kind=kind, value=value),)
