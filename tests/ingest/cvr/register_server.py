"""A small server that behaves as the register's Elasticsearch 6 does, faults included."""

import base64
import gzip
import json
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from guide.ingest.cvr.service_queries import REQUIRED_FIELDS

USER, PASSWORD = "brancheguide", "hemmeligt-kodeord"
WINDOW = 3000
Json = dict[str, Any]


class RegisterServer:
    """Holds the companies, the scrolls, the faults to come, and what was asked.

    ``faults`` are taken one per request, None for a request that goes well.
    """

    def __init__(self, companies: list[Json]) -> None:
        self.companies = companies
        self.faults: list[str | None] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.scrolls: dict[str, list[Json]] = {}
        self.mapping = mapping_of(REQUIRED_FIELDS)
        self.url = ""
        self.total_as_object = False
        self.repeat_pages = False
        self.deaf = False

    def search(self, body: Json) -> list[Json]:
        """Return the hits of a query in its order; an unknown field matches nothing."""
        query = {} if self.deaf else body.get("query", {})
        found = [doc for doc in self.companies if matches(doc, query)]
        for order in body.get("sort", []):
            ((path, way),) = order.items()
            found.sort(key=lambda doc: values_at(doc, path) or [0], reverse=way == "desc")
        return [hit(doc, body) for doc in found]

    def answer(self, hits: list[Json], total: int, scroll: str | None = None) -> Json:
        """Wrap hits in the envelope."""
        counted: object = {"value": total} if self.total_as_object else total
        answer: Json = {
            "took": 1,
            "timed_out": False,
            "_shards": {"total": 6, "successful": 6, "skipped": 0, "failed": 0},
            "hits": {"total": counted, "hits": hits},
        }
        if scroll:
            answer["_scroll_id"] = scroll
        return answer


def mapping_of(paths: tuple[str, ...]) -> Json:
    """Build a ``_mapping`` answer that holds the given paths."""
    root: Json = {"properties": {}}
    for path in paths:
        node = root
        for name in path.split("."):
            node = node.setdefault("properties", {}).setdefault(name, {})
    return {"cvr-v-20220630": {"mappings": {"_doc": root}}}


def values_at(node: object, path: str) -> list[Any]:
    """Collect the values at a dotted path through objects and lists."""
    head, _, rest = path.partition(".")
    if isinstance(node, list):
        return [value for item in node for value in values_at(item, path)]
    if not isinstance(node, dict) or head not in node:
        return []
    below = node[head]
    if rest:
        return values_at(below, rest)
    return list(below) if isinstance(below, list) else [below]


def matches(doc: Json, query: Json) -> bool:
    """Judge the few kinds of query that the source asks."""
    ((kind, rule),) = query.items() if query else (("match_all", {}),)
    if kind == "match_all":
        return True
    if kind == "bool":
        return (
            all(matches(doc, part) for part in rule.get("filter", []))
            and any(matches(doc, part) for part in rule["should"])
            and not any(matches(doc, part) for part in rule["must_not"])
        )
    ((path, wanted),) = rule.items()
    present = [str(value) for value in values_at(doc, path)]
    if kind == "terms":
        return any(str(value) in present for value in wanted)
    low = wanted.get("gt", wanted.get("gte"))
    numbers = values_at(doc, path)
    return any(value > low if "gt" in wanted else value >= low for value in numbers)


