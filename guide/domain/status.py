"""What a company's life looks like from outside."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guide.domain.register import RegisterCompany, current_row, has_begun, holds_on, last_row


class CompanyStatus(StrEnum):
    """Told from the register's life spans and status rows, or from the seed where that is all.

    ``UNKNOWN`` is no sign of closure and is treated like ``ACTIVE``; ``WARNING`` is a company
    under bankruptcy, liquidation, forced dissolution or reconstruction; ``FUTURE`` has a first
    day that has not come; ``TAKEN_OVER`` is the seed's ``merged``: it went on inside another.
    """

    UNKNOWN = "unknown"
    ACTIVE = "active"
    WARNING = "warning"
    FUTURE = "future"
    CEASED = "ceased"
    TAKEN_OVER = "taken_over"

    @property
    def is_over(self) -> bool:
        """True when nobody can do business with the company any more."""
        return self in (CompanyStatus.CEASED, CompanyStatus.TAKEN_OVER)


_ENDED = ("TVANGSOPLØST", "OPLØST", "SLETTET", "UDENRETSVIRKNING", "OPHØRT")
_TROUBLED = "UNDER"
_TO_COME = "FREMTID"

_READABLE = {
    "UNDERTVANGSOPLØSNING": "Under tvangsopløsning",
    "UNDERKONKURS": "Under konkurs",
    "UNDERFRIVILLIGLIKVIDATION": "Under frivillig likvidation",
    "UNDERREKONSTRUKTION": "Under rekonstruktion",
    "UNDERREASSUMERING": "Under reassumering",
    "UNDERREASSUMMERING": "Under reassumering",
    "TVANGSOPLØST": "Tvangsopløst",
    "OPLØSTEFTERKONKURS": "Opløst efter konkurs",
    "OPLØSTEFTERFRIVILLIGLIKVIDATION": "Opløst efter frivillig likvidation",
    "OPLØSTEFTERERKLÆRING": "Opløst efter erklæring",
    "OPLØSTEFTERFUSION": "Opløst efter fusion",
    "OPLØSTEFTERSPALTNING": "Opløst efter spaltning",
    "OPLØSTEFTERGRÆNSEOVERSKRIDENDEFUSION": "Opløst efter grænseoverskridende fusion",
    "OPLØSTEFTERGRÆNSEOVERSKRIDENDESPALTNING": "Opløst efter grænseoverskridende spaltning",
    "OPLØSTEFTERGRÆNSEOVERSKRIDENDEHJEMSTEDSFLYTNING": (
        "Opløst efter grænseoverskridende hjemstedsflytning"
    ),
    "SLETTET": "Slettet",
    "UDENRETSVIRKNING": "Uden retsvirkning",
    "OPLØST": "Opløst",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldStatus:
    """A status with the neutral Danish words for it and the day it began, where known.

    ``note`` is empty for a company in good standing.
    """

    status: CompanyStatus
    note: str = ""
    since: date | None = None


def tell_status(company: RegisterCompany, today: date) -> ToldStatus:
    """Tell the status from life spans and status rows; NORMAL never means alive.

    Ceased when the status says so or no life span is open; future when every span begins later;
    a warning when the status in force begins with UNDER; unknown when nothing tells.
    """
    spans = company.life_spans
    row = current_row(company.statuses, today)
    text = row.text if row else company.composite_status
    key = _key(text)
    composite = _key(company.composite_status)
    if spans and not any(has_begun(span, today) for span in spans):
        return ToldStatus(
            status=CompanyStatus.FUTURE, since=min(span.valid_from or today for span in spans)
        )
    dead = spans and not any(holds_on(span, today) for span in spans)
    if dead or key.startswith(_ENDED) or composite.startswith(_ENDED):
        return _ceased(company, today)
    if key.startswith(_TROUBLED):
        return ToldStatus(
            status=CompanyStatus.WARNING, note=_note(text), since=row.valid_from if row else None
        )
    if key == _TO_COME:
        return ToldStatus(status=CompanyStatus.FUTURE)
    told = CompanyStatus.ACTIVE if spans or key == "AKTIV" else CompanyStatus.UNKNOWN
    return ToldStatus(status=told)


def _ceased(company: RegisterCompany, today: date) -> ToldStatus:
    row = last_row(company.statuses, today)
    ends = [span.valid_to for span in company.life_spans if has_begun(span, today)]
    closed = [day for day in ends if day is not None and day < today]
    said = row is not None and _key(row.text).startswith(_ENDED)
    since = row.valid_from if said and row is not None else None
    if len(closed) == len(ends) and closed:
        since = max(closed)
    texts = (row.text if row else "", company.composite_status)
    ended = next((text for text in texts if _key(text).startswith(_ENDED)), "")
    return ToldStatus(
        status=CompanyStatus.CEASED, note=_note(ended) if ended else "Ophørt", since=since
    )


def _key(text: str) -> str:
    return "".join(text.split()).upper()


def _note(text: str) -> str:
    return _READABLE.get(_key(text), text.strip().capitalize())
