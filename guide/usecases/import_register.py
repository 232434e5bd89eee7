"""Read the register into the guide: checked, resumable, one run at a time.

Order of a run: lease, survey and its checks, companies by branch, known numbers, the brake,
the companies that move, questions about missing ones, rows whose day has come.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from guide.catalogue import dead_letters, import_runs, register, tasks
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.import_runs import RunState
from guide.catalogue.leases import Lease
from guide.domain.danish_time import danish_day
from guide.domain.industry import CANDIDATE_CODES
from guide.domain.protection import ProtectionPolicy
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
from guide.outside.process import collecting_rarely
from guide.usecases.hold_lease import held_lease
from guide.usecases.judge_register import to_land
from guide.usecases.land_register import Move, land_batch
from guide.usecases.reevaluate_register import reevaluate_register
from guide.usecases.register_run import ImportOptions, ImportReport, Port, RunBook, open_book

BATCH = 200
OVERLAP = timedelta(days=3)
"""An incremental run reads this far behind the newest load of the last one."""

MISSING_FOR = timedelta(days=30)
_LEASE = "guide import cvr"
_SLICES = 7
_ENOUGH_TO_JUDGE = 20
_NUMBERS = "numbers"
"""The position of a run whose branches are all read."""

CODES = frozenset(code for _, code in CANDIDATE_CODES)


class StoppedError(Exception):
    """A check failed: the run stops and an editor is asked."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = findings


def import_register(
    database: Database,
    source: RegisterSource,
    policy: ProtectionPolicy,
    port: Port,
    options: ImportOptions,
) -> ImportReport:
    """Run an import; raises ``LeaseHeldError`` when another one runs."""
    with (
        held_lease(database, _LEASE, port.owner, port.clock, port.is_alive) as lease,
        collecting_rarely(),
    ):
        book = open_book(database, source, options, port.clock.now())
        return _Import(database, source, policy, port, options, lease, book).run()


