"""The night: in order, stopped by a failure, true about when the guide was updated."""

import pytest

from guide.catalogue import leases, marks, outbox
from guide.catalogue.database import Database
from guide.catalogue.leases import LeaseHeldError
from guide.usecases.update_guide import UPDATE, Night, Step, last_failure, update_guide
from tests.conftest import FixedClock


def night(clock: FixedClock, *editors: str) -> Night:
    """A night by this process, which is alive."""
    return Night(clock=clock, owner="her:1:a", is_alive=lambda _name: True, editors=editors)


def mark(database: Database, key: str) -> marks.Mark | None:
    """Read a mark."""
    with database.reading() as work:
        return marks.find(work, key)


def test_the_steps_run_in_order_and_the_guide_is_published(
    database: Database, clock: FixedClock
) -> None:
    """ "Opdateret" is the time at which the last step was done."""
    done: list[str] = []

    def step(name: str) -> Step:
        def run() -> str:
            done.append(name)
            clock.move(minutes=1)
            return "gjort"

        return Step(name=name, run=run)

    results = update_guide(database, [step("a"), step("b")], night(clock))
    assert done == ["a", "b"]
    assert [(r.succeeded, r.told, r.seconds) for r in results] == [(True, "gjort", 60.0)] * 2
    published = mark(database, marks.PUBLISHED)
    assert published is not None
    assert published.at == clock.now()


def test_a_failed_step_leaves_yesterdays_guide_and_tells_the_editors(
    database: Database, clock: FixedClock
) -> None:
    """What follows is not run, the mark says why, each editor gets one letter."""
    update_guide(database, [], night(clock))
    yesterday = mark(database, marks.PUBLISHED)
    clock.move(days=1)

    def fail() -> str:
        raise ValueError("registret svarer ikke")

    never = Step(name="indeks", run=lambda: pytest.fail("must not run"))
    results = update_guide(
        database, [Step(name="register", run=fail), never], night(clock, "a@x.dk", "b@x.dk")
    )
    assert [result.succeeded for result in results] == [False]
    assert mark(database, marks.PUBLISHED) == yesterday
    told = mark(database, UPDATE)
    assert told is not None
    assert "registret svarer ikke" in last_failure(told.value)
    with database.reading() as work:
        letters = outbox.open_jobs(work, outbox.MAIL, clock.now())
    assert [job.payload["to"] for job in letters] == ["a@x.dk", "b@x.dk"]
    assert "registret svarer ikke" in letters[0].payload["text"]


def test_the_next_good_night_clears_the_failure(database: Database, clock: FixedClock) -> None:
    """And gives the lease back each time."""
    update_guide(database, [Step(name="a", run=lambda: str(1 / 0))], night(clock))
    update_guide(database, [Step(name="a", run=lambda: "godt")], night(clock))
    told = mark(database, UPDATE)
    assert told is not None
    assert last_failure(told.value) == ""


def test_two_nights_at_once_the_second_says_so(database: Database, clock: FixedClock) -> None:
    """And changes nothing."""
    with database.writing() as work:
        leases.take(work, UPDATE, "der:2:b", clock.now(), lambda _name: True)
        work.commit()
    with pytest.raises(LeaseHeldError, match="der:2:b"):
        update_guide(database, [], night(clock))
    assert mark(database, UPDATE) is None
