"""Whatever happens to the process, the files or the disk, readers see one sound generation."""

import gc
import multiprocessing
import os
import random
import resource
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.search import generations, writer
from guide.search.arrays import container
from guide.search.generations import BusyError, current_name
from guide.search.port import IndexUnavailableError, SearchDocument, SearchRequest
from guide.search.reader import IndexReader
from guide.search.writer import IndexWriter
from tests.search.seed import seed_synonyms

COMPANIES = 30
FORKING = multiprocessing.get_context("fork")


def version(number: int) -> list[SearchDocument]:
    """Every company as it is in one version of the catalogue."""
    return [
        SearchDocument(
            company_id=company,
            revision=number,
            slug=f"c-{company}",
            name=f"Firma {company} v{number}",
            sort_key=f"firma {company:03}",
            own_words=("fælles ord",),
            employees=number,
        )
        for company in range(1, COMPANIES + 1)
    ]


def versions_found(reader: IndexReader) -> set[str]:
    """Search for all companies and tell which versions of the catalogue they are from."""
    result = reader.search(SearchRequest(text="fælles", per_page=100))
    assert result.total == len(result.hits) == COMPANIES
    return {hit.name.rpartition(" ")[2] for hit in result.hits}


def new_reader(root: Path) -> IndexReader:
    """Open the present generation."""
    return IndexReader(root, seed_synonyms())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An index of version 1."""
    root = tmp_path / "index"
    IndexWriter(root).rebuild(version(1), (), ())
    return root


def in_another_process(action: Callable[[], None]) -> int:
    """Do something in a process of its own and give its exit code."""
    process = FORKING.Process(target=action)
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def test_a_query_during_changes_sees_one_generation(root: Path) -> None:
    """While another process applies and rebuilds, no answer mixes two versions."""
    reader = new_reader(root)
    stop = threading.Event()

    def follow() -> None:
        while not stop.is_set():
            reader.open_newest()

    def change() -> None:
        for number in range(2, 10):
            if number % 4:
                IndexWriter(root).apply(version(number), ())
            else:
                IndexWriter(root).rebuild(version(number), (), ())

    follower = threading.Thread(target=follow)
    process = FORKING.Process(target=change)
    follower.start()
    process.start()
    seen: set[str] = set()
    while process.is_alive() or "v9" not in seen:
        found = versions_found(reader)
        assert len(found) == 1
        seen |= found
    stop.set()
    follower.join()
    process.join()
    assert len(seen) > 2


DEATHS = ("begin", "build_segment", "read_manifest", "seal", "check_generation", "switch")


@pytest.mark.parametrize("step", DEATHS)
@pytest.mark.parametrize("job", ["apply", "rebuild"])
def test_a_process_killed_at_any_step_leaves_the_old_generation(
    step: str, job: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next reader sees version 1 whole, and the next writer goes on as if nothing was."""
    place = writer if hasattr(writer, step) else generations
    real = getattr(place, step)

    def die(*arguments: object, **options: object) -> None:
        if step == "begin":
            real(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        setattr(place, step, die)
        if job == "apply":
            IndexWriter(root).apply(version(2), ())
        else:
            IndexWriter(root).rebuild(version(2), (), ())

    if (step, job) == ("read_manifest", "rebuild"):
        step = "seal"
        place, real = generations, generations.seal
    assert in_another_process(work) == -signal.SIGKILL
    assert versions_found(new_reader(root)) == {"v1"}
    IndexWriter(root).apply(version(3), ())
    assert versions_found(new_reader(root)) == {"v3"}
    assert new_reader(root).damage() == ()


@pytest.mark.parametrize("moment", range(8))
def test_a_process_killed_at_any_moment_leaves_one_version(moment: int, root: Path) -> None:
    """kill -9 in the middle of commits: the old version or the new one, never between."""

    def work() -> None:
        for number in range(2, 1000):
            IndexWriter(root).apply(version(number), ())

    process = FORKING.Process(target=work)
    process.start()
    time.sleep(0.05 + random.Random(moment).random() * 0.4)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert len(versions_found(new_reader(root))) == 1
    IndexWriter(root).apply(version(1000), ())
    assert versions_found(new_reader(root)) == {"v1000"}


def files_of(root: Path) -> list[Path]:
    """The files of the present generation."""
    name = current_name(root)
    assert name is not None
    return sorted(path for path in (root / name).iterdir() if path.is_file())


def flip(path: Path) -> None:
    """Turn one bit around in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0b100
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    """Lose the last third."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def remove(path: Path) -> None:
    """Lose all of it."""
    path.unlink()


@pytest.mark.parametrize("harm", [flip, cut_short, remove])
@pytest.mark.parametrize("ending", [".arrays", ".seg", ".toc", "names.json", "manifest.json"])
def test_a_damaged_file_is_found_and_healed(
    ending: str, harm: Callable[[Path], None], root: Path
) -> None:
    """The site goes on, verify names the file, and a rebuild makes it whole again."""
    reader = new_reader(root)
    [path] = [path for path in files_of(root) if path.name.endswith(ending)]
    harm(path)
    assert versions_found(reader) == {"v1"}
    assert any(ending in problem for problem in reader.damage())
    fresh = new_reader(root)
    if ending == ".seg":
        assert versions_found(fresh) == {"v1"}
    else:
        assert not fresh.status().healthy
        with pytest.raises(IndexUnavailableError):
            fresh.search(SearchRequest(text="fælles"))
    IndexWriter(root).rebuild(version(2), (), ())
    for each in (reader, fresh):
        each.open_newest()
        assert versions_found(each) == {"v2"}
        assert each.damage() == ()


def test_a_mapped_file_cut_short_while_open_is_noticed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is mapped; reading past its new end would kill the process."""
    monkeypatch.setattr(container, "MAPPED_FROM", 1)
    reader = new_reader(root)
    assert versions_found(reader) == {"v1"}
    [path] = [path for path in files_of(root) if path.name.endswith(".arrays")]
    os.truncate(path, 1000)
    with pytest.raises(IndexUnavailableError, match="cut short"):
        reader.search(SearchRequest(text="fælles"))
    assert not reader.status().healthy
    IndexWriter(root).rebuild(version(2), (), ())
    reader.open_newest()
    assert versions_found(reader) == {"v2"}


@pytest.mark.parametrize("room", [100, 3_000, 30_000, 60_000])
@pytest.mark.parametrize("job", ["apply", "rebuild"])
def test_a_full_disk_leaves_the_old_generation(room: int, job: str, root: Path) -> None:
    """A write that fails is told, the site goes on, and all is well once there is room."""

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            if job == "apply":
                IndexWriter(root).apply(version(2), ())
            else:
                IndexWriter(root).rebuild(version(2), (), ())
        except OSError:
            os._exit(7)

    assert in_another_process(work) in (7, 0)
    assert len(versions_found(new_reader(root))) == 1
    IndexWriter(root).apply(version(3), ())
    assert versions_found(new_reader(root)) == {"v3"}
    assert new_reader(root).damage() == ()


def test_what_a_failed_job_left_is_swept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a generation lies about only until the next one is begun."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "build_segment", fail)
        with pytest.raises(OSError, match="No space left"):
            IndexWriter(root).apply(version(2), ())
    IndexWriter(root).apply(version(3), ())
    folders = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
    assert all((path / generations.MANIFEST).exists() for path in folders)
    assert versions_found(new_reader(root)) == {"v3"}


def test_only_one_may_write(root: Path) -> None:
    """A second writer is told at once, and readers do not notice."""
    with generations.writing(root), pytest.raises(BusyError):
        IndexWriter(root).apply(version(2), ())
    assert versions_found(new_reader(root)) == {"v1"}


def test_an_index_of_another_version_is_not_read(root: Path) -> None:
    """A new analysis or Python asks for a rebuild instead of answering strangely."""
    name = current_name(root)
    assert name is not None
    (root / name).rename(root / "00000001-s0-a0-py30")
    (root / "current").unlink()
    (root / "current").symlink_to("00000001-s0-a0-py30")
    reader = new_reader(root)
    assert "another version" in reader.status().reason
    with pytest.raises(IndexUnavailableError, match="rebuild"):
        IndexWriter(root).apply(version(2), ())
    IndexWriter(root).rebuild(version(2), (), ())
    reader.open_newest()
    assert versions_found(reader) == {"v2"}


def test_an_error_inside_marks_the_index_broken_until_a_new_generation(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but IndexUnavailableError leaves the reader, and it does not try again and again."""
    reader = new_reader(root)
    opened, _ = reader._state
    assert opened is not None

    def fail(*_: object) -> None:
        raise ValueError("torn")

    with monkeypatch.context() as patch:
        patch.setattr(type(opened.index), "select", fail)
        with pytest.raises(IndexUnavailableError, match="ValueError: torn"):
            reader.search(SearchRequest(text="fælles"))
    assert reader.status().reason == "ValueError: torn"
    IndexWriter(root).apply(version(2), ())
    reader.open_newest()
    assert versions_found(reader) == {"v2"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_torn_segment_does_not_stop_changes(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Merging would read it: the change stands, and the log says what to do.

    Whoosh leaves the torn file to the garbage collector, hence the filter.
    """
    [path] = [path for path in files_of(root) if path.name.endswith(".seg")]
    cut_short(path)
    for number in range(2, 12):
        IndexWriter(root).apply(version(number)[:2], ())
    reader = new_reader(root)
    assert reader.search(SearchRequest(text="fælles")).total == COMPANIES
    assert reader.revisions()[1] == 11
    assert "rebuild the index" in caplog.text
    gc.collect()
