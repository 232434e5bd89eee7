"""One careful conversation with the register's service: plain HTTP, Basic login, no redirects.

The service has no HTTPS, so the login travels in clear text: it goes to one resolved address
only, is never logged, and never follows a redirect.
"""

import json
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from guide.ingest.cvr.inflate import GZIP_MAGIC, InflateError, inflate_gzip
from guide.ingest.cvr.source import SourceError

BACKOFF_SECONDS = (5.0, 15.0, 60.0, 60.0)
"""Waits between failures in a row; the fifth failure in a row gives up."""

SECONDS_BETWEEN_REQUESTS = 0.5
CHANGED_SHAPE = "Tjenestens svar har en ny form. Læsningen er stoppet."
MAX_WAIT_SECONDS = 900.0
MAX_ANSWER_BYTES = 32 << 20
_CHUNK = 1 << 18
_TIMEOUT = urllib3.Timeout(connect=10, read=60)
_USER_AGENT = "Brancheguide (register import)"


class UnfinishedError(Exception):
    """An answer was lost or came in halves; what was asked may or may not have happened."""


class LostScrollError(Exception):
    """The service has forgotten the scroll (404 search_context_missing)."""


class TooLargeError(Exception):
    """The answer is larger than is accepted at once; ask for fewer documents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceLogin:
    """Where a service is and who asks; the password is shown nowhere.

    ``user`` is empty where the service is open; ``name`` is what messages call the service.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = "CVR-tjenesten"


class ServiceClient:
    """Asks one thing at a time, waits when told to, and gives up after five failures in a row."""

    def __init__(
        self,
        login: ServiceLogin,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(login.url)
        if parts.scheme != "http" or not parts.hostname or parts.username:
            raise SourceError(f"{login.url!r} er ikke en http-adresse. Ret {login.name}s adresse.")
        self._name = login.name
        self._host = parts.hostname
        self._port = parts.port or 80
        self._sleep = sleep
        self._clock = clock
        self._last = float("-inf")
        self._failures = 0
        self._pool: urllib3.HTTPConnectionPool | None = None
        self._headers = {
            "Host": parts.netloc,
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": _USER_AGENT,
        }
        if login.user:
            self._headers |= urllib3.make_headers(basic_auth=f"{login.user}:{login.password}")

    @property
    def host(self) -> str:
        """The host as it was given."""
        return self._host

    def ask(
        self, method: str, path: str, body: object = None, *, again: bool = True
    ) -> dict[str, Any]:
        """Return the JSON object answered; ``again`` says that asking twice does no harm.

        Raises ``SourceError`` when the service refuses or fails for good, ``UnfinishedError``
        when the answer is lost and may not be asked for again, ``LostScrollError``,
        ``TooLargeError``.
        """
        while True:
            try:
                answer = self._once(method, path, body)
            except UnfinishedError as error:
                self._fail(str(error), None)
                if not again:
                    raise
                continue
            if answer is not None:
                self._failures = 0
                return answer

    def close(self) -> None:
        """Give the connection back."""
        if self._pool is not None:
            self._pool.close()

    def _once(self, method: str, path: str, body: object) -> dict[str, Any] | None:
        """Ask once; None means that the service asked us to wait and that we did."""
        self._keep_pace()
        data = None if body is None else json.dumps(body).encode()
        headers = dict(self._headers)
        if data is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        try:
            response = self._connections().urlopen(
                method,
                path,
                body=data,
                headers=headers,
                redirect=False,
                retries=False,
                timeout=_TIMEOUT,
                preload_content=False,
                decode_content=False,
            )
            try:
                content = _content(response)
            finally:
                response.close()
        except (HTTPError, OSError, InflateError, zlib.error) as error:
            raise UnfinishedError(f"forbindelsen svigtede ({type(error).__name__})") from None
        return self._judge(response.status, response.headers.get("Retry-After"), content)

    def _judge(self, status: int, retry_after: str | None, content: bytes) -> dict[str, Any] | None:
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise SourceError(
                f"{self._name} afviste login ({status}). "
                "Kontrollér brugernavn og adgangskode i indstillingerne."
            )
        if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            self._fail(f"tjenesten er optaget ({status})", _seconds(retry_after))
            return None
        if status == HTTPStatus.NOT_FOUND and b"search_context_missing" in content:
            raise LostScrollError
        if b"Result window is too large" in content:
            raise SourceError(f"{self._name} afviste en for stor side. Sæt sidestørrelsen ned.")
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnfinishedError(f"tjenesten svarede {status}")
        if status != HTTPStatus.OK:
            raise SourceError(
                f"{self._name} svarede {status}. Kontrollér adressen, og prøv igen senere."
            )
        return _json_object(content)

    def _fail(self, reason: str, wait: float | None) -> None:
        """Count a failure in a row and wait; give up after the last wait."""
        if self._failures >= len(BACKOFF_SECONDS):
            raise SourceError(
                f"{self._name} svarer ikke: {reason}, {self._failures + 1} gange i træk. "
                "Gårsdagens data bliver stående; prøv igen senere."
            )
        backoff = BACKOFF_SECONDS[self._failures]
        self._failures += 1
        self._sleep(backoff if wait is None else min(max(wait, 1.0), MAX_WAIT_SECONDS))

    def _keep_pace(self) -> None:
        early = self._last + SECONDS_BETWEEN_REQUESTS - self._clock()
        if early > 0:
            self._sleep(early)
        self._last = self._clock()

    def _connections(self) -> urllib3.HTTPConnectionPool:
        """Connect to the host's IPv4 address (IPv6 hangs from some places), found once."""
        if self._pool is None:
            found = socket.getaddrinfo(self._host, self._port, socket.AF_INET, socket.SOCK_STREAM)
            self._pool = urllib3.HTTPConnectionPool(str(found[0][4][0]), self._port, maxsize=1)
        return self._pool


def _content(response: urllib3.BaseHTTPResponse) -> bytes:
    """Read the whole body, unpacked, within ``MAX_ANSWER_BYTES``."""
    chunks = response.stream(_CHUNK, decode_content=False)
    first = next(chunks, b"")
    packed = response.headers.get("Content-Encoding") == "gzip" or first.startswith(GZIP_MAGIC)
    body = bytearray()

    def whole() -> Any:
        yield first
        yield from chunks

    for piece in inflate_gzip(whole()) if packed else whole():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise TooLargeError
    return bytes(body)


def hits_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hits, or stop: an envelope of another shape is never read as empty."""
    outer = answer.get("hits")
    hits = outer.get("hits") if isinstance(outer, dict) else None
    if not isinstance(hits, list) or not all(isinstance(hit, dict) for hit in hits):
        raise SourceError(CHANGED_SHAPE)
    return hits


def total_of(answer: dict[str, Any]) -> int:
    """Return the number of all hits: a number in Elasticsearch 6, an object later."""
    outer = answer.get("hits")
    total = outer.get("total") if isinstance(outer, dict) else None
    if isinstance(total, dict):
        total = total.get("value")
    if not isinstance(total, int):
        raise SourceError("Tjenestens svar har ingen optælling. Læsningen er stoppet.")
    return total


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise UnfinishedError("svaret er ikke helt JSON") from None
    if not isinstance(answer, dict):
        raise SourceError(CHANGED_SHAPE)
    if answer.get("timed_out") is True or (answer.get("_shards") or {}).get("failed"):
        raise UnfinishedError("svaret er ufuldstændigt")
    return answer


def _seconds(retry_after: str | None) -> float | None:
    """Read Retry-After as seconds or as a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return (moment - datetime.now(UTC)).total_seconds()
