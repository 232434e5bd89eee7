"""A reader's report of an error on a profile: what it is about, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from guide.domain.company import CompanyId
from guide.domain.facts import Field

ErrorReportId = NewType("ErrorReportId", int)
MAX_TEXT = 1000
MAIL_KEPT = timedelta(days=30)
"""How long the reader's address is kept after the answer; only the answer needs it."""


class Subject(StrEnum):
    """Which group of facts is said to be wrong."""

    IDENTITY = "identity"
    PLACE = "place"
    CONTACT = "contact"
    TRADE = "trade"
    FIGURES = "figures"
    OTHER = "other"


FIELDS: dict[Subject, tuple[Field, ...]] = {
    Subject.IDENTITY: (Field.NAME, Field.ALIASES, Field.STATUS, Field.FOUNDED, Field.EMPLOYEES),
    Subject.PLACE: (Field.ADDRESS, Field.POSTCODE, Field.TOWN, Field.MUNICIPALITY),
    Subject.CONTACT: (Field.WEBSITE, Field.PHONE, Field.EMAIL),
    Subject.TRADE: (
        Field.DESCRIPTION,
        Field.LONG_DESCRIPTION,
        Field.CATEGORIES,
        Field.PRODUCTS,
    ),
    Subject.FIGURES: (),
    Subject.OTHER: (),
}
"""The fields of each group that an editor may decide; figures come from annual reports alone."""


class ErrorOutcome(StrEnum):
    """Where a report is."""

    OPEN = "open"
    CORRECTED = "corrected"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorReport:
    """One report; ``mail`` is empty when no answer was asked for, or when it is forgotten."""

    id: ErrorReportId
    company_id: CompanyId
    subject: Subject
    text: str
    mail: str
    locale: str
    created_at: datetime
    outcome: ErrorOutcome
    answer: str
    decided_at: datetime | None
