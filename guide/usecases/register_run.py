"""The book of one import run: what was asked, how far it came, what it has done and set aside."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from guide.catalogue import import_runs, leases, places, register, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.import_runs import Run, RunState
from guide.catalogue.leases import Lease
from guide.catalogue.sources import Source
from guide.domain.danish_time import danish_day
from guide.domain.protection import ProtectionPolicy
from guide.domain.register_checks import Finding
from guide.ingest.cvr.source import Document, ReadDocument, RegisterSource, SameDocument
from guide.outside.clock import Clock
from guide.usecases.judge_register import REGISTER, Counts, Setting, count_read, edition_of

CVR = Source(
    key=REGISTER,
    title="CVR, Erhvervsstyrelsen",
    url="https://datacvr.virk.dk",
    licence="Offentlige grunddata; reklamebeskyttelse efter CVR-loven § 19 respekteres",
)
RESUMABLE_FOR = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportOptions:
    """``full`` reads all branches again; ``force`` goes on in spite of checks and brake."""

    full: bool = False
    force: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Port:
    """What a run needs from outside: its own name, who else is alive, the time, and progress."""

    clock: Clock
    owner: str
    is_alive: Callable[[str], bool]
    progress: Callable[[int], None] = field(default=lambda _done: None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """How a run ended and what it did; ``resumed`` when it went on from one broken off."""

    state: RunState
    counts: Counts
    findings: tuple[Finding, ...] = ()
    resumed: bool = False

    @property
    def changed_nothing(self) -> bool:
        """True when the guide is as it was before."""
        counts = self.counts
        return not (counts.created or counts.changed or counts.asked or counts.dead)


@dataclass(kw_only=True)
class RunBook:
    """One run; ``waiting`` are companies that move, by number, None until they are read again.

    ``known`` are the fingerprints of documents that need not be read, ``read_before`` how many
    companies the register was read for when the run began.
    """

    run: Run
    previous: Run | None
    mode: str
    resumed: bool
    municipalities: frozenset[str]
    known: dict[str, str]
    read_before: int
    counts: Counts
    waiting: dict[str, ReadDocument | None]
    position: str
    high_water: datetime | None
    seen: set[str] = field(default_factory=set)
    ended_early: str = ""

    @property
    def is_full(self) -> bool:
        """True when all branches are read, not the changes alone."""
        return self.mode == _FULL

    def note(self, batch: Sequence[Document]) -> None:
        """Count a batch and remember whom it was about."""
        count_read(batch, self.counts)
        loads = [self.high_water]
        for item in batch:
            if isinstance(item, ReadDocument):
                self.seen.add(item.company.cvr)
                loads.append(item.company.loaded_at)
            elif isinstance(item, SameDocument):
                self.seen.add(item.cvr)
                loads.append(item.loaded_at)
            else:
                self.seen.update([item.cvr] if item.cvr else [])
                self.ended_early = item.reason if item.ends_source else self.ended_early
        self.high_water = max((load for load in loads if load is not None), default=None)

    def setting(self, policy: ProtectionPolicy, now: datetime) -> Setting:
        """Return what a batch is judged by at this moment."""
        return Setting(
            policy=policy,
            today=danish_day(now),
            now=now,
            municipalities=self.municipalities,
            run_id=self.run.id,
        )

    def checkpoint(self, work: UnitOfWork, lease: Lease, now: datetime) -> None:
        """Write down how far the run is and hold the lease, in the transaction of the work."""
        leases.renew(work, lease, now)
        import_runs.checkpoint(
            work,
            self.run.id,
            position=self.position,
            counts=asdict(self.counts),
            waiting=list(self.waiting),
            high_water=self.high_water,
            now=now,
        )

    def close(
        self,
        work: UnitOfWork,
        lease: Lease,
        state: RunState,
        findings: Sequence[Finding],
        now: datetime,
    ) -> ImportReport:
        """Write down how the run ended."""
        self.checkpoint(work, lease, now)
        told = [{"check": item.check.value, "text": item.text} for item in findings]
        import_runs.finish(work, self.run.id, state, now, told)
        return ImportReport(
            state=state, counts=self.counts, findings=tuple(findings), resumed=self.resumed
        )


_FULL = "full"
_CHANGES = "changes"


def open_book(
    database: Database, source: RegisterSource, options: ImportOptions, now: datetime
) -> RunBook:
    """Begin a run, or go on where one of the same source was broken off within a day."""
    with database.writing() as work:
        sources.save(work, CVR)
        previous = import_runs.latest(work, REGISTER, source=source.name)
        mode = _mode(source, options, previous)
        broken_off = import_runs.find_unfinished(
            work,
            kind=REGISTER,
            fingerprint=source.fingerprint,
            mode=mode,
            since=now - RESUMABLE_FOR,
        )
        run = broken_off or import_runs.start(
            work,
            kind=REGISTER,
            source=source.name,
            fingerprint=source.fingerprint,
            mode=mode,
            now=now,
        )
        codes = frozenset(places.on_day(work, danish_day(now)).municipalities)
        marks = [run.high_water, previous.high_water if previous else None]
        book = RunBook(
            run=run,
            previous=previous,
            mode=mode,
            resumed=broken_off is not None,
            municipalities=codes,
            known=_of_edition(register.fingerprints(work), edition_of(codes)),
            read_before=register.count_read(work),
            counts=Counts(**run.counts),
            waiting=dict.fromkeys(run.waiting),
            position=run.position,
            high_water=max((mark for mark in marks if mark is not None), default=None),
        )
        work.commit()
    return book


def _mode(source: RegisterSource, options: ImportOptions, previous: Run | None) -> str:
    """Read changes only from a source that can tell them and that was read to the end before."""
    if options.full or not source.selective or previous is None or previous.high_water is None:
        return _FULL
    return _CHANGES


def _of_edition(told: dict[str, str], edition: str) -> dict[str, str]:
    """Keep the fingerprints that were taken under the present rules."""
    mark = f"{edition}:"
    return {
        number: text.removeprefix(mark) for number, text in told.items() if text.startswith(mark)
    }
