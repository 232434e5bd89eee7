"""Jobs that a commit leaves behind, on both databases."""

from guide.catalogue import outbox
from guide.catalogue.database import Database
from tests.conftest import FixedClock


def test_a_job_lives_and_dies_with_its_transaction(database: Database, clock: FixedClock) -> None:
    """Without a commit there is no job."""
    with database.writing() as work:
        outbox.add(work, outbox.INDEX, clock.now())
    with database.reading() as work:
        assert outbox.count_open(work, outbox.INDEX) == 0


def test_a_failed_job_waits_twice_as_long_each_time(database: Database, clock: FixedClock) -> None:
    """Nothing is lost, and nothing is hammered."""
    with database.writing() as work:
        outbox.add(work, outbox.MAIL, clock.now(), payload={"to": "a@example.dk"})
        work.flush()
        (job,) = outbox.open_jobs(work, outbox.MAIL, clock.now())
        outbox.postpone(work, job, "421 busy", clock.now())
        assert outbox.open_jobs(work, outbox.MAIL, clock.now()) == []
        clock.move(seconds=5)
        (again,) = outbox.open_jobs(work, outbox.MAIL, clock.now())
        assert (again.id, again.attempts, again.payload) == (job.id, 1, {"to": "a@example.dk"})
        outbox.postpone(work, again, "421 busy", clock.now())
        clock.move(seconds=9)
        assert outbox.open_jobs(work, outbox.MAIL, clock.now()) == []
        clock.move(seconds=1)
        assert len(outbox.open_jobs(work, outbox.MAIL, clock.now())) == 1


def test_a_finished_job_is_not_open(database: Database, clock: FixedClock) -> None:
    """Topics do not mix."""
    with database.writing() as work:
        outbox.add(work, outbox.INDEX, clock.now())
        outbox.add(work, outbox.MAIL, clock.now())
        work.flush()
        (job,) = outbox.open_jobs(work, outbox.INDEX, clock.now())
        outbox.finish(work, [job.id], clock.now())
        assert outbox.count_open(work, outbox.INDEX) == 0
        assert outbox.count_open(work, outbox.MAIL) == 1
        assert outbox.latest_done(work, outbox.INDEX) == clock.now()
