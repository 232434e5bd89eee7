"""Read the register into the guide: checked, resumable, one run at a time.

Order of a run: lease, survey and its checks, companies by branch, known numbers, the brake,
the companies that move, questions about missing ones, rows whose day has come.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from guide.catalogue import dead_letters, import_runs, leases, places, register, sources, tasks
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.import_runs import Run, RunState
from guide.catalogue.leases import Lease
from guide.catalogue.sources import Source
from guide.domain.danish_time import danish_day
from guide.domain.industry import CANDIDATE_CODES
from guide.domain.protection import ProtectionPolicy
from guide.domain.register import RegisterCompany
from guide.domain.register_checks import (
    Check,
    Finding,
    check_brake,
    check_completeness,
    check_survey,
)
from guide.domain.tasks import Task, TaskKind
from guide.ingest.cvr.source import (
    Document,
    ReadDocument,
    RegisterSource,
    SourceError,
    UnreadDocument,
)
from guide.outside.clock import Clock
from guide.outside.process import collecting_rarely
from guide.usecases.land_register import REGISTER, Counts, Move, Setting, count_read, land_batch
from guide.usecases.reevaluate_register import reevaluate_register

CVR = Source(
    key=REGISTER,
    title="CVR, Erhvervsstyrelsen",
    url="https://datacvr.virk.dk",
    licence="Offentlige grunddata; reklamebeskyttelse efter CVR-loven § 19 respekteres",
)
BATCH = 200
OVERLAP = timedelta(days=3)
"""An incremental run reads this far behind the newest load of the last one."""

RESUMABLE_FOR = timedelta(hours=24)
MISSING_FOR = timedelta(days=30)
_SLICES = 7
_ENOUGH_TO_JUDGE = 20
_NUMBERS = "numbers"
"""The position of a run whose branches are all read."""

CODES = frozenset(code for _, code in CANDIDATE_CODES)
Progress = Callable[[int], None]


class StoppedError(Exception):
    """A check failed: the run stops and an editor is asked."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = findings


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
    progress: Progress = field(default=lambda _done: None)


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


def import_register(
    database: Database,
    source: RegisterSource,
    policy: ProtectionPolicy,
    port: Port,
    options: ImportOptions,
) -> ImportReport:
    """Run an import; raises ``LeaseHeldError`` when another one runs."""
    with database.writing() as work:
        lease = leases.take(work, "guide import cvr", port.owner, port.clock.now(), port.is_alive)
        work.commit()
    try:
        with collecting_rarely():
            return _Import(database, source, policy, port, options, lease).run()
    finally:
        with database.writing() as work:
            leases.give_back(work, lease)
            work.commit()


