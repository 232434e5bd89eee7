"""The register from its live service: scrolled by branch, sliced by number, in resumable order."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from guide.ingest.cvr import service_queries as queries
from guide.ingest.cvr.service_client import (
    LostScrollError,
    ServiceClient,
    TooLargeError,
    UnfinishedError,
    hits_of,
    total_of,
)
from guide.ingest.cvr.source import NONE_KNOWN, Document, Fingerprints, SourceError, Survey
from guide.ingest.cvr.unwrapping import read
from guide.ingest.cvr.values import moment as read_moment

SEARCH = "/cvr-permanent/virksomhed/_search"
SCROLL = "/_search/scroll"
MAPPING = "/cvr-permanent/_mapping"
CANARY = "24256790"
"""A company that has been in the register throughout (mod 11 valid, in no danger of ceasing)."""

SLICE = 500
PAGE = 200
_KEEP = "2m"
_RESTARTS = 5
_ACCEPTED_LOSS = 0.02


class ServiceSource:
    """Companies from the service; every answer comes in the order of CVR numbers."""

    def __init__(self, client: ServiceClient, *, page: int = PAGE, canary: str = CANARY) -> None:
        self._client = client
        self._page = page
        self._canary = canary

    @property
    def name(self) -> str:
        """Name the host, and nothing of the login."""
        return f"tjeneste: {self._client.host}"

    @property
    def fingerprint(self) -> str:
        """The host: order and marks are the same whenever it is asked."""
        return self._client.host

    @property
    def selective(self) -> bool:
        """The service answers what it is asked."""
        return True

    def survey(self, codes: Collection[str]) -> Survey:
        """Look for the canary, the fields, the count of the codes and the newest load time."""
        canary = self._count(queries.numbers_query([self._canary]))
        mapping = self._client.ask("GET", MAPPING)
        newest = self._client.ask("POST", SEARCH, queries.newest_body())
        hits = hits_of(newest)
        return Survey(
            canary_found=canary == 1,
            missing_fields=queries.missing_fields(mapping),
            count=self._count(queries.branch_query(codes)),
            newest_load=_loaded(hits[0]) if hits else None,
        )

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield companies with a main or side branch among ``codes``; marks are CVR numbers."""
        return self._all(codes, int(after or 0), None, known)

    def changed_since(
        self,
        moment: datetime,
        codes: Collection[str],
        after: str = "",
        known: Fingerprints = NONE_KNOWN,
    ) -> Iterator[Document]:
        """Yield those loaded at or after ``moment`` (load time never goes back)."""
        return self._all(codes, int(after or 0), moment, known)

    def by_cvr(
        self, numbers: Collection[str], known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield known companies in slices; each slice is one search within the window."""
        ordered = sorted(numbers)
        for start in range(0, len(ordered), SLICE):
            yield from self._slice(ordered[start : start + SLICE], known)

    def _slice(self, numbers: list[str], known: Fingerprints) -> Iterator[Document]:
        body = queries.page(queries.numbers_query(numbers), len(numbers))
        try:
            answer = self._client.ask("POST", SEARCH, body)
        except TooLargeError:
            if len(numbers) == 1:
                raise SourceError(f"CVR-dokumentet for {numbers[0]} er for stort.") from None
            middle = len(numbers) // 2
            yield from self._slice(numbers[:middle], known)
            yield from self._slice(numbers[middle:], known)
            return
        for hit in hits_of(answer):
            yield read(hit, _mark(hit), known)

    def _all(
        self, codes: Collection[str], after: int, since: datetime | None, known: Fingerprints
    ) -> Iterator[Document]:
        """Scroll to the end; a lost scroll begins again behind the last company that came."""
        size = self._page
        restarts = 0
        while True:
            query = queries.branch_query(codes, after=after, since=since)
            before = after
            try:
                for hit in self._scroll(query, after, size):
                    after = int(_mark(hit))
                    yield read(hit, str(after), known)
            except TooLargeError:
                size = self._smaller(size)
            except (LostScrollError, UnfinishedError):
                restarts = 0 if after > before else restarts + 1
                if restarts > _RESTARTS:
                    raise SourceError(
                        "CVR-tjenesten taber læsningen igen og igen. Prøv igen senere."
                    ) from None
            else:
                return

    def _scroll(self, query: queries.Query, after: int, size: int) -> Iterator[dict[str, Any]]:
        """Yield new hits of one scroll; raises ``LostScrollError`` when it ends too early."""
        answer = self._client.ask("POST", f"{SEARCH}?scroll={_KEEP}", queries.page(query, size))
        total, seen = total_of(answer), 0
        scroll = answer.get("_scroll_id")
        try:
            while hits := hits_of(answer):
                new = [hit for hit in hits if int(_mark(hit)) > after]
                if not new:
                    raise LostScrollError
                for hit in new:
                    after = int(_mark(hit))
                    seen += 1
                    yield hit
                if not isinstance(scroll, str):
                    raise SourceError("CVR-tjenesten gav ingen scroll. Læsningen er stoppet.")
                body = {"scroll": _KEEP, "scroll_id": scroll}
                answer = self._client.ask("POST", SCROLL, body, again=False)
                scroll = answer.get("_scroll_id", scroll)
        finally:
            self._forget(scroll)
        if seen < total * (1 - _ACCEPTED_LOSS):
            raise LostScrollError

    def _forget(self, scroll: object) -> None:
        """Free the scroll at the service; it ends by itself when this fails."""
        if not isinstance(scroll, str):
            return
        try:
            self._client.ask("DELETE", SCROLL, {"scroll_id": [scroll]}, again=False)
        except (SourceError, UnfinishedError, LostScrollError, TooLargeError):
            return

    def _smaller(self, size: int) -> int:
        if size == 1:
            raise SourceError("Et CVR-dokument er for stort til at blive læst.")
        return max(size // 4, 1)

    def _count(self, query: queries.Query) -> int:
        return total_of(self._client.ask("POST", SEARCH, queries.count_body(query)))


def _mark(hit: dict[str, Any]) -> str:
    """Return the CVR number that the answer was sorted by."""
    sort = hit.get("sort")
    if not isinstance(sort, list) or not sort or not str(sort[0]).isdecimal():
        raise SourceError("CVR-tjenestens svar er ikke sorteret. Læsningen er stoppet.")
    return str(sort[0])


def _loaded(hit: dict[str, Any]) -> datetime | None:
    source = hit.get("_source")
    company = source.get("Vrvirksomhed") if isinstance(source, dict) else None
    return read_moment(company.get("sidstIndlaest")) if isinstance(company, dict) else None
