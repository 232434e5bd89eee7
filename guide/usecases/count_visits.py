"""Count how often companies are seen and found, without cookies or addresses.

A request only adds to a sum in memory; once a minute, and at the end, each process writes its own.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from guide.catalogue import visits
from guide.catalogue.database import Database, DatabaseUnavailableError, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.count_buffer import FLUSH_SECONDS, CountBuffer, CountsNotWrittenError
from guide.domain.visits import Appearance, View, kept_query
from guide.outside.clock import Clock

Writer = Callable[[Mapping[Any, int]], None]


class VisitCounter:
    """The sums of one process; what cannot be written now is written a minute later."""

    def __init__(self, database: Database, clock: Clock, *, seconds: float = FLUSH_SECONDS) -> None:
        self._database, self._clock = database, clock
        self._views: CountBuffer[View] = CountBuffer(self._write(visits.add_views), seconds=seconds)
        self._appearances: CountBuffer[Appearance] = CountBuffer(
            self._write(visits.add_appearances), seconds=seconds
        )

    def view(self, slug: str, day: date) -> None:
        """Count that a profile was read."""
        self._views.add(View(slug=slug[:200], day=day))

    def appear(self, ids: Iterable[CompanyId], text: str, day: date) -> None:
        """Count that a search showed companies, unless its words may be about a person."""
        query = kept_query(text)
        if query is None:
            return
        for company_id in ids:
            self._appearances.add(Appearance(company_id=company_id, query=query, day=day))

    def flush(self) -> None:
        """Write now."""
        self._views.flush()
        self._appearances.flush()

    def close(self) -> None:
        """Write what is left."""
        self._views.close()
        self._appearances.close()

    def _write(self, add: Callable[[UnitOfWork, Mapping[Any, int]], None]) -> Writer:
        """Return what writes counts in a transaction of their own."""

        def write(counts: Mapping[Any, int]) -> None:
            try:
                with self._database.writing() as work:
                    visits.begin(work, self._clock.now())
                    add(work, counts)
                    work.commit()
            except DatabaseUnavailableError as error:
                raise CountsNotWrittenError(str(error)) from error

        return write
