"""Fetching an address that somebody else gave, without being led into our own network.

The name is resolved once, every address must be public, and the connection goes to the very
address that was checked; redirects are followed by hand and checked anew.
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

MAX_BYTES = 512 * 1024
MAX_REDIRECTS = 3
PORTS = frozenset({80, 443})
CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 2.0, 5.0, 15.0
_TUNNELS = tuple(
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


class FetchError(Exception):
    """The address was not fetched; the text says why."""


class Fetcher(Protocol):
    """Something that fetches a text from the web."""

    def fetch(self, url: str) -> str:
        """Return the text of an address; raise ``FetchError``."""
        ...


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the open internet.

    ``ipaddress.is_global`` lets NAT64, 6to4 and Teredo through, by which private addresses of the
    old kind are reached: they are refused.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in net for net in _TUNNELS):
            return False
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped.is_global
    return found.is_global and not found.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} kan ikke findes") from error
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class PinnedFetcher:
    """Fetches over HTTP(S) from public addresses; certificates are always verified."""

    def __init__(
        self,
        *,
        resolve: Callable[[str, int], list[str]] = resolve,
        allowed: Callable[[str], bool] = is_public,
        ports: frozenset[int] = PORTS,
    ) -> None:
        self._resolve, self._allowed, self._ports = resolve, allowed, ports

    def fetch(self, url: str) -> str:
        """Return the beginning of a text; at most 512 KB, three redirects and 15 seconds."""
        deadline = time.monotonic() + ALL_SECONDS
        for _hop in range(MAX_REDIRECTS + 1):
            text, following = self._get(url, deadline)
            if following is None:
                return text
            url = urljoin(url, following)
        raise FetchError("for mange viderestillinger")

    def _get(self, url: str, deadline: float) -> tuple[str, str | None]:
        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise FetchError("adressen har en forkert port") from error
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise FetchError("adressen er ikke en almindelig hjemmeside")
        if port not in self._ports:
            raise FetchError(f"port {port} bruges ikke")
        addresses = self._resolve(host, port)
        if not addresses or not all(self._allowed(address) for address in addresses):
            raise FetchError(f"{host} ligger ikke på det åbne internet")
        pool = _pool(parts.scheme, addresses[0], port, host)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            return _read(pool, target, parts.netloc, deadline)
        except (HTTPError, OSError) as error:
            raise FetchError(f"{host} svarer ikke, som det skal") from error
        finally:
            pool.close()


def _pool(scheme: str, address: str, port: int, host: str) -> HTTPConnectionPool:
    timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    if scheme == "http":
        return HTTPConnectionPool(address, port, timeout=timeout, retries=False)
    return HTTPSConnectionPool(
        address,
        port,
        timeout=timeout,
        retries=False,
        cert_reqs="CERT_REQUIRED",
        server_hostname=host,
        assert_hostname=host,
    )


def _read(
    pool: HTTPConnectionPool, target: str, netloc: str, deadline: float
) -> tuple[str, str | None]:
    headers = {"Host": netloc, "User-Agent": "Brancheguide", "Accept": "text/plain"}
    response = pool.request("GET", target, headers=headers, redirect=False, preload_content=False)
    assert isinstance(response, HTTPResponse)
    try:
        if response.status in (301, 302, 303, 307, 308):
            return "", response.headers.get("Location", "")
        if response.status != 200:
            raise FetchError(f"svarer {response.status}")
        body = b""
        for chunk in response.stream(16 * 1024, decode_content=False):
            body += chunk
            if len(body) > MAX_BYTES:
                raise FetchError("filen er for stor")
            if time.monotonic() > deadline:
                raise FetchError("det tog for lang tid")
        return body.decode("utf-8", "replace"), None
    finally:
        response.close()
