"""Ask the index of publications about the known companies, and read what they filed.

Order of a run: lease, canary, the index (filings are kept as they come), then company by company
the documents. A company lands whole or not at all, and a run that was broken off goes on with the
filings that still wait.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from guide.catalogue import dead_letters, filings, import_runs, leases, reports, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.filings import Numbered
from guide.catalogue.import_runs import RunState
from guide.catalogue.leases import Lease
from guide.catalogue.sources import Source
from guide.domain.company import CompanyId
from guide.domain.facts import Layer
from guide.domain.filings import Filing, FilingState
from guide.domain.protection import ProtectionPolicy
from guide.domain.report_terms import FigureOrigin
from guide.ingest.cvr.source import SourceError
from guide.ingest.reports.publications import Publication, UnreadFiling
from guide.usecases.hold_lease import held_lease
from guide.usecases.read_filings import Fetcher, Outcome, Settlement, settle_filings
from guide.usecases.recompute_figures import recompute_company
from guide.usecases.refresh_company import refresh_company
from guide.usecases.register_run import Port

REPORTS = Source(
    key="reports",
    title="Årsrapporter, Erhvervsstyrelsen",
    url="https://datacvr.virk.dk",
    licence="Offentliggjorte regnskaber",
)
OVERLAP = timedelta(days=3)
"""A run asks this far behind the newest filing of the last one."""

_BATCH = 100
_LEASE = "guide import reports"


class Index(Protocol):
    """Whatever tells of filings."""

    def finds_canary(self) -> bool:
        """Tell whether a company that files every year is found."""
        ...

    def of_companies(
        self, numbers: Sequence[str], since: datetime | None = None
    ) -> Iterator[Publication]:
        """Yield the filings of companies; raises ``SourceError``."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportOptions:
    """``full`` asks for all years again, ``retry`` reads again what was refused.

    ``force`` goes on in spite of the canary.
    """

    full: bool = False
    retry: bool = False
    force: bool = False


