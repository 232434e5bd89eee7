"""Accounts: who may do what, and how long a session lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

AccountId = NewType("AccountId", int)
SIGN_IN_LASTS = timedelta(minutes=10)
INVITATION_LASTS = timedelta(days=7)
NEW_MAIL_LASTS = timedelta(hours=24)
KEEP_MAIL_LASTS = timedelta(days=14)
"""How long the old address of an account can take a change of it back."""


class Role(StrEnum):
    """What an account may do beside acting for its companies."""

    COMPANY = "company"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def edits(self) -> bool:
        """Tell whether the role decides for the guide."""
        return self in (Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A person known by a mail address."""

    id: AccountId
    mail: str
    role: Role
    locale: str
    created_at: datetime


def idle_limit(role: Role) -> timedelta:
    """Return how long a session may lie unused (ASVS 7.3.1)."""
    return timedelta(hours=8) if role.edits else timedelta(days=14)


def age_limit(role: Role) -> timedelta:
    """Return how old a session may become (ASVS 7.3.2)."""
    return timedelta(hours=12) if role.edits else timedelta(days=30)


def is_alive(role: Role, created_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Tell whether a session still counts."""
    return now - seen_at < idle_limit(role) and now - created_at < age_limit(role)
