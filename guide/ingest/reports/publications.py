"""The index of publications (offentliggørelser): open, without login, Elasticsearch 6 over HTTP."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from guide.domain.filings import Filing, FilingDocument, Medium
from guide.domain.reports import Period
from guide.ingest.cvr.service import CANARY
from guide.ingest.cvr.service_client import (
    LostScrollError,
    ServiceClient,
    TooLargeError,
    UnfinishedError,
    hits_of,
)
from guide.ingest.cvr.source import SourceError
from guide.ingest.cvr.values import DocumentError, moment

SEARCH = "/offentliggoerelser/_search"
SCROLL = "/_search/scroll"
SLICE = 500
"""Company numbers in one question; the service's own limit on terms is not documented."""

PAGE = 100
_KEEP = "2m"
_RESTARTS = 5
_MEDIA = {
    "application/xml": Medium.XML,
    "text/xml": Medium.XML,
    "application/xhtml+xml": Medium.XHTML,
    "text/html": Medium.XHTML,
    "application/zip": Medium.ZIP,
    "application/pdf": Medium.PDF,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadFiling:
    """A hit that could not be read, for the dead letters."""

    position: str
    reason: str
    raw: bytes
    cvr: str | None = None


Publication: TypeAlias = Filing | UnreadFiling


class PublicationIndex:
    """Asks the index about known companies; nothing else is ever asked for."""

    def __init__(self, client: ServiceClient, *, page: int = PAGE) -> None:
        self._client = client
        self._page = page

    def of_companies(
        self, numbers: Collection[str], since: datetime | None = None
    ) -> Iterator[Publication]:
        """Yield the filings of these companies, those loaded from ``since`` on, each once.

        Numbers are asked for in slices and every slice is scrolled, so that the window of 3,000
        is never met. Raises ``SourceError`` when the index fails for good.
        """
        ordered = sorted(numbers)
        for start in range(0, len(ordered), SLICE):
            yield from self._slice(ordered[start : start + SLICE], since)

    def finds_canary(self) -> bool:
        """Look for a company that has filed for years: a changed field name finds nothing."""
        return next(self.of_companies([CANARY]), None) is not None

    def _slice(self, numbers: list[str], since: datetime | None) -> Iterator[Publication]:
        """Scroll to the end; a lost scroll begins again at the last load time that came."""
        seen: set[str] = set()
        restarts = 0
        while True:
            before = len(seen)
            try:
                for hit in self._scroll(_query(numbers, since)):
                    publication = read_hit(hit)
                    key = publication.id if isinstance(publication, Filing) else _id(hit)
                    if key in seen:
                        continue
                    seen.add(key)
                    if isinstance(publication, Filing):
                        since = publication.loaded_at
                    yield publication
            except (LostScrollError, UnfinishedError):
                restarts = 0 if len(seen) > before else restarts + 1
                if restarts > _RESTARTS:
                    raise SourceError(
                        "Regnskabsindekset taber læsningen igen og igen. Prøv igen senere."
                    ) from None
            except TooLargeError:
                raise SourceError(
                    "Regnskabsindekset svarer med for store sider. Sæt sidestørrelsen ned."
                ) from None
            else:
                return

    def _scroll(self, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        body = {"size": self._page, "sort": [{"indlaesningsTidspunkt": "asc"}], "query": query}
        answer = self._client.ask("POST", f"{SEARCH}?scroll={_KEEP}", body)
        while hits := hits_of(answer):
            yield from hits
            scroll = answer.get("_scroll_id")
            if not isinstance(scroll, str):
                raise SourceError("Regnskabsindekset gav ingen scroll. Læsningen er stoppet.")
            following = {"scroll": _KEEP, "scroll_id": scroll}
            answer = self._client.ask("POST", SCROLL, following, again=False)


def _query(numbers: list[str], since: datetime | None) -> dict[str, Any]:
    must: list[dict[str, Any]] = [{"terms": {"cvrNummer": [int(number) for number in numbers]}}]
    if since is not None:
        loaded = {"gte": since.isoformat(timespec="milliseconds")}
        must.append({"range": {"indlaesningsTidspunkt": loaded}})
    return {"bool": {"must": must}}


def read_hit(hit: dict[str, Any]) -> Publication:
    """Read one hit; one of another shape is kept with the reason and never read as empty."""
    source = hit.get("_source")
    try:
        if not isinstance(source, dict):
            raise DocumentError("svaret har intet indhold")
        return _filing(_id(hit), source)
    except DocumentError as error:
        cvr = source.get("cvrNummer") if isinstance(source, dict) else None
        return UnreadFiling(
            position=_id(hit),
            reason=f"Offentliggørelsen kan ikke læses: {error}.",
            raw=json.dumps(hit, ensure_ascii=False).encode(errors="replace"),
            cvr=f"{cvr:08d}" if isinstance(cvr, int) else None,
        )


def _id(hit: dict[str, Any]) -> str:
    return str(hit.get("_id", ""))


def _filing(key: str, source: dict[str, Any]) -> Filing:
    number = source.get("cvrNummer")
    loaded = moment(source.get("indlaesningsTidspunkt"))
    if not key or not isinstance(number, int) or loaded is None:
        raise DocumentError("id, cvrNummer eller indlaesningsTidspunkt mangler")
    documents = source.get("dokumenter")
    if not isinstance(documents, list):
        raise DocumentError("dokumenter mangler")
    return Filing(
        id=key,
        cvr=f"{number:08d}",
        loaded_at=loaded,
        published_at=moment(source.get("offentliggoerelsesTidspunkt")) or loaded,
        corrects=source.get("omgoerelse") is True,
        period=_period(source),
        documents=tuple(_document(document) for document in documents),
    )


def _period(source: dict[str, Any]) -> Period | None:
    """The index's period; dates that are missing or the wrong way round are no period."""
    report = source.get("regnskab")
    dates = report.get("regnskabsperiode") if isinstance(report, dict) else None
    if not isinstance(dates, dict):
        return None
    try:
        start = date.fromisoformat(str(dates.get("startDato"))[:10])
        end = date.fromisoformat(str(dates.get("slutDato"))[:10])
    except ValueError:
        return None
    return Period(start=start, end=end) if start <= end else None


def _document(document: object) -> FilingDocument:
    if not isinstance(document, dict) or not isinstance(document.get("dokumentUrl"), str):
        raise DocumentError("et dokument mangler sin adresse")
    media_type = str(document.get("dokumentMimeType", "")).partition(";")[0].strip().lower()
    return FilingDocument(
        url=document["dokumentUrl"],
        kind=str(document.get("dokumentType", "")).upper(),
        medium=_MEDIA.get(media_type, Medium.OTHER),
    )
