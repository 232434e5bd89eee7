"""A letter to one person: what the guide writes, whatever carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """Plain text to one address; ``key`` makes the Message-ID, so a repetition is recognised."""

    to: str
    subject: str
    text: str
    key: str = ""

    def __post_init__(self) -> None:
        """Refuse line breaks where they would become headers of their own."""
        if any(sign in value for value in (self.to, self.subject, self.key) for sign in "\r\n\0"):
            message = "a mail's address, subject and key have no line breaks"
            raise ValueError(message)

    def payload(self) -> dict[str, Any]:
        """Return the letter as an outbox keeps it."""
        return {"to": self.to, "subject": self.subject, "text": self.text}


def read_letter(payload: Mapping[str, Any], key: str) -> Letter:
    """Return the letter that an outbox kept."""
    return Letter(
        to=str(payload["to"]), subject=str(payload["subject"]), text=str(payload["text"]), key=key
    )
