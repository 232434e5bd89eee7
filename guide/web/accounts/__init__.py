"""Signing in by a mailed link, and what a person may do with an account."""

from guide.web.accounts import (
    account,
    checking,
    claiming,
    editing,
    invitations,
    logo,
    mail,
    passkeys,
    signing_in,
    visits,
)
from guide.web.accounts.blueprint import bp

__all__ = [
    "account",
    "bp",
    "checking",
    "claiming",
    "editing",
    "invitations",
    "logo",
    "mail",
    "passkeys",
    "signing_in",
    "visits",
]