@dataclass
class ReportCounts:
    """What a run did, in filings but for ``companies`` (those whose figures changed)."""

    told: int = 0
    new: int = 0
    read: int = 0
    corrected: int = 0
    paper: int = 0
    superseded: int = 0
    left_out: int = 0
    refused: int = 0
    unfetched: int = 0
    dead: int = 0
    companies: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count what became of a filing."""
        name = outcome.state.value
        setattr(self, name, getattr(self, name) + 1)
        report = outcome.report
        self.corrected += report is not None and any(s.corrected for s in report.figures)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportsReport:
    """How a run ended; ``problem`` says in Danish why it did not end well."""

    state: RunState
    counts: ReportCounts
    problem: str = ""


def import_reports(
    database: Database,
    index: Index,
    fetcher: Fetcher,
    policy: ProtectionPolicy,
    port: Port,
    options: ReportOptions,
) -> ReportsReport:
    """Run an import; raises ``LeaseHeldError`` when another one runs."""
    with held_lease(database, _LEASE, port.owner, port.clock, port.is_alive) as lease:
        return _Import(database, index, fetcher, policy, port, options, lease).run()


class _Import:
    """One run with its state."""

    def __init__(
        self,
        database: Database,
        index: Index,
        fetcher: Fetcher,
        policy: ProtectionPolicy,
        port: Port,
        options: ReportOptions,
        lease: Lease,
    ) -> None:
        self._database = database
        self._index = index
        self._fetcher = fetcher
        self._policy = policy
        self._port = port
        self._options = options
        self._lease = lease
        self._counts = ReportCounts()
        self._run_id = 0
        self._high_water: datetime | None = None

    def run(self) -> ReportsReport:
        """Do the whole run and write down how it ended."""
        since = self._open()
        try:
            if not self._options.force and not self._index.finds_canary():
                return self._close(RunState.STOPPED, _NO_CANARY)
            self._ask(since)
        except SourceError as error:
            return self._close(RunState.FAILED, str(error))
        self._read_all()
        return self._close(RunState.DONE)

    def _open(self) -> datetime | None:
        """Begin a run; return the load time from which known companies are asked about."""
        now = self._port.clock.now()
        with self._database.writing() as work:
            sources.save(work, REPORTS)
            previous = import_runs.latest(work, REPORTS.key)
            mode = "full" if self._options.full else "changes"
            run = import_runs.start(
                work, kind=REPORTS.key, source=REPORTS.key, fingerprint="", mode=mode, now=now
            )
            if self._options.retry:
                filings.retry_refused(work)
            work.commit()
        self._run_id = run.id
        self._high_water = previous.high_water if previous else None
        if self._options.full or self._high_water is None:
            return None
        return self._high_water - OVERLAP

    def _ask(self, since: datetime | None) -> None:
        """Ask for new filings of companies asked about before, and for all of the others'."""
        with self._database.reading() as work:
            every = filings.numbered(work)
            asked = filings.asked(work)
        before = [one for one in every if one.id in asked and since is not None]
        first = [one for one in every if one.id not in asked or since is None]
        self._keep(before, since)
        self._keep(first, None)
        with self._database.writing() as work:
            filings.note_asked(work, [one.id for one in first], self._port.clock.now())
            work.commit()

    def _keep(self, whom: Sequence[Numbered], since: datetime | None) -> None:
        ids = {one.cvr: one.id for one in whom}
        if not ids:
            return
        publications = self._index.of_companies(sorted(ids), since)
        while batch := list(islice(publications, _BATCH)):
            with self._database.writing() as work:
                for publication in batch:
                    self._note(work, publication, ids)
                self._checkpoint(work)
                work.commit()

    def _note(self, work: UnitOfWork, publication: Publication, ids: dict[str, CompanyId]) -> None:
        now = self._port.clock.now()
        if isinstance(publication, UnreadFiling):
            self._bury(work, publication.position, publication.cvr, publication.reason,
                       publication.raw)  # fmt: skip
            return
        self._counts.told += 1
        company_id = ids.get(publication.cvr)
        if company_id is not None:
            self._counts.new += filings.note(work, company_id, publication, now)
        self._rise(publication)

    def _rise(self, filing: Filing) -> None:
        if self._high_water is None or filing.loaded_at > self._high_water:
            self._high_water = filing.loaded_at

    def _read_all(self) -> None:
        with self._database.reading() as work:
            waiting = filings.waiting(work)
        for done, company_id in enumerate(waiting):
            with self._database.reading() as work:
                known = filings.of_company(work, company_id)
            settlement = settle_filings(known, self._fetcher)
            with self._database.writing() as work:
                self._land(work, company_id, settlement)
                self._checkpoint(work)
                work.commit()
            self._port.progress(done + 1)

    def _land(self, work: UnitOfWork, company_id: CompanyId, settlement: Settlement) -> None:
        now = self._port.clock.now()
        for outcome in settlement.outcomes:
            self._settle(work, outcome, now)
        before = [
            figures
            for figures in reports.sets_of(work, [company_id])[company_id]
            if figures.origin is FigureOrigin.REPORT and figures.source in settlement.kept
        ]
        sets = [*before, *settlement.figures]
        if reports.save_sets(work, company_id, Layer.REGISTER, REPORTS.key, sets, now):
            self._counts.companies += 1
            recompute_company(work, company_id, now)
            refresh_company(work, company_id, self._policy, now)

    def _settle(self, work: UnitOfWork, outcome: Outcome, now: datetime) -> None:
        self._counts.add(outcome)
        filings.settle(work, outcome.filing.id, outcome.state, now, reason=outcome.reason)
        if outcome.report is not None:
            filings.keep_report(
                work,
                outcome.filing.id,
                outcome.report,
                outcome.document_url,
                outcome.document_hash,
            )
        if outcome.state is FilingState.REFUSED:
            self._bury(work, outcome.filing.id, outcome.filing.cvr, outcome.reason, outcome.raw)

    def _bury(
        self, work: UnitOfWork, position: str, cvr: str | None, reason: str, raw: bytes
    ) -> None:
        self._counts.dead += dead_letters.add(
            work,
            self._run_id,
            position=position,
            cvr=cvr,
            reason=reason,
            raw=raw,
            now=self._port.clock.now(),
        )

    def _checkpoint(self, work: UnitOfWork) -> None:
        now = self._port.clock.now()
        leases.renew(work, self._lease, now)
        import_runs.checkpoint(
            work,
            self._run_id,
            position="",
            counts=asdict(self._counts),
            waiting=(),
            high_water=self._high_water,
            now=now,
        )

    def _close(self, state: RunState, problem: str = "") -> ReportsReport:
        with self._database.writing() as work:
            self._checkpoint(work)
            found = [{"check": "source", "text": problem}] if problem else []
            import_runs.finish(work, self._run_id, state, self._port.clock.now(), found)
            work.commit()
        return ReportsReport(state=state, counts=self._counts, problem=problem)


_NO_CANARY = (
    "Regnskabsindekset finder ikke en virksomhed, der findes. Felterne kan have fået nye navne; "
    "se docs/reports.md, eller fortsæt med --force."
)
