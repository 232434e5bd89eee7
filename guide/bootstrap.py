"""The only place where real things are plugged together."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from guide.catalogue.database import Database
from guide.config import Settings
from guide.domain.protection import ProtectionPolicy
from guide.ingest.cvr.files import FileSource
from guide.ingest.cvr.service import ServiceSource
from guide.ingest.cvr.service_client import ServiceClient, ServiceLogin
from guide.ingest.cvr.source import RegisterSource, SourceError
from guide.ingest.reports.downloads import DocumentFetcher
from guide.ingest.reports.publications import PublicationIndex
from guide.outside.clock import Clock, SystemClock
from guide.outside.dns import DnsTxtReader, TxtReader
from guide.outside.fetch import Fetcher, PinnedFetcher
from guide.outside.mail import Mailer, make_mailer
from guide.outside.pictures import Logos
from guide.search.analysis import load_synonyms
from guide.search.port import SearchReader, SearchWriter
from guide.search.reader import IndexReader
from guide.search.writer import IndexWriter
from guide.usecases.count_visits import VisitCounter
from guide.usecases.match_article import ArticleMatcher

FOLLOW_SECONDS = 0.1
LIVE = "live"
"""The name that stands for the register's live service instead of a file."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The running guide: settings and everything real behind them.

    ``open_writer`` is for the one worker and the index commands; web processes only read.
    """

    settings: Settings
    database: Database
    policy: ProtectionPolicy
    clock: Clock
    reader: SearchReader
    open_writer: Callable[[], SearchWriter]
    mailer: Mailer
    fetcher: Fetcher
    txt_reader: TxtReader
    matcher: ArticleMatcher
    logos: Logos
    visits: VisitCounter

    def follow_index(self, stop: threading.Event) -> threading.Thread:
        """Start a thread that opens each new generation of the index outside any request."""

        def follow() -> None:
            while not stop.wait(FOLLOW_SECONDS):
                self.reader.open_newest()

        thread = threading.Thread(target=follow, name="follow-index", daemon=True)
        thread.start()
        return thread

    def open_register(self, source: str) -> RegisterSource:
        """Open the business register: ``live`` is the service, all else a file or folder.

        Raises ``SourceError`` naming the setting that is missing.
        """
        if source != LIVE:
            return FileSource(Path(source))
        settings = self.settings
        if not settings.cvr_user or not settings.cvr_password.get_secret_value():
            message = "sæt GUIDE_CVR_USER og GUIDE_CVR_PASSWORD til login hos CVR-tjenesten"
            raise SourceError(message)
        login = ServiceLogin(
            url=settings.cvr_url,
            user=settings.cvr_user,
            password=settings.cvr_password.get_secret_value(),
        )
        return ServiceSource(ServiceClient(login))

    def open_publications(self) -> PublicationIndex:
        """Open the index of annual reports; it needs no login."""
        login = ServiceLogin(url=self.settings.reports_url, name="Regnskabsindekset")
        return PublicationIndex(ServiceClient(login))

    def open_documents(self) -> DocumentFetcher:
        """Open the service that the reports' documents are fetched from."""
        return DocumentFetcher(self.settings.reports_mirror or None)

    def close(self) -> None:
        """Write what was counted and give back connections."""
        self.visits.close()
        self.database.close()


def configure_log() -> None:
    """Write the log to standard error, a line of JSON an event: standard output is for answers."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def build(settings: Settings, clock: Clock | None = None) -> Guide:
    """Plug the guide together from its settings."""
    configure_log()
    settings.home.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    synonyms = load_synonyms(settings.data / "synonyms.tsv")
    database = Database(settings.database)
    policy = ProtectionPolicy(protected=settings.protected_policy)
    reader = IndexReader(settings.index, synonyms)
    return Guide(
        settings=settings,
        database=database,
        policy=policy,
        clock=clock,
        reader=reader,
        open_writer=lambda: IndexWriter(settings.index),
        fetcher=PinnedFetcher(),
        txt_reader=DnsTxtReader(),
        mailer=make_mailer(settings.mail_url, settings.mail_folder, settings.mail_from, clock),
        matcher=ArticleMatcher(database, reader, policy),
        logos=Logos(settings.logos),
        visits=VisitCounter(database, clock),
    )
