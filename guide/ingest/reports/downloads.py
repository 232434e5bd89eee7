"""Documents from the publication service: its own hosts only, within size and time."""

import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from guide.ingest.reports.unpack import MAX_BYTES

PAUSES = (5.0, 15.0, 60.0)
"""Seconds between tries; one more failure gives up."""

_HOST = "virk.dk"
_TIMEOUT = urllib3.Timeout(connect=10, read=60)
_CHUNK = 1 << 18
_LONGEST_PAUSE = 120.0
_AGAIN = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


class DownloadError(Exception):
    """A document could not be had; the text is Danish. ``later`` says that it may be tomorrow."""

    def __init__(self, message: str, *, later: bool) -> None:
        self.later = later
        super().__init__(message)


class _TryAgainError(Exception):
    """The service is busy or the line broke; ``wait`` is how long it asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(reason)


class DocumentFetcher:
    """Fetches documents one at a time and never follows a redirect.

    ``base_url`` replaces the service's hosts by one other, for tests and mirrors.
    """

    def __init__(
        self, base_url: str | None = None, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._base = urlsplit(base_url) if base_url else None
        self._sleep = sleep
        self._pool = urllib3.PoolManager(
            timeout=_TIMEOUT,
            retries=False,
            source_address=("0.0.0.0", 0),  # noqa: S104 - outgoing, and IPv4: IPv6 hangs
        )

    def close(self) -> None:
        """Give the connections back."""
        self._pool.clear()

    def fetch(self, url: str) -> bytes:
        """Return a document's bytes as they are sent; raises ``DownloadError``."""
        if not self._is_allowed(url):
            raise DownloadError(f"{url} ligger ikke hos {_HOST} og hentes ikke.", later=False)
        for pause in (*PAUSES, None):
            try:
                return self._once(url)
            except _TryAgainError as error:
                if pause is None:
                    message = f"{url} kunne ikke hentes: {error}. Det prøves igen i morgen."
                    raise DownloadError(message, later=True) from None
                self._sleep(min(error.wait or pause, _LONGEST_PAUSE))
        raise AssertionError

    def _is_allowed(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if self._base is not None:
            return (parts.scheme, parts.netloc) == (self._base.scheme, self._base.netloc)
        at_home = host == _HOST or host.endswith(f".{_HOST}")
        return at_home and parts.scheme in ("http", "https") and not port and not parts.username

    def _once(self, url: str) -> bytes:
        try:
            answer = self._pool.request(
                "GET", url, redirect=False, preload_content=False, decode_content=False
            )
            try:
                _judge(url, answer)
                return _read(url, answer)
            finally:
                answer.close()
        except (HTTPError, OSError) as error:
            raise _TryAgainError(f"forbindelsen svigtede ({type(error).__name__})") from None


def _judge(url: str, answer: urllib3.BaseHTTPResponse) -> None:
    if answer.status in _AGAIN:
        wait = answer.headers.get("Retry-After", "")
        raise _TryAgainError(
            f"tjenesten svarede {answer.status}", float(wait) if wait.isdecimal() else None
        )
    if answer.status != HTTPStatus.OK:
        raise DownloadError(f"{url} findes ikke hos tjenesten ({answer.status}).", later=False)


def _read(url: str, answer: urllib3.BaseHTTPResponse) -> bytes:
    """Read the body within the ceiling; a body that ends early is a broken line."""
    body = bytearray()
    for piece in answer.stream(_CHUNK, decode_content=False):
        body += piece
        if len(body) > MAX_BYTES:
            size = MAX_BYTES // 1024 // 1024
            raise DownloadError(f"{url} fylder over {size} MB og hentes ikke.", later=False)
    return bytes(body)