def hit(doc: Json, body: Json) -> Json:
    """Make a hit of a document, with the sources' exclusions and its sort value."""
    company = dict(doc["Vrvirksomhed"])
    rules = body.get("_source")
    for path in rules.get("excludes", []) if isinstance(rules, dict) else []:
        company.pop(path.partition(".")[2], None)
    made: Json = {"_index": "cvr-v-20220630", "_type": "_doc", "_id": str(company["enhedsNummer"])}
    made["_source"] = {"Vrvirksomhed": company}
    if body.get("sort"):
        ((path, _),) = body["sort"][0].items()
        made["sort"] = values_at(doc, path)[:1]
    return made


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    register: RegisterServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output quiet."""

    def do_GET(self) -> None:
        """Answer a GET."""
        self._handle()

    do_POST = do_DELETE = do_GET  # noqa: N815

    def _handle(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw) if raw else None
        self.register.requests.append((self.command, self.path, body))
        self.register.headers.append(dict(self.headers.items()))
        fault = self.register.faults.pop(0) if self.register.faults else None
        if fault is not None and self._fault(fault, body):
            return
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self._send(401, b"<html><body>401 Authorization Required</body></html>", "text/html")
            return
        self._route(body)

    def _route(self, body: Any) -> None:
        register = self.register
        if self.path == "/cvr-permanent/_mapping":
            self._json(200, register.mapping)
        elif self.path.startswith("/_search/scroll"):
            self._scroll(body)
        elif self.path.startswith("/cvr-permanent/virksomhed/_search"):
            self._search(body)
        else:
            self._json(200, register.answer([], 0))

    def _search(self, body: Json) -> None:
        register = self.register
        if body["size"] + body.get("from", 0) > WINDOW:
            self._json(500, {"error": {"reason": "Result window is too large"}, "status": 500})
            return
        found = register.search(body)
        page = found[: body["size"]]
        scroll = None
        if "scroll=" in self.path:
            scroll = f"scroll-{len(register.requests)}"
            register.scrolls[scroll] = found if register.repeat_pages else found[body["size"] :]
            self.server.size = body["size"]  # type: ignore[attr-defined]
        self._json(200, register.answer(page, len(found), scroll))

    def _scroll(self, body: Json) -> None:
        register = self.register
        if self.command == "DELETE":
            for name in body["scroll_id"]:
                register.scrolls.pop(name, None)
            self._json(200, {"succeeded": True})
            return
        rest = register.scrolls.get(body["scroll_id"])
        if rest is None:
            reason = {"type": "search_context_missing_exception", "reason": "No search context"}
            self._json(404, {"error": {"root_cause": [reason]}, "status": 404})
            return
        size = self.server.size  # type: ignore[attr-defined]
        if not register.repeat_pages:
            register.scrolls[body["scroll_id"]] = rest[size:]
        self._json(200, register.answer(rest[:size], len(rest), body["scroll_id"]))

    def _fault(self, fault: str, body: Any) -> bool:
        """Do what is wrong; False lets the request go on afterwards."""
        kind, _, detail = fault.partition(" ")
        if kind == "forget":
            self.register.scrolls.clear()
            return False
        if kind == "status":
            code, _, retry = detail.partition(" ")
            headers = {"Retry-After": retry} if retry else {}
            self._send(int(code), b'{"status": 1}', "application/json", headers)
        elif kind == "redirect":
            self._send(302, b"", "text/html", {"Location": "http://127.0.0.1:1/andet"})
        elif kind == "html":
            self._send(200, b"<html>vedligeholdelse</html>", "text/html")
        elif kind == "partial":
            answer = self.register.answer([], 0)
            answer["_shards"]["failed"] = 2
            self._json(200, answer)
        elif kind == "timed-out":
            self._json(200, {**self.register.answer([], 0), "timed_out": True})
        elif kind == "json":
            self._send(200, detail.encode(), "application/json")
        elif kind == "empty-page":
            self._json(200, self.register.answer([], 0))
        elif kind == "bomb":
            packer = zlib.compressobj(wbits=31)
            blocks = [packer.compress(b" " * (1 << 20)) for _ in range(int(detail))]
            packed = b"".join(blocks) + packer.flush()
            self._send(200, packed, "application/json", {"Content-Encoding": "gzip"})
        else:
            self._half(kind)
        return True

    def _half(self, kind: str) -> None:
        """Break off: in a body of known length, in a packed body, or before any answer."""
        content = json.dumps(self.register.answer([], 0)).encode()
        if kind == "half-gzip":
            content = gzip.compress(content)[:-12]
            self._send(200, content, "application/json", {"Content-Encoding": "gzip"})
        elif kind == "half":
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:20])
        self.close_connection = True

    def _json(self, status: int, answer: object) -> None:
        content = gzip.compress(json.dumps(answer).encode())
        self._send(status, content, "application/json", {"Content-Encoding": "gzip"})

    def _send(
        self, status: int, content: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(companies: list[Json]) -> Iterator[RegisterServer]:
    """Run a register on a free port of this machine."""
    register = RegisterServer(companies)
    handler = type("Handler", (_Handler,), {"register": register})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    register.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield register
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
