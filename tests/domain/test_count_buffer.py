"""Counts are merged in memory, written together, and never lost to a place that is away."""

import threading
from collections import Counter
from collections.abc import Mapping

import pytest

from guide.domain.count_buffer import CountBuffer, CountsNotWrittenError

LONG = 3600.0


class Written:
    """A place that keeps what it is given, or is away."""

    def __init__(self) -> None:
        self.batches: list[dict[str, int]] = []
        self.away: Exception | None = None
        self.came = threading.Event()

    def write(self, counts: Mapping[str, int]) -> None:
        if self.away is not None:
            raise self.away
        self.batches.append(dict(counts))
        self.came.set()


@pytest.fixture
def written() -> Written:
    """A place that is there."""
    return Written()


def test_counts_of_one_key_are_written_as_one(written: Written) -> None:
    """Adding touches memory only; a flush writes the sums."""
    buffer = CountBuffer(written.write, seconds=LONG)
    for key, count in (("a", 1), ("b", 1), ("a", 4)):
        buffer.add(key, count)
    assert written.batches == []
    buffer.close()
    assert written.batches == [{"a": 5, "b": 1}]


def test_nothing_is_written_when_nothing_was_counted(written: Written) -> None:
    """Neither a flush nor closing bothers the database for nothing."""
    buffer: CountBuffer[str] = CountBuffer(written.write)
    buffer.flush()
    buffer.close()
    assert written.batches == []


def test_time_writes_by_itself_again_and_again(written: Written) -> None:
    """Each first count after a writing starts the clock anew."""
    buffer = CountBuffer(written.write, seconds=0.01)
    for _ in range(2):
        written.came.clear()
        buffer.add("a")
        assert written.came.wait(10)
    assert written.batches == [{"a": 1}, {"a": 1}]
    buffer.close()


def test_counts_are_kept_while_the_place_is_away(written: Written) -> None:
    """A busy database costs no count: they join those of the next time."""
    buffer = CountBuffer(written.write, seconds=LONG)
    written.away = CountsNotWrittenError()
    buffer.add("a")
    buffer.flush()
    written.away = None
    buffer.add("a")
    buffer.close()
    assert written.batches == [{"a": 2}]


def test_a_fault_is_told_and_the_counts_stay(written: Written) -> None:
    """What nobody foresaw is raised, not swallowed."""
    buffer = CountBuffer(written.write, seconds=LONG)
    written.away = ZeroDivisionError()
    buffer.add("a")
    with pytest.raises(ZeroDivisionError):
        buffer.flush()
    written.away = None
    buffer.close()
    assert written.batches == [{"a": 1}]


def test_a_flood_of_keys_is_cut_off_but_known_ones_count_on(written: Written) -> None:
    """Memory is bounded whatever is asked."""
    buffer = CountBuffer(written.write, seconds=LONG, most=2)
    for key in ("a", "b", "c", "a"):
        buffer.add(key)
    buffer.close()
    assert written.batches == [{"a": 2, "b": 1}]


def test_what_comes_after_closing_is_written_at_once(written: Written) -> None:
    """The last requests of a stopping process count too."""
    buffer = CountBuffer(written.write, seconds=LONG)
    buffer.close()
    buffer.add("a")
    assert written.batches == [{"a": 1}]


def test_threads_lose_no_count(written: Written) -> None:
    """Many threads adding while others flush give the whole sum."""
    buffer = CountBuffer(written.write, seconds=LONG)

    def count() -> None:
        for number in range(500):
            buffer.add("a")
            if number % 50 == 0:
                buffer.flush()

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    buffer.close()
    assert sum((Counter(batch) for batch in written.batches), Counter()) == {"a": 4000}


def test_closing_waits_for_a_writing_under_way() -> None:
    """A process that stops does not cut off the thread that is writing."""
    begun, go, done = threading.Event(), threading.Event(), threading.Event()

    def write(_counts: Mapping[str, int]) -> None:
        begun.set()
        assert go.wait(10)
        done.set()

    buffer = CountBuffer(write, seconds=0.001)
    buffer.add("a")
    assert begun.wait(10)
    closing = threading.Thread(target=buffer.close)
    closing.start()
    assert closing.is_alive()
    go.set()
    closing.join(10)
    assert done.is_set()
