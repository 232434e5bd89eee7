"""The only place where real things are plugged together."""

from collections.abc import Callable
from dataclasses import dataclass

from guide.catalogue.database import Database
from guide.config import Settings
from guide.domain.protection import ProtectionPolicy
from guide.outside.clock import Clock, SystemClock
from guide.search.absent import AbsentIndex
from guide.search.port import SearchReader, SearchWriter


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

    def close(self) -> None:
        """Give back connections."""
        self.database.close()


def _no_writer() -> SearchWriter:
    message = "no search engine is plugged in"
    raise RuntimeError(message)


def build(settings: Settings, clock: Clock | None = None) -> Guide:
    """Plug the guide together from its settings."""
    settings.home.mkdir(parents=True, exist_ok=True)
    return Guide(
        settings=settings,
        database=Database(settings.database),
        policy=ProtectionPolicy(protected=settings.protected_policy),
        clock=clock or SystemClock(),
        reader=AbsentIndex("no search engine is plugged in"),
        open_writer=_no_writer,
    )
