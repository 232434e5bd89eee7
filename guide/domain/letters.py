"""A letter to one person: what the guide writes, whatever carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """Plain text to one address; ``key`` makes the Message-ID, so a repetition is recognised.

    ``stop_url`` is where one POST stops letters of this kind (RFC 8058); empty where there is none.
    """

    to: str
    subject: str
    text: str
    key: str = ""
    stop_url: str = ""

    def __post_init__(self) -> None:
        """Refuse line breaks where they would become headers of their own."""
        if any(
            sign in value
            for value in (self.to, self.subject, self.key, self.stop_url)
            for sign in "\r\n\0"
        ):
            message = "a mail's address, subject and key have no line breaks"
            raise ValueError(message)

    def payload(self) -> dict[str, Any]:
        """Return the letter as an outbox keeps it."""
        payload = {"to": self.to, "subject": self.subject, "text": self.text}
        return payload | ({"stop_url": self.stop_url} if self.stop_url else {})


def read_letter(payload: Mapping[str, Any], key: str) -> Letter:
    """Return the letter that an outbox kept."""
    return Letter(
        to=str(payload["to"]),
        subject=str(payload["subject"]),
        text=str(payload["text"]),
        key=key,
        stop_url=str(payload.get("stop_url", "")),
    )
