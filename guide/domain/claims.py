"""Claiming a company by proof: what is proved, by what means, and for how long it counts."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from urllib.parse import urlsplit

ClaimId = NewType("ClaimId", int)
CLAIM_LASTS = timedelta(days=365)
PROVE_WITHIN = timedelta(days=14)
MAIL_WITHIN = timedelta(hours=48)
WELL_KNOWN = "/.well-known/brancheguide.txt"
_MARK = "brancheguide="


class Method(StrEnum):
    """How somebody shows that a company is theirs."""

    MAIL = "mail"
    FILE = "file"
    DNS = "dns"
    HAND = "hand"
    """An editor was convinced in another way; nothing can be looked up."""


class ClaimState(StrEnum):
    """Where a claim is."""

    WAITING = "waiting"
    PROVED = "proved"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class ClaimWorry(StrEnum):
    """Why a claim that waits needs an editor."""

    BY_HAND = "by_hand"
    CONFLICT = "conflict"
    LONG = "long"


def worry_about(
    method: Method, created_at: datetime, now: datetime, *, held_by_another: bool
) -> ClaimWorry | None:
    """Tell why an editor should look: asked to, another holds the company, or no proof comes."""
    if held_by_another:
        return ClaimWorry.CONFLICT
    if method is Method.HAND:
        return ClaimWorry.BY_HAND
    return ClaimWorry.LONG if now - created_at >= MAIL_WITHIN else None


def site_domain(website: str) -> str | None:
    """Return the host of a web site without "www.", in its ASCII form; ``None`` without one."""
    host = (urlsplit(website).hostname or "").removeprefix("www.").rstrip(".")
    if "." not in host:
        return None
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def may_prove_by(mail: str, website: str, known_mail: str) -> bool:
    """Tell whether reading mail at an address proves the company.

    It must be the registered address itself, or lie at exactly the web site's own domain.
    """
    if known_mail and mail.lower() == known_mail.lower():
        return True
    domain = mail.rpartition("@")[2]
    try:
        return domain.encode("idna").decode("ascii").lower() == site_domain(website)
    except UnicodeError:
        return False


def token_line(token: str) -> str:
    """Return the line that must stand in the file or in the TXT record."""
    return f"{_MARK}{token}"


def holds_token(texts: tuple[str, ...], token: str) -> bool:
    """Tell whether one of the lines is the token's own, alone on it."""
    wanted = token_line(token)
    return any(line.strip() == wanted for text in texts for line in text.splitlines())


def is_over(expires_at: datetime | None, now: datetime) -> bool:
    """Tell whether a proof no longer counts."""
    return expires_at is not None and expires_at <= now
