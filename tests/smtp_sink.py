"""A real SMTP server for the tests: it keeps what it gets, and can be told to misbehave."""

import email
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """What was received, and how the server behaves: an answer to RCPT or DATA, or a delay."""

    messages: list[EmailMessage] = field(default_factory=list)
    rcpt_answer: str = ""
    data_answer: str = ""
    delay: float = 0.0
    port: int = 0

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take or refuse a recipient."""
        if self.rcpt_answer:
            return self.rcpt_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Keep the message, or answer as told."""
        if self.delay:
            time.sleep(self.delay)
        if self.data_answer:
            return self.data_answer
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"

    @property
    def url(self) -> str:
        """The address for GUIDE_MAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def smtp_sink(port: int = 0, host: str = "127.0.0.1") -> Iterator[Sink]:
    """Run a server on a free port (or the given one) until the block ends."""
    sink = Sink()
    controller = Controller(sink, hostname=host, port=port or _free_port())
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
