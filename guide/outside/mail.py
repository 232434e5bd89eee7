"""Sending mail: by a server, or into a folder where a newcomer can read it."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from guide.domain.letters import Letter
from guide.outside.clock import Clock

TIMEOUT_SECONDS = 30.0
_WIDE = SMTP.clone(max_line_length=900)
"""An address in a header must not be folded: it would be encoded, and no program could read it."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MailError(Exception):
    """The letter was not taken; ``lasting`` means that trying again will not help."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class Mailer(Protocol):
    """Something that takes letters."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; raise ``MailError`` when it was not taken."""
        ...


def compose(letter: Letter, sender: str, clock: Clock) -> EmailMessage:
    """Return the message: UTF-8 text, and a Message-ID that is the same at every attempt."""
    message = EmailMessage(policy=_WIDE if letter.stop_url else SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    digest = sha256(f"{letter.key}\n{letter.to}\n{letter.subject}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop_url:
        message["List-Unsubscribe"] = f"<{letter.stop_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    return message


class FolderMailer:
    """Writes each letter as an .eml file; the same letter again is the same file."""

    def __init__(self, folder: Path, sender: str, clock: Clock) -> None:
        self._folder, self._sender, self._clock = folder, sender, clock

    def send(self, letter: Letter) -> None:
        """Write the letter."""
        message = compose(letter, self._sender, self._clock)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0][:12]
        path = self._folder / f"{int(letter.key):08d}-{name}.eml" if letter.key.isdigit() else None
        path = path or self._folder / f"{name}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(message.as_bytes())
        except OSError as error:
            raise MailError(str(error)) from error


class SmtpMailer:
    """Sends by ``smtp://user:password@host:port`` (TLS when offered) or ``smtps://``.

    Certificates are always verified. A password is only sent over TLS or to this machine.
    """

    def __init__(
        self, url: str, sender: str, clock: Clock, *, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            message = f"GUIDE_MAIL_URL must be smtp://host:port or smtps://host:port, not {url!r}"
            raise ValueError(message)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._tls else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender, self._clock, self._timeout = sender, clock, timeout

    def send(self, letter: Letter) -> None:
        """Hand the letter over in a connection of its own."""
        message = compose(letter, self._sender, self._clock)
        try:
            with self._connect() as server:
                self._greet(server)
                server.send_message(message, self._sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise MailError(f"{code} {text!r}", lasting=code >= 500) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(f"{type(error).__name__}: {error}") from error

    def _connect(self) -> smtplib.SMTP:
        if self._tls:
            return smtplib.SMTP_SSL(
                self._host,
                self._port,
                timeout=self._timeout,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        secure = self._tls
        if not secure and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            secure = True
        if self._user:
            if not secure and self._host not in _LOOPBACK:
                message = "the mail server offers no TLS; the password is not sent"
                raise MailError(message)
            server.login(self._user, self._password)


def make_mailer(url: str, folder: Path, sender: str, clock: Clock) -> Mailer:
    """Return the mailer that the settings ask for: a server, or without one a folder."""
    return SmtpMailer(url, sender, clock) if url else FolderMailer(folder, sender, clock)