class _Import:
    """One run; everything that must survive a stop is in its book."""

    def __init__(
        self,
        database: Database,
        source: RegisterSource,
        policy: ProtectionPolicy,
        port: Port,
        options: ImportOptions,
        lease: Lease,
        book: RunBook,
    ) -> None:
        self._database = database
        self._source = source
        self._policy = policy
        self._port = port
        self._force = options.force
        self._lease = lease
        self._book = book

    def run(self) -> ImportReport:
        """Do the whole run and write down how it ended."""
        state, findings = RunState.DONE, tuple[Finding, ...]()
        try:
            self._check_survey()
            self._read_branches()
            self._read_numbers()
            self._land_movers()
            self._ask_about_missing()
            now = self._port.clock.now()
            self._book.counts.turned = reevaluate_register(self._database, self._policy, now)
            if self._book.ended_early:
                raise SourceError(self._book.ended_early)
        except StoppedError as stop:
            state, findings = RunState.STOPPED, stop.findings
        except SourceError as error:
            state = RunState.FAILED
            findings = (Finding(check=Check.SOURCE, text=str(error)),)
        with self._database.writing() as work:
            now = self._port.clock.now()
            report = self._book.close(work, self._lease, state, findings, now)
            work.commit()
        return report

    def _check_survey(self) -> None:
        survey = self._source.survey(CODES)
        previous = self._book.previous
        findings = check_survey(
            canary_found=survey.canary_found,
            missing_fields=survey.missing_fields,
            count=survey.count,
            previous_count=previous.source_count if previous else None,
            newest_load=survey.newest_load,
            now=self._port.clock.now(),
        )
        if findings and not self._force:
            raise StoppedError(*findings)
        with self._database.writing() as work:
            import_runs.note_count(work, self._book.run.id, survey.count)
            work.commit()

    def _read_branches(self) -> None:
        book = self._book
        if book.position == _NUMBERS:
            return
        before = book.previous.high_water if book.previous else None
        if book.is_full or before is None:
            documents = self._source.by_branch(CODES, book.position, book.known)
        else:
            moment = before - OVERLAP
            documents = self._source.changed_since(moment, CODES, book.position, book.known)
        self._land_all(documents)
        book.position = _NUMBERS

    def _read_numbers(self) -> None:
        """Ask for companies by number: those never read, and in turn those that are known."""
        if not self._source.selective:
            return
        asked = self._numbers_to_ask()
        self._land_all(self._source.by_cvr(asked, self._book.known), at=_NUMBERS)
        gone = [number for number in asked if number not in self._book.seen]
        with self._database.writing() as work:
            register.note_missing(work, gone, self._port.clock.now())
            work.commit()
        self._book.counts.missing = len(gone)

    def _numbers_to_ask(self) -> list[str]:
        with self._database.reading() as work:
            known = register.known_numbers(work)
            unread = set(register.never_read(work))
        turn = danish_day(self._port.clock.now()).toordinal() % _SLICES
        return [
            number
            for number in known
            if number not in self._book.seen
            and (self._book.is_full or number in unread or int(number) % _SLICES == turn)
        ]

    def _land_all(self, documents: Iterable[Document], *, at: str = "") -> None:
        """Land documents batch by batch; ``at`` is the position to keep instead of theirs."""
        for batch in _batches(documents):
            self._book.note(batch)
            self._check_completeness()
            self._book.position = at or batch[-1].position
            with self._database.writing() as work:
                self._keep_letters(work, batch)
                self._land(work, to_land(batch), hold_movers=not self._force)
                self._book.checkpoint(work, self._lease, self._port.clock.now())
                work.commit()
            self._port.progress(self._book.counts.read)

    def _check_completeness(self) -> None:
        counts = self._book.counts
        finding = check_completeness(complete=counts.complete, read=counts.read)
        if finding and counts.read >= _ENOUGH_TO_JUDGE and not self._force:
            raise StoppedError(finding)

    def _land(self, work: UnitOfWork, read: Sequence[ReadDocument], *, hold_movers: bool) -> None:
        book = self._book
        setting = book.setting(self._policy, self._port.clock.now())
        movers = land_batch(work, read, setting, book.counts, hold_movers=hold_movers)
        for mover in movers:
            cvr = mover.document.company.cvr
            if cvr not in book.waiting:
                book.counts.leaving += mover.move is Move.LEAVES
                book.counts.changing_status += mover.move is Move.CHANGES_STATUS
            book.waiting[cvr] = mover.document
        if movers:
            self._brake()

    def _brake(self) -> None:
        counts = self._book.counts
        finding = check_brake(
            leaving=counts.leaving,
            changing_status=counts.changing_status,
            known=self._book.read_before,
        )
        if finding:
            raise StoppedError(finding)

    def _keep_letters(self, work: UnitOfWork, batch: Sequence[Document]) -> None:
        for letter in batch:
            if not isinstance(letter, UnreadDocument):
                continue
            self._book.counts.dead += dead_letters.add(
                work,
                self._book.run.id,
                position=letter.position,
                cvr=letter.cvr,
                reason=letter.reason,
                raw=letter.raw,
                now=self._port.clock.now(),
            )

    def _land_movers(self) -> None:
        """Land those that leave or change status, now that they are known to be few."""
        waiting = self._book.waiting
        lost = [number for number, document in waiting.items() if document is None]
        for document in self._source.by_cvr(lost) if lost else ():
            if isinstance(document, ReadDocument):
                waiting[document.company.cvr] = document
        movers = [document for document in waiting.values() if document is not None]
        waiting.clear()
        for start in range(0, len(movers), BATCH):
            with self._database.writing() as work:
                self._land(work, movers[start : start + BATCH], hold_movers=False)
                waiting.update((item.company.cvr, item) for item in movers[start + BATCH :])
                self._book.checkpoint(work, self._lease, self._port.clock.now())
                work.commit()
            waiting.clear()

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
                self._book.counts.asked += tasks.ask(work, task)
            work.commit()


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
