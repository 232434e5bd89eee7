"""Passkeys: what is kept of one, and how long a question and an answer count."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CHALLENGE_LASTS = timedelta(minutes=5)
FRESH = timedelta(minutes=10)
"""How long after its use a passkey may be followed by a change of the passkeys themselves."""
MAX_NAME = 60


class Ceremony(StrEnum):
    """What a challenge was made for; an answer to the one is none to the other."""

    REGISTER = "register"
    USE = "use"


@dataclass(frozen=True, kw_only=True, slots=True)
class Passkey:
    """An authenticator's key for one account; only the public half is ever known here."""

    id: int
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    created_at: datetime
    used_at: datetime | None


def is_fresh(used_at: datetime | None, now: datetime) -> bool:
    """Tell whether a passkey was used in the session short enough ago to change passkeys."""
    return used_at is not None and now - used_at <= FRESH
