"""An import that is broken off goes on, and two never run at once."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from guide.catalogue import import_runs, leases, migrations, register
from guide.catalogue.database import Database
from guide.catalogue.import_runs import RunState
from guide.catalogue.leases import LeaseHeldError, LeaseLostError
from guide.catalogue.tables.histories import EmploymentRow
from guide.catalogue.tables.register import RegisterStateRow
from guide.domain.status import CompanyStatus
from guide.ingest.cvr.files import FileSource
from guide.outside import process
from guide.usecases import import_register as importer
from guide.usecases.register_run import ImportOptions, Port
from tests.conftest import NOW, ROOT, FixedClock
from tests.ingest.cvr.invented import NUMBERS, RecordingSource, document
from tests.usecases.register import POLICY, picture, run
from tests.usecases.test_import_register import statuses


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten companies a transaction, so that a few show what many do."""
    monkeypatch.setattr(importer, "BATCH", 10)


def test_a_run_broken_off_goes_on_from_its_last_transaction(
    database: Database, clock: FixedClock
) -> None:
    """What was committed stays, the rest is asked for, and all is as if nothing had been."""
    docs = [document(number) for number in NUMBERS[:45]]
    source = RecordingSource(docs, breaks_after=37)
    with pytest.raises(ConnectionAbortedError):
        run(database, source, clock)
    with database.reading() as work:
        assert register.known_numbers(work) == list(NUMBERS[:30])
    source.breaks_after = None
    source.asked.clear()
    clock.move(minutes=30)
    report = run(database, source, clock)
    assert report.resumed
    assert source.asked[1] == ("branch", NUMBERS[29])
    assert (report.state, report.counts.created) == (RunState.DONE, 45)


def test_companies_that_waited_when_the_run_broke_off_are_not_forgotten(
    database: Database, clock: FixedClock
) -> None:
    """They are read again by number and land at the end."""
    docs = [document(number) for number in NUMBERS[:60]]
    run(database, RecordingSource(docs), clock)
    docs[2] = document(NUMBERS[2], ended="2026-11-01")
    source = RecordingSource(docs, breaks_after=35)
    clock.move(hours=1)
    with pytest.raises(ConnectionAbortedError):
        run(database, source, clock, full=True)
    assert statuses(database) == []
    source.breaks_after = None
    report = run(database, source, clock, full=True)
    assert report.resumed
    assert statuses(database) == [NUMBERS[2]]


def test_a_run_broken_off_long_ago_begins_anew(database: Database, clock: FixedClock) -> None:
    """After a day the place to go on from is worth nothing."""
    source = RecordingSource([document(n) for n in NUMBERS[:25]], breaks_after=15)
    with pytest.raises(ConnectionAbortedError):
        run(database, source, clock)
    source.breaks_after = None
    source.asked.clear()
    clock.move(hours=25)
    report = run(database, source, clock)
    assert not report.resumed
    assert source.asked[1] == ("branch", "")


def test_a_run_that_ended_is_not_taken_up(database: Database, clock: FixedClock) -> None:
    """Done and stopped runs are over."""
    source = RecordingSource([document(n) for n in NUMBERS[:5]])
    run(database, source, clock)
    assert not run(database, source, clock, full=True).resumed
    with database.reading() as work:
        latest = import_runs.latest(work, "cvr", source=source.name)
        assert latest is not None
        assert import_runs.get(work, latest.id) == latest


def port_of(clock: FixedClock, owner: str, *, others_alive: bool) -> Port:
    """Make a port that believes the others alive or dead."""
    return Port(clock=clock, owner=owner, is_alive=lambda _owner: others_alive)


def test_of_two_runs_at_once_the_second_says_so_and_stops(
    database: Database, clock: FixedClock
) -> None:
    """The first one's name is told; when it is over the next one may run."""
    source = RecordingSource([document(NUMBERS[0])])

    class Meddling(RecordingSource):
        """A source during whose reading another run is tried."""

        def survey(self, codes: Any) -> Any:
            with pytest.raises(LeaseHeldError, match="den første"):
                run(database, source, clock, owner="den anden")
            return super().survey(codes)

    report = run(database, Meddling([document(NUMBERS[0])]), clock, owner="den første")
    assert report.state is RunState.DONE
    assert source.asked == []
    assert run(database, source, clock, owner="den anden").state is RunState.DONE


def test_the_lease_of_a_dead_run_is_taken_over(database: Database, clock: FixedClock) -> None:
    """kill -9 leaves a lease behind; nobody waits for it to run out."""
    with database.writing() as work:
        leases.take(work, "guide import cvr", "den døde", clock.now(), lambda _owner: True)
        work.commit()
    source = RecordingSource([document(NUMBERS[0])])
    with pytest.raises(LeaseHeldError):
        run(database, source, clock, owner="ny")
    port = port_of(clock, "ny", others_alive=False)
    report = importer.import_register(database, source, POLICY, port, ImportOptions())
    assert report.state is RunState.DONE


def test_a_lease_that_ran_out_is_free_and_the_late_holder_writes_no_more(
    database: Database, clock: FixedClock
) -> None:
    """The fencing number stops the one who was away."""
    with database.writing() as work:
        late = leases.take(work, "x", "sen", clock.now(), lambda _owner: True)
        clock.move(minutes=21)
        leases.take(work, "x", "næste", clock.now(), lambda _owner: True)
        with pytest.raises(LeaseLostError, match="overtaget"):
            leases.renew(work, late, clock.now())
        leases.give_back(work, late)
        with pytest.raises(LeaseHeldError, match="næste"):
            leases.take(work, "x", "tredje", clock.now(), lambda _owner: True)


