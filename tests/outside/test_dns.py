"""TXT records, read from a real name server on this machine."""

import socket
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from guide.outside.dns import DnsError, DnsTxtReader


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a name server that knows one name, fails for another and has no others."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    server.settimeout(0.1)
    stop = threading.Event()

    def answer() -> None:
        while not stop.is_set():
            try:
                wire, asker = server.recvfrom(2048)
            except TimeoutError:
                continue
            query = dns.message.from_wire(wire)
            name = query.question[0].name
            reply = dns.message.make_response(query)
            reply.flags |= dns.flags.RA
            if name.to_text() == "_brancheguide.firm.example.":
                reply.answer.append(
                    dns.rrset.from_text(name, 60, "IN", "TXT", '"brancheguide=" "abc"', '"v=spf1"')
                )
            elif name.to_text().startswith("broken."):
                reply.set_rcode(dns.rcode.SERVFAIL)
            else:
                reply.set_rcode(dns.rcode.NXDOMAIN)
            server.sendto(reply.to_wire(), asker)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    stop.set()
    thread.join()
    server.close()


def test_the_parts_of_a_record_are_put_together(port: int) -> None:
    """Every record of the name is read."""
    found = DnsTxtReader(("127.0.0.1",), port).read_txt("_brancheguide.firm.example")
    assert set(found) == {"brancheguide=abc", "v=spf1"}


def test_a_name_without_records_has_no_texts(port: int) -> None:
    """That is no error."""
    assert DnsTxtReader(("127.0.0.1",), port).read_txt("nothing.example") == ()


def test_a_server_that_fails_is_an_error(port: int) -> None:
    """Nobody concludes that the record is missing."""
    with pytest.raises(DnsError):
        DnsTxtReader(("127.0.0.1",), port, lifetime=0.5).read_txt("broken.example")
