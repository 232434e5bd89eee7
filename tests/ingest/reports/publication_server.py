"""The index of publications as it behaves, and its documents, on a real local server."""

import json
import re
from collections.abc import Callable
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from guide.ingest.cvr.service_client import ServiceClient, ServiceLogin
from guide.ingest.reports.downloads import DocumentFetcher
from guide.ingest.reports.publications import PublicationIndex

Json = dict[str, Any]


def hit(
    cvr: str,
    key: str,
    loaded: str = "2025-05-20T10:00:00.000Z",
    start: str = "2024-01-01",
    end: str = "2024-12-31",
    *,
    corrects: bool = False,
    documents: list[Json] | None = None,
) -> Json:
    """A hit in the shape of the index; by default with one XML document."""
    return {
        "_index": "indberetninger-20170101",
        "_id": f"urn:ofk:oid:{key}",
        "_source": {
            "cvrNummer": int(cvr),
            "regNummer": None,
            "indlaesningsId": "1",
            "indlaesningsTidspunkt": loaded,
            "sagsNummer": "X25-AA-00-AA",
            "offentliggoerelsesTidspunkt": loaded,
            "sidstOpdateret": loaded,
            "offentliggoerelsestype": "regnskab",
            "omgoerelse": corrects,
            "regnskab": {
                "regnskabsperiode": {"startDato": start, "slutDato": end},
                "godkendelse": None,
            },
            "dokumenter": [document(key)] if documents is None else documents,
        },
    }


def document(key: str, kind: str = "AARSRAPPORT", media: str = "application/xml") -> Json:
    """A document in the shape of the index."""
    return {
        "dokumentUrl": f"http://regnskaber.virk.dk/{key}.xml",
        "dokumentMimeType": media,
        "dokumentType": kind,
    }


class PublicationServer:
    """Holds hits, files, scrolls and the faults to come: one a question, ``None`` for none.

    ``busy`` is how many times the next documents are refused with 503.
    """

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.hits: list[Json] = []
        self.faults: list[Callable[[], Response] | None] = []
        self.asked: list[Json] = []
        self.files: dict[str, bytes] = {}
        self.busy = 0
        self.headers: list[dict[str, str]] = []
        self.waits: list[float] = []
        self._scrolls: dict[str, list[Json]] = {}
        server.expect_request("/offentliggoerelser/_search", method="POST").respond_with_handler(
            self._search
        )
        server.expect_request("/_search/scroll", method="POST").respond_with_handler(self._scroll)
        server.expect_request(re.compile(r"/.*\.xml"), method="GET").respond_with_handler(
            self._file
        )

    def index(self, page: int = 2) -> PublicationIndex:
        """A client of this server that does not really wait."""
        login = ServiceLogin(url=self.server.url_for("").rstrip("/"), name="Regnskabsindekset")
        client = ServiceClient(login, sleep=self.waits.append)
        return PublicationIndex(client, page=page)

    def fetcher(self) -> DocumentFetcher:
        """A client for documents of this server."""
        return DocumentFetcher(self.server.url_for("").rstrip("/"), sleep=self.waits.append)

    def forget_scrolls(self) -> Response:
        """Lose every scroll, as the service does after two minutes."""
        self._scrolls.clear()
        error = {"error": {"root_cause": [{"type": "search_context_missing_exception"}]}}
        return answer(error, 404)

    def _search(self, request: Request) -> Response:
        self.headers.append(dict(request.headers))
        body = request.get_json()
        self.asked.append(body)
        if self.faults and (fault := self.faults.pop(0)):
            return fault()
        found = [one for one in self.hits if _matches(one["_source"], body["query"])]
        found.sort(key=lambda one: one["_source"]["indlaesningsTidspunkt"])
        name = f"scroll{len(self.asked)}"
        self._scrolls[name] = found[body["size"] :]
        return self._page(found[: body["size"]], len(found), name)

    def _scroll(self, request: Request) -> Response:
        if self.faults and (fault := self.faults.pop(0)):
            return fault()
        name = request.get_json()["scroll_id"]
        size = self.asked[-1]["size"]
        rest = self._scrolls[name]
        self._scrolls[name] = rest[size:]
        return self._page(rest[:size], len(rest), name)

    def _file(self, request: Request) -> Response:
        if self.busy:
            self.busy -= 1
            return Response(status=503)
        content = self.files.get(request.path)
        return Response(status=404) if content is None else Response(content)

    def _page(self, hits: list[Json], total: int, scroll: str) -> Response:
        return answer({"_scroll_id": scroll, "hits": {"total": total, "hits": hits}})


def answer(content: object, status: int = 200, **headers: str) -> Response:
    """A JSON answer."""
    return Response(json.dumps(content), status, headers, content_type="application/json")


def _matches(source: Json, query: Json) -> bool:
    """Judge terms and a range; a field of another name matches nothing, without an error."""
    for rule in query["bool"]["must"]:
        ((kind, condition),) = rule.items()
        ((field, wanted),) = condition.items()
        if kind == "terms" and source.get(field) not in wanted:
            return False
        if kind == "range":
            loaded, low = source.get(field, ""), wanted["gte"].replace("+00:00", "Z")
            if loaded < low:
                return False
    return True
