"""Transactions: nothing is lost between processes, nothing lasts without a commit."""

import multiprocessing
from pathlib import Path

import pytest

from guide.catalogue import marks, migrations, versions
from guide.catalogue.database import Database, DatabaseUnavailableError
from tests.conftest import NOW

PROCESSES, TURNS = 4, 150


def _count_up(url: str) -> None:
    database = Database(url)
    for _turn in range(TURNS):
        with database.writing() as work:
            mark = marks.find(work, "count")
            number = int(mark.value) if mark else 0
            marks.put(work, "count", str(number + 1), NOW)
            work.commit()
    database.close()


def test_no_update_is_lost_between_processes_on_sqlite(tmp_path: Path) -> None:
    """Four processes that each read, add and write 150 times leave 600."""
    url = f"sqlite:///{tmp_path / 'guide.db'}"
    database = Database(url)
    migrations.upgrade(database)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_count_up, args=(url,)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=300)
    with database.reading() as work:
        mark = marks.find(work, "count")
    database.close()
    assert mark is not None
    assert mark.value == str(PROCESSES * TURNS)


def test_leaving_without_commit_takes_everything_back(database: Database) -> None:
    """A transaction that is not committed leaves nothing."""
    with database.writing() as work:
        marks.put(work, "count", "1", NOW)
    with database.reading() as work:
        assert marks.find(work, "count") is None


def test_the_version_asked_for_without_a_session_is_the_same(database: Database) -> None:
    """It follows every committed write and nothing else."""
    before = versions.newest(database)
    with database.writing() as work:
        marks.put(work, "count", "1", NOW)
    assert versions.newest(database) == before
    with database.writing() as work:
        marks.put(work, "count", "1", NOW)
        work.commit()
    after = versions.newest(database)
    assert after != before
    with database.reading() as work:
        assert versions.current(work) == after


def test_a_single_row_of_an_absent_database_is_named_unavailable(tmp_path: Path) -> None:
    """The light read fails as the others do."""
    database = Database(f"sqlite:///{tmp_path / 'none' / 'guide.db'}")
    with pytest.raises(DatabaseUnavailableError):
        versions.newest(database)
    database.close()
