"""A foreign address never leads into our own network."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guide.outside.fetch import MAX_BYTES, FetchError, PinnedFetcher, is_public


class _Site(BaseHTTPRequestHandler):
    asked: list[str]

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """Answer by the path."""
        self.asked.append(self.headers["Host"])
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://inside.example/")
            self.end_headers()
        elif self.path == "/missing":
            self.send_error(404)
        else:
            body = b"x" * (MAX_BYTES + 1) if self.path == "/big" else b"brancheguide=abc\n"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)


@pytest.fixture
def site() -> Iterator[tuple[int, list[str]]]:
    """A real web server on this machine: its port and the hosts it was asked as."""
    asked: list[str] = []
    handler = type("Site", (_Site,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()
    thread.join()


def _fetcher(port: int) -> PinnedFetcher:
    """A fetcher whose network knows one public host, which is this machine."""
    names = {"firm.example": ["127.0.0.1"], "inside.example": ["10.0.0.5"]}
    return PinnedFetcher(
        resolve=lambda host, _port: names[host],
        allowed=lambda address: address == "127.0.0.1",
        ports=frozenset({port, 80, 443}),
    )


def test_a_file_is_fetched_by_its_host_from_the_checked_address(
    site: tuple[int, list[str]],
) -> None:
    """The connection goes to the address, the question names the host."""
    port, asked = site
    url = f"http://firm.example:{port}/.well-known/brancheguide.txt"
    assert _fetcher(port).fetch(url) == "brancheguide=abc\n"
    assert asked == [f"firm.example:{port}"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "viderestillinger"),
        ("/inside", "åbne internet"),
        ("/big", "for stor"),
        ("/missing", "404"),
    ],
)
def test_what_leads_astray_is_refused(site: tuple[int, list[str]], path: str, reason: str) -> None:
    """Loops, redirects into the inside, endless files and errors."""
    with pytest.raises(FetchError, match=reason):
        _fetcher(site[0]).fetch(f"http://firm.example:{site[0]}{path}")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://firm.example/",
        "http://user@firm.example/",
        "http://firm.example:22/",
        "http:///x",
        "http://firm.example:99999/",
    ],
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    """Only plain web addresses at the usual ports."""
    with pytest.raises(FetchError):
        _fetcher(80).fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1%eth0",
        "x",
    ],
)
def test_inner_addresses_are_not_public(address: str) -> None:
    """Every known disguise of an inner address."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["193.163.102.1", "2a01:4f8::1", "8.8.8.8"])
def test_open_addresses_are_public(address: str) -> None:
    """Ordinary hosts can be asked."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost"])
def test_this_machine_is_not_fetched_under_any_spelling(host: str) -> None:
    """The name is resolved before it is judged."""
    with pytest.raises(FetchError):
        PinnedFetcher().fetch(f"http://{host}/")
