"""How fast the register lands in SQLite, and what a night costs in which one in a hundred changed.

The peer is sqlite3 itself, given the very rows that were landed, ready made, in one transaction:
it reads no document, tells no company and keeps no history, and so cannot be beaten.
"""

import json
import resource
import sqlite3
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.register_documents import documents
from guide.catalogue import migrations
from guide.catalogue.database import Database
from guide.domain.protection import ProtectionPolicy
from guide.ingest.cvr.source import NONE_KNOWN, Document, Fingerprints, Survey
from guide.ingest.cvr.unwrapping import read
from guide.usecases.import_register import import_register
from guide.usecases.register_run import ImportOptions, ImportReport, Port

_START = datetime(2026, 11, 25, 3, tzinfo=UTC)
_TABLES = (
    "company", "slug", "company_name", "address", "industry", "employment", "fact",
    "register_state", "register_row", "outbox",
)  # fmt: skip


@dataclass
class HeldRegister:
    """A register in memory, as JSON texts, that answers as the service does."""

    texts: dict[str, str]
    changed: dict[str, str] = field(default_factory=dict)
    selective: bool = True
    name: str = "opdigtet register"
    fingerprint: str = "opdigtet"

    def survey(self, codes: Collection[str]) -> Survey:
        """Tell nothing."""
        return Survey()

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield all."""
        return self._read([number for number in self.texts if number > after], known)

    def changed_since(
        self,
        moment: datetime,
        codes: Collection[str],
        after: str = "",
        known: Fingerprints = NONE_KNOWN,
    ) -> Iterator[Document]:
        """Yield what changed."""
        return self._read([number for number in self.changed if number > after], known)

    def by_cvr(
        self, numbers: Collection[str], known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield some."""
        return self._read([number for number in numbers if number in self.texts], known)

    def _read(self, numbers: list[str], known: Fingerprints) -> Iterator[Document]:
        for number in numbers:
            yield read(json.loads(self.texts[number]), number, known)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock on the wall, and those in which the processor worked for us."""

    wall: float
    cpu: float


@dataclass
class _Clock:
    moment: datetime = _START

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self.moment


def measure_landing(amount: int) -> dict[str, float]:
    """Load a register in full, then a night in which one in a hundred has a new head count."""
    register = HeldRegister({text_number(doc): compact(doc) for doc in documents(amount)})
    clock = _Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guide.db"
        database = Database(f"sqlite:///{path}")
        migrations.upgrade(database)
        full, first = timed(lambda: run(database, register, clock))
        peer = measure_peer(path)
        change(register, every=100)
        clock.moment += timedelta(days=1)
        night, second = timed(lambda: run(database, register, clock))
        clock.moment += timedelta(days=1)
        again, third = timed(lambda: run(database, register, clock, full=True))
        database.close()
    assert first.counts.created == amount
    assert second.counts.changed == len(register.changed)
    assert third.changed_nothing
    return {
        "companies": amount,
        "landed_per_second": round(amount / full.wall),
        "landed_per_cpu_second": round(amount / full.cpu),
        "sqlite3_alone_per_cpu_second": round(amount / peer.cpu),
        "share_of_sqlite3_alone": round(peer.cpu / full.cpu, 3),
        "night_changed": second.counts.changed,
        "night_read": second.counts.read,
        "night_share_of_full_load": round(night.cpu / full.cpu, 4),
        "full_read_without_changes_share": round(again.cpu / full.cpu, 3),
    }


def measure_landing_memory(amount: int) -> dict[str, float | bool]:
    """Land many companies in one run; the peak must not grow with their number."""
    peaks: dict[int, float] = {}

    def note(done: int) -> None:
        peaks[done] = peak_mb()

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'guide.db'}")
        migrations.upgrade(database)
        port = Port(clock=_Clock(), owner="b", is_alive=lambda _owner: False, progress=note)
        source = EndlessRegister(amount)
        import_register(database, source, ProtectionPolicy(), port, ImportOptions())
        database.close()
    return {
        "companies": amount,
        "peak_mb_after_2000": round(peaks[2000], 1),
        "peak_mb": round(peak_mb(), 1),
        "under_300_mb": peak_mb() < 300,
    }


@dataclass
class EndlessRegister(HeldRegister):
    """A register that makes its documents as they are asked for, and holds none."""

    amount: int = 0

    def __init__(self, amount: int) -> None:
        super().__init__(texts={}, selective=False)
        self.amount = amount

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield so many companies."""
        for doc in documents(self.amount):
            yield read(doc, text_number(doc), known)


def peak_mb() -> float:
    """Return the most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(
    database: Database, register: HeldRegister, clock: _Clock, *, full: bool = False
) -> ImportReport:
    """Import once."""
    port = Port(clock=clock, owner="benchmark", is_alive=lambda _owner: False)
    options = ImportOptions(full=full)
    return import_register(database, register, ProtectionPolicy(), port, options)


def change(register: HeldRegister, *, every: int) -> None:
    """Give one company in so many a new head count."""
    for number in list(register.texts)[::every]:
        doc = json.loads(register.texts[number])
        company = doc["Vrvirksomhed"]
        company["erstMaanedsbeskaeftigelse"][-1]["antalAnsatte"] += 1
        company["sidstIndlaest"] = "2026-11-25T03:10:00.000+01:00"
        register.texts[number] = register.changed[number] = compact(doc)


def measure_peer(path: Path) -> Spent:
    """Insert the landed rows into an empty database of the same schema with sqlite3."""
    with sqlite3.connect(path) as source:
        schema = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master") if sql]
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
    copy = path.with_name("copy.db")
    target = sqlite3.connect(copy)
    for statement in schema:
        target.execute(statement)
    target.commit()

    def insert() -> None:
        for table, values in rows.items():
            marks = ",".join("?" * len(values[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        target.commit()

    spent, _ = timed(insert)
    target.close()
    source.close()
    copy.unlink()
    return spent


def timed(work: Any) -> tuple[Spent, Any]:
    """Return the time that some work took, and its result."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu), result


def text_number(doc: dict[str, Any]) -> str:
    """Return the company's number."""
    return str(doc["Vrvirksomhed"]["cvrNummer"])


def compact(doc: dict[str, Any]) -> str:
    """Write JSON as the service does."""
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"))
