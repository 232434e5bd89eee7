"""Filings of annual reports (offentliggørelser), and which of them speaks for a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from guide.domain.reports import Period


class Medium(StrEnum):
    """What a document is made of; the first two and packages hold figures that can be read."""

    XML = "xml"
    XHTML = "xhtml"
    ZIP = "zip"
    PDF = "pdf"
    OTHER = "other"


_READABLE = (Medium.XML, Medium.XHTML, Medium.ZIP)
"""In the order of preference: the converted XML before the page it was made from."""

_ANNUAL = "AARSRAPPORT"
_ESEF = "AARSRAPPORT_ESEF"
_GROUP = "KONCERNREGNSKAB"
_LIQUIDATION = "LIKVIDATIONSREGNSKAB"


class FilingState(StrEnum):
    """What became of a filing."""

    NEW = "new"
    READ = "read"
    PAPER = "paper"
    """Only a PDF: it is linked to, and brings no figures."""

    REFUSED = "refused"
    UNFETCHED = "unfetched"
    """The service did not give the document; it is asked for again the next night."""

    SUPERSEDED = "superseded"
    LEFT_OUT = "left_out"
    """Interim accounts and others that are no annual report."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingDocument:
    """One document of a filing; ``kind`` is the index's own word (dokumentType)."""

    url: str
    kind: str
    medium: Medium


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """A filing as the index knows it.

    ``corrects`` is its mark of correction (omgørelse); ``loaded_at`` orders filings of one year.
    """

    id: str
    cvr: str
    loaded_at: datetime
    published_at: datetime
    corrects: bool = False
    period: Period | None = None
    documents: tuple[FilingDocument, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """The filing that speaks for a period, and which of its documents to read.

    ``documents`` are read in order until figures are found: the annual report first, then its
    ESEF half and a separate group report. ``page`` is the PDF for people. ``superseded`` are the
    filings that it replaces.
    """

    filing: Filing
    documents: tuple[FilingDocument, ...]
    page: FilingDocument | None
    superseded: tuple[Filing, ...] = ()
    liquidation: bool = False

    @property
    def corrected(self) -> bool:
        """True when the year was published before."""
        return self.filing.corrects or bool(self.superseded)


def choose_filings(filings: Iterable[Filing]) -> tuple[Choice, ...]:
    """Choose one filing a period, the newest loaded; latest year first, then the longest period.

    Interim reports are left out, accounts of liquidation are kept and marked. Two periods with
    one end and different beginnings are both kept: the documents' own dates decide later.
    """
    groups: dict[object, list[Filing]] = {}
    for filing in filings:
        if any(_is_wanted(document) for document in filing.documents):
            groups.setdefault(filing.period or filing.id, []).append(filing)
    choices = [_choice(sorted(group, key=_age, reverse=True)) for group in groups.values()]
    return tuple(sorted(choices, key=_latest_and_longest))


def _age(filing: Filing) -> tuple[datetime, str]:
    return filing.loaded_at, filing.id


def _latest_and_longest(choice: Choice) -> tuple[int, int, str]:
    period = choice.filing.period or Period(start=date.min, end=date.min)
    return -period.end.toordinal(), -period.days, choice.filing.id


def _is_wanted(document: FilingDocument) -> bool:
    return document.kind.startswith(_ANNUAL) or document.kind in (_GROUP,) or _ends(document)


def _ends(document: FilingDocument) -> bool:
    return document.kind.endswith(_LIQUIDATION)


def _choice(newest_first: list[Filing]) -> Choice:
    filing, *superseded = newest_first
    wanted = [document for document in filing.documents if _is_wanted(document)]
    readable = [_best(wanted, kind) for kind in _kinds(wanted)]
    pages = [document for document in wanted if document.medium is Medium.PDF]
    return Choice(
        filing=filing,
        documents=tuple(document for document in readable if document is not None),
        page=pages[0] if pages else None,
        superseded=tuple(superseded),
        liquidation=all(_ends(document) for document in wanted),
    )


def _kinds(wanted: list[FilingDocument]) -> list[str]:
    """The kinds in the order of reading: the annual report, its ESEF half, the group's, others."""
    order = {_ANNUAL: 0, _ESEF: 1, _GROUP: 2}
    kinds = dict.fromkeys(document.kind for document in wanted)
    return sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind))


def _best(wanted: list[FilingDocument], kind: str) -> FilingDocument | None:
    of_kind = [d for d in wanted if d.kind == kind and d.medium in _READABLE]
    return min(of_kind, key=lambda d: (_READABLE.index(d.medium), d.url), default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownFiling:
    """A filing and what became of it; ``document_url`` is where its figures came from."""

    filing: Filing
    state: FilingState
    document_url: str = ""
    reason: str = ""
