"""Reading TXT records."""

from typing import Protocol

from dns.exception import DNSException
from dns.rdtypes.txtbase import TXTBase
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

LIFETIME_SECONDS = 5.0


class DnsError(Exception):
    """The name servers did not answer as they should."""


class TxtReader(Protocol):
    """Something that reads TXT records."""

    def read_txt(self, name: str) -> tuple[str, ...]:
        """Return the texts of a name, none when it has none; raise ``DnsError``."""
        ...


class DnsTxtReader:
    """Asks the machine's name servers, or those given."""

    def __init__(
        self, nameservers: tuple[str, ...] = (), port: int = 53, lifetime: float = LIFETIME_SECONDS
    ) -> None:
        self._nameservers, self._port, self._lifetime = nameservers, port, lifetime

    def read_txt(self, name: str) -> tuple[str, ...]:
        """Return the texts of a name; the parts of one record are put together."""
        try:
            resolver = Resolver(configure=not self._nameservers)
            if self._nameservers:
                resolver.nameservers, resolver.port = list(self._nameservers), self._port
            answer = resolver.resolve(name, "TXT", lifetime=self._lifetime, search=False)
        except (NXDOMAIN, NoAnswer):
            return ()
        except DNSException as error:
            raise DnsError(str(error)) from error
        return tuple(
            b"".join(record.strings).decode("utf-8", "replace")
            for record in answer
            if isinstance(record, TXTBase)
        )