def test_a_process_knows_whether_another_lives() -> None:
    """Names hold host and process number; another host's is believed to live."""
    mine = process.own_name()
    assert process.is_alive(mine)
    assert mine != process.own_name()
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    host = mine.split(":")[0]
    assert not process.is_alive(f"{host}:{child.pid}:abcd")
    assert process.is_alive("en-anden-maskine:1:abcd")
    assert process.is_alive(f"{host}:1:abcd")
    assert process.is_alive("uden form")


def command(file: Path) -> list[str]:
    """The command that imports a file."""
    return [sys.executable, "-m", "guide", "import", "cvr", str(file), "--json"]


def environment(home: Path) -> dict[str, str]:
    """The environment of a guide of its own."""
    return {**os.environ, "GUIDE_ENV": "demo", "GUIDE_HOME": str(home)}


def test_after_kill_9_in_the_middle_a_second_run_makes_it_whole(tmp_path: Path) -> None:
    """Every company is there whole or not at all, and in the end as after an unbroken run."""
    file = tmp_path / "cvr.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for number in range(98_000_000, 98_001_200):
            out.write(json.dumps(document(str(number))) + "\n")
    database = Database(f"sqlite:///{tmp_path / 'brudt' / 'guide.db'}")
    migrations.upgrade(database)
    home = tmp_path / "brudt"
    child = subprocess.Popen(
        command(file), cwd=ROOT, env=environment(home), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    landed = wait_for_companies(database, 200)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert 200 <= landed < 1200
    assert_whole(database)
    done = subprocess.run(
        command(file), cwd=ROOT, env=environment(home), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (told["state"], told["resumed"], told["created"]) == ("done", True, 1200)
    whole = Database(f"sqlite:///{tmp_path / 'hel' / 'guide.db'}")
    migrations.upgrade(whole)
    run(whole, FileSource(file), FixedClock())
    times = frozenset({"created_at", "changed_at", "recorded_at", "listed_at", "given_at",
                       "not_before"})  # fmt: skip
    assert picture(database, without=times) == picture(whole, without=times)
    database.close()
    whole.close()


def wait_for_companies(database: Database, wanted: int) -> int:
    """Wait until so many companies have landed."""
    for _ in range(1200):
        with database.reading() as work:
            count = register.count_read(work)
        if count >= wanted:
            return count
        time.sleep(0.05)
    message = "nothing landed"
    raise AssertionError(message)


def assert_whole(database: Database) -> None:
    """Every company that has a state has all of its eight head counts."""
    with database.reading() as work:
        states = work.session.scalar(select(func.count(RegisterStateRow.company_id)))
        counts = work.session.execute(
            select(EmploymentRow.company_id, func.count()).group_by(EmploymentRow.company_id)
        ).all()
    assert len(counts) == states
    assert {count for _, count in counts} == {8}


def test_a_second_process_says_who_is_at_it_and_stops(tmp_path: Path) -> None:
    """One clear line and an exit code; nothing was read."""
    file = tmp_path / "cvr.json"
    file.write_text(json.dumps(document(NUMBERS[0])), encoding="utf-8")
    home = tmp_path / "guide"
    database = Database(f"sqlite:///{home / 'guide.db'}")
    migrations.upgrade(database)
    own = process.own_name()
    with database.writing() as work:
        leases.take(work, "guide import cvr", own, datetime.now(UTC), process.is_alive)
        work.commit()
    second = subprocess.run(
        command(file), cwd=ROOT, env=environment(home), capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert f"køres allerede af {own}" in second.stderr
    assert "Traceback" not in second.stderr
    with database.reading() as work:
        assert register.count_read(work) == 0
    database.close()


def test_a_day_that_comes_is_told_from_the_stored_rows(
    database: Database, clock: FixedClock
) -> None:
    """A name that begins tomorrow is shown tomorrow, without a new document."""
    doc = document(NUMBERS[0], "I Dag ApS")
    rows = doc["Vrvirksomhed"]["navne"]
    rows[0]["periode"]["gyldigTil"] = "2026-11-25"
    tomorrow = {"gyldigFra": "2026-11-26", "gyldigTil": None}
    rows.append({**rows[0], "navn": "I Morgen ApS", "periode": tomorrow})
    ending = document(NUMBERS[1], ended="2026-11-25")
    source = RecordingSource([doc, ending])
    assert clock.now() == NOW
    run(database, source, clock)
    with database.reading() as work:
        before = register.stored(work, NUMBERS[:2])
    assert before[NUMBERS[0]].name == "I Dag ApS"
    assert before[NUMBERS[1]].visibility.status is CompanyStatus.ACTIVE
    clock.move(days=1)
    source.documents = []
    report = run(database, source, clock)
    with database.reading() as work:
        after = register.stored(work, NUMBERS[:2])
    assert report.counts.turned == 2
    assert after[NUMBERS[0]].name == "I Morgen ApS"
    assert after[NUMBERS[1]].visibility.status is CompanyStatus.CEASED
    clock.moment += timedelta(days=1)
    assert run(database, source, clock).counts.turned == 0