class _Import:
    """One run with its state; everything that must survive a stop is in the run's row."""

    def __init__(
        self,
        database: Database,
        source: RegisterSource,
        policy: ProtectionPolicy,
        port: Port,
        options: ImportOptions,
        lease: Lease,
    ) -> None:
        self._database = database
        self._source = source
        self._policy = policy
        self._port = port
        self._options = options
        self._lease = lease
        self._counts = Counts()
        self._waiting: dict[str, RegisterCompany | None] = {}
        self._seen: set[str] = set()
        self._high_water: datetime | None = None
        self._position = ""
        self._ended_early = ""

    def run(self) -> ImportReport:
        """Do the whole run and write down how it ended."""
        self._open()
        try:
            self._check_survey()
            self._read_branches()
            self._read_numbers()
            self._land_movers()
            self._ask_about_missing()
            now = self._port.clock.now()
            self._counts.turned = reevaluate_register(self._database, self._policy, now)
            if self._ended_early:
                raise SourceError(self._ended_early)
        except StoppedError as stop:
            return self._close(RunState.STOPPED, stop.findings)
        except SourceError as error:
            finding = Finding(check=Check.SOURCE, text=str(error))
            return self._close(RunState.FAILED, (finding,))
        return self._close(RunState.DONE)

    def _open(self) -> None:
        """Begin, or go on where a run of the same source was broken off."""
        now = self._port.clock.now()
        with self._database.writing() as work:
            sources.save(work, CVR)
            self._previous = import_runs.latest(work, REGISTER, source=self._source.name)
            self._mode = "full" if self._reads_all() else "changes"
            broken_off = import_runs.find_unfinished(
                work,
                kind=REGISTER,
                fingerprint=self._source.fingerprint,
                mode=self._mode,
                since=now - RESUMABLE_FOR,
            )
            self._run = broken_off or import_runs.start(
                work,
                kind=REGISTER,
                source=self._source.name,
                fingerprint=self._source.fingerprint,
                mode=self._mode,
                now=now,
            )
            self._codes = frozenset(places.on_day(work, danish_day(now)).municipalities)
            self._read_before = register.count_read(work)
            work.commit()
        self._resumed = broken_off is not None
        self._take_up(self._run)

    def _reads_all(self) -> bool:
        before = self._previous
        return (
            self._options.full
            or not self._source.selective
            or before is None
            or before.high_water is None
        )

    def _take_up(self, run: Run) -> None:
        self._counts = Counts(**run.counts)
        self._waiting = dict.fromkeys(run.waiting)
        self._position = run.position
        marks = [run.high_water, self._previous.high_water if self._previous else None]
        self._high_water = max((mark for mark in marks if mark is not None), default=None)

    def _check_survey(self) -> None:
        survey = self._source.survey(CODES)
        findings = check_survey(
            canary_found=survey.canary_found,
            missing_fields=survey.missing_fields,
            count=survey.count,
            previous_count=self._previous.source_count if self._previous else None,
            newest_load=survey.newest_load,
            now=self._port.clock.now(),
        )
        if findings and not self._options.force:
            raise StoppedError(*findings)
        with self._database.writing() as work:
            import_runs.note_count(work, self._run.id, survey.count)
            work.commit()

    def _read_branches(self) -> None:
        if self._position == _NUMBERS:
            return
        before = self._previous.high_water if self._previous else None
        if self._mode == "full" or before is None:
            documents = self._source.by_branch(CODES, self._position)
        else:
            documents = self._source.changed_since(before - OVERLAP, CODES, self._position)
        self._land_all(documents)
        self._position = _NUMBERS

    def _read_numbers(self) -> None:
        """Ask for companies by number: those never read, and in turn those that are known."""
        if not self._source.selective:
            self._land_all(())
            return
        asked = self._numbers_to_ask()
        self._land_all(self._source.by_cvr(asked), at=_NUMBERS)
        if self._ended_early:
            return
        gone = [number for number in asked if number not in self._seen]
        with self._database.writing() as work:
            register.note_missing(work, gone, self._port.clock.now())
            work.commit()
        self._counts.missing = len(gone)

    def _numbers_to_ask(self) -> list[str]:
        with self._database.reading() as work:
            known = register.known_numbers(work)
            unread = set(register.never_read(work))
        turn = danish_day(self._port.clock.now()).toordinal() % _SLICES
        return [
            number
            for number in known
            if number not in self._seen
            and (self._mode == "full" or number in unread or int(number) % _SLICES == turn)
        ]

    def _land_all(self, documents: Iterable[Document], *, at: str = "") -> None:
        """Land documents batch by batch; ``at`` is the position to keep instead of theirs."""
        for batch in _batches(documents):
            read = [item.company for item in batch if isinstance(item, ReadDocument)]
            unread = [item for item in batch if isinstance(item, UnreadDocument)]
            self._note(read, unread)
            self._position = at or batch[-1].position
            with self._database.writing() as work:
                self._keep_letters(work, unread)
                self._land(work, read, hold_movers=not self._options.force)
                self._checkpoint(work)
                work.commit()
            self._port.progress(self._counts.read)

    def _note(self, read: Sequence[RegisterCompany], unread: Sequence[UnreadDocument]) -> None:
        count_read(read, self._counts)
        self._seen.update(company.cvr for company in read)
        self._seen.update(letter.cvr for letter in unread if letter.cvr)
        loads = [company.loaded_at for company in read if company.loaded_at is not None]
        self._high_water = max([*loads, *([self._high_water] if self._high_water else [])],
                               default=None)  # fmt: skip
        for letter in unread:
            if letter.ends_source:
                self._ended_early = letter.reason
        total = self._counts.read
        finding = check_completeness(complete=self._counts.complete, read=total)
        if finding and total >= _ENOUGH_TO_JUDGE and not self._options.force:
            raise StoppedError(finding)

    def _land(
        self, work: UnitOfWork, read: Sequence[RegisterCompany], *, hold_movers: bool
    ) -> None:
        now = self._port.clock.now()
        setting = Setting(
            policy=self._policy,
            today=danish_day(now),
            now=now,
            municipalities=self._codes,
            run_id=self._run.id,
        )
        movers = land_batch(work, read, setting, self._counts, hold_movers=hold_movers)
        for mover in movers:
            if mover.company.cvr not in self._waiting:
                self._counts.leaving += mover.move is Move.LEAVES
                self._counts.changing_status += mover.move is Move.CHANGES_STATUS
            self._waiting[mover.company.cvr] = mover.company
        if movers:
            self._brake()

    def _brake(self) -> None:
        finding = check_brake(
            leaving=self._counts.leaving,
            changing_status=self._counts.changing_status,
            known=self._read_before,
        )
        if finding:
            raise StoppedError(finding)

    def _keep_letters(self, work: UnitOfWork, unread: Sequence[UnreadDocument]) -> None:
        for letter in unread:
            self._counts.dead += dead_letters.add(
                work,
                self._run.id,
                position=letter.position,
                cvr=letter.cvr,
                reason=letter.reason,
                raw=letter.raw,
                now=self._port.clock.now(),
            )

    def _checkpoint(self, work: UnitOfWork) -> None:
        now = self._port.clock.now()
        leases.renew(work, self._lease, now)
        import_runs.checkpoint(
            work,
            self._run.id,
            position=self._position,
            counts=asdict(self._counts),
            waiting=list(self._waiting),
            high_water=self._high_water,
            now=now,
        )

    def _land_movers(self) -> None:
        """Land those that leave or change status, now that they are known to be few."""
        lost = [number for number, company in self._waiting.items() if company is None]
        if lost:
            self._recover(lost)
        movers = [company for company in self._waiting.values() if company is not None]
        for start in range(0, len(movers), BATCH):
            with self._database.writing() as work:
                self._land(work, movers[start : start + BATCH], hold_movers=False)
                self._checkpoint(work)
                work.commit()
        self._waiting.clear()

    def _recover(self, numbers: Sequence[str]) -> None:
        """Read again the companies that waited when an earlier run was broken off."""
        for document in self._source.by_cvr(numbers):
            if isinstance(document, ReadDocument):
                self._waiting[document.company.cvr] = document.company

    def _ask_about_missing(self) -> None:
        now = self._port.clock.now()
        with self._database.writing() as work:
            for company_id, number, since in register.missing_before(work, now - MISSING_FOR):
                task = Task(
                    kind=TaskKind.MISSING_IN_REGISTER,
                    key=f"{company_id}:{since:%Y-%m-%d}",
                    company_id=company_id,
                    payload={"cvr": number, "since": f"{since:%Y-%m-%d}"},
                    created_at=now,
                )
                self._counts.asked += tasks.ask(work, task)
            work.commit()

    def _close(self, state: RunState, findings: Sequence[Finding] = ()) -> ImportReport:
        now = self._port.clock.now()
        with self._database.writing() as work:
            self._checkpoint(work)
            told = [{"check": item.check.value, "text": item.text} for item in findings]
            import_runs.finish(work, self._run.id, state, now, told)
            work.commit()
        return ImportReport(
            state=state, counts=self._counts, findings=tuple(findings), resumed=self._resumed
        )


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
