"""What every source of register documents can be asked, whatever service or file is behind it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from guide.domain.register import RegisterCompany


class SourceError(Exception):
    """A source cannot be used at all; the text, in Danish, names the next step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadDocument:
    """A document that was read; ``position`` is the mark to go on from after a stop.

    ``fingerprint`` is the same for as long as the document says the same.
    """

    company: RegisterCompany
    position: str
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SameDocument:
    """A document that says what it said before and was not read again."""

    cvr: str
    position: str
    loaded_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadDocument:
    """A document that could not be read, for the dead letters.

    ``raw`` are its bytes, without participants and contact data where these could be told apart
    and empty for documents about people; ``ends_source`` says that what followed could not be
    read either.
    """

    raw: bytes
    reason: str
    position: str
    cvr: str | None = None
    ends_source: bool = False


Document = ReadDocument | SameDocument | UnreadDocument

Fingerprints = Mapping[str, str]
"""By CVR number, the fingerprints of the documents that need not be read again."""

NONE_KNOWN: Fingerprints = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What a source says of itself before it is read; None where it cannot tell.

    ``canary_found`` is whether a company known to exist was found exactly once, ``count`` the
    number of companies of the asked codes, ``missing_fields`` what its schema lacks.
    """

    canary_found: bool | None = None
    missing_fields: tuple[str, ...] = ()
    count: int | None = None
    newest_load: datetime | None = None


class RegisterSource(Protocol):
    """A place to read the register from: files now, the live service, its successor later.

    Answers may hold more than was asked for; the use case decides what it takes in.
    """

    @property
    def name(self) -> str:
        """Name the source in logs and provenance, without any secret."""

    @property
    def fingerprint(self) -> str:
        """Name the content: a broken-off run goes on only where this is the same."""

    @property
    def selective(self) -> bool:
        """True when answers hold what was asked for and no more, as a service's do."""

    def survey(self, codes: Collection[str]) -> Survey:
        """Look at the source before reading it."""

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield companies of six-digit branch codes, from behind the mark ``after``."""

    def changed_since(
        self,
        moment: datetime,
        codes: Collection[str],
        after: str = "",
        known: Fingerprints = NONE_KNOWN,
    ) -> Iterator[Document]:
        """Yield companies of branch codes that were loaded at or after ``moment``."""

    def by_cvr(
        self, numbers: Collection[str], known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield the companies of known numbers; absent ones are absent."""
