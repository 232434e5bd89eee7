"""Letters reach a real server or a folder, and never carry headers that somebody typed."""

import socket
import threading
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from guide.domain.letters import Letter
from guide.outside.mail import FolderMailer, MailError, SmtpMailer, compose
from tests.conftest import FixedClock
from tests.smtp_sink import smtp_sink

SENDER = "guide@example.dk"
LETTER = Letter(to="ø@example.dk", subject="Bekræft på dansk", text="Kære Æbleø\nHej", key="7")
PLAIN = Letter(to="a@example.dk", subject="Bekræft på dansk", text="Kære Æbleø\nHej", key="7")


def test_a_letter_arrives_whole(clock: FixedClock) -> None:
    """Danish letters in subject and text, one recipient, a date, marked as automatic."""
    with smtp_sink() as sink:
        SmtpMailer(sink.url, SENDER, clock).send(PLAIN)
    (message,) = sink.messages
    assert (message["To"], message["From"]) == ("a@example.dk", SENDER)
    assert message["Subject"] == "Bekræft på dansk"
    assert message.get_content().splitlines() == ["Kære Æbleø", "Hej"]
    assert message["Auto-Submitted"] == "auto-generated"


def test_every_attempt_has_the_same_message_id(clock: FixedClock) -> None:
    """A receiver that got the letter twice can tell."""
    first = compose(PLAIN, SENDER, clock)["Message-ID"]
    clock.move(hours=3)
    assert compose(PLAIN, SENDER, clock)["Message-ID"] == first


@pytest.mark.parametrize("field", ["to", "subject", "key"])
@pytest.mark.parametrize("sign", ["\r", "\n", "\r\nBcc: x@example.dk"])
def test_a_line_break_never_becomes_a_header(field: str, sign: str) -> None:
    """The letter cannot even be made."""
    parts = {"to": "a@example.dk", "subject": "x", "text": "", "key": "", field: f"a{sign}b"}
    with pytest.raises(ValueError, match="line breaks"):
        Letter(**parts)


@pytest.mark.parametrize(
    ("answer", "lasting"), [("421 busy", False), ("451 later", False), ("550 no such box", True)]
)
def test_a_refused_recipient_is_told_as_passing_or_lasting(
    clock: FixedClock, answer: str, lasting: bool
) -> None:
    """4xx may help later, 5xx will not."""
    with smtp_sink() as sink:
        sink.rcpt_answer = answer
        with pytest.raises(MailError) as told:
            SmtpMailer(sink.url, SENDER, clock).send(PLAIN)
    assert told.value.lasting is lasting


def test_a_refused_text_is_an_error(clock: FixedClock) -> None:
    """The server took the recipient and then not the letter."""
    with smtp_sink() as sink:
        sink.data_answer = "452 disk full"
        with pytest.raises(MailError):
            SmtpMailer(sink.url, SENDER, clock).send(PLAIN)


def test_a_server_that_is_down_is_an_error(clock: FixedClock) -> None:
    """Nobody listens at the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(MailError, match="Refused"):
        SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, clock).send(PLAIN)


@pytest.mark.parametrize("greeting", [b"", b"hello there\r\n", b"554 go away\r\n"])
def test_a_silent_or_strange_server_is_an_error(clock: FixedClock, greeting: bytes) -> None:
    """A stall ends at the timeout; a bad greeting at once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer() -> None:
            connection, _address = listener.accept()
            with connection:
                connection.sendall(greeting)
                connection.settimeout(2)
                connection.recv(100)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(MailError):
            SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, clock, timeout=0.3).send(PLAIN)
        thread.join()


def test_a_password_is_not_sent_in_the_clear(clock: FixedClock) -> None:
    """Only this machine itself may be told a password without TLS."""
    with smtp_sink(host="127.0.0.2") as sink:
        mailer = SmtpMailer(f"smtp://user:secret@127.0.0.2:{sink.port}", SENDER, clock)
        with pytest.raises(MailError, match="no TLS"):
            mailer.send(PLAIN)
    assert sink.messages == []


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.dk"])
def test_a_wrong_address_of_a_server_is_named(clock: FixedClock, url: str) -> None:
    """The setting is told, not a trace from the middle of the night."""
    with pytest.raises(ValueError, match="GUIDE_MAIL_URL"):
        SmtpMailer(url, SENDER, clock)


def test_the_folder_holds_one_file_a_letter(tmp_path: Path, clock: FixedClock) -> None:
    """The same letter again is the same file."""
    mailer = FolderMailer(tmp_path / "mail", SENDER, clock)
    mailer.send(LETTER)
    mailer.send(LETTER)
    (file,) = (tmp_path / "mail").glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == "Bekræft på dansk"
