"""Nothing is lost when mail cannot go out; it goes later, once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from guide.catalogue import outbox
from guide.catalogue.database import Database
from guide.domain.letters import Letter
from guide.outside.mail import SmtpMailer
from guide.usecases.deliver_mail import drain_mail_jobs
from tests.conftest import FixedClock
from tests.smtp_sink import Sink, smtp_sink

LETTER = Letter(to="a@example.dk", subject="Bekræft", text="https://guide/link")


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A real SMTP server."""
    with smtp_sink() as running:
        yield running


@pytest.fixture
def mailer(sink: Sink, clock: FixedClock) -> SmtpMailer:
    """A mailer that sends to it."""
    return SmtpMailer(sink.url, "guide@example.dk", clock, timeout=1)


@pytest.fixture
def waiting(database: Database, clock: FixedClock) -> Database:
    """A database with one letter to send."""
    with database.writing() as work:
        outbox.add(work, outbox.MAIL, clock.now(), payload=LETTER.payload())
        work.commit()
    return database


def _open(database: Database) -> int:
    with database.reading() as work:
        return outbox.count_open(work, outbox.MAIL)


def test_a_letter_goes_out_once_and_its_text_is_forgotten(
    waiting: Database, mailer: SmtpMailer, sink: Sink, clock: FixedClock
) -> None:
    """A second round sends nothing; the link does not stay in the database."""
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 1
    clock.move(days=1)
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 0
    assert len(sink.messages) == 1
    with waiting.reading() as work:
        assert outbox.count_open(work, outbox.MAIL) == 0
        assert outbox.dead_jobs(work, outbox.MAIL) == []


@pytest.mark.parametrize("fault", ["rcpt 421 busy", "rcpt 451 later", "data 452 full"])
def test_a_server_that_refuses_for_now_gets_it_later(
    waiting: Database, mailer: SmtpMailer, sink: Sink, clock: FixedClock, fault: str
) -> None:
    """Three rounds fail, the fourth delivers, and only one letter arrives."""
    stage, _, answer = fault.partition(" ")
    setattr(sink, f"{stage}_answer", answer)
    for _round in range(3):
        assert drain_mail_jobs(waiting, mailer, clock.now()) == 0
        assert _open(waiting) == 1
        clock.move(hours=1)
    setattr(sink, f"{stage}_answer", "")
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 1
    clock.move(hours=1)
    drain_mail_jobs(waiting, mailer, clock.now())
    assert len(sink.messages) == 1


def test_a_server_that_is_down_gets_it_when_it_is_up(waiting: Database, clock: FixedClock) -> None:
    """The same port, first closed, then open."""
    with smtp_sink() as gone:
        port = gone.port
    mailer = SmtpMailer(f"smtp://127.0.0.1:{port}", "guide@example.dk", clock, timeout=1)
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 0
    clock.move(hours=1)
    with smtp_sink(port) as sink:
        assert drain_mail_jobs(waiting, mailer, clock.now()) == 1
    assert len(sink.messages) == 1


def test_a_slow_server_keeps_the_letter_for_later(
    waiting: Database, sink: Sink, clock: FixedClock
) -> None:
    """Longer than the timeout counts as not taken."""
    sink.delay, sink.data_answer = 0.6, "451 too late"
    slow = SmtpMailer(sink.url, "guide@example.dk", clock, timeout=0.2)
    assert drain_mail_jobs(waiting, slow, clock.now()) == 0
    assert _open(waiting) == 1


def test_a_box_that_does_not_exist_makes_a_dead_letter_that_can_be_revived(
    waiting: Database, mailer: SmtpMailer, sink: Sink, clock: FixedClock
) -> None:
    """It is kept and shown, not hammered at."""
    sink.rcpt_answer = "550 no such box"
    drain_mail_jobs(waiting, mailer, clock.now())
    clock.move(days=30)
    sink.rcpt_answer = ""
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 0
    with waiting.writing() as work:
        (dead,) = outbox.dead_jobs(work, outbox.MAIL)
        assert "550" in dead.error
        outbox.revive(work, dead.id, clock.now())
        work.commit()
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 1


def test_a_letter_held_by_one_worker_is_not_sent_by_another(
    waiting: Database, mailer: SmtpMailer, sink: Sink, clock: FixedClock
) -> None:
    """The lease keeps it; when its holder died, it runs out."""
    with waiting.writing() as work:
        (job,) = outbox.open_jobs(work, outbox.MAIL, clock.now())
        assert outbox.claim(work, job, clock.now(), timedelta(minutes=5))
        assert not outbox.claim(work, job, clock.now(), timedelta(minutes=5))
        work.commit()
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 0
    clock.move(minutes=5)
    assert drain_mail_jobs(waiting, mailer, clock.now()) == 1
    assert len(sink.messages) == 1
