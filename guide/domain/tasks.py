"""What waits for an editor because no rule may decide it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from guide.domain.company import CompanyId


class TaskKind(StrEnum):
    """Why an editor is asked."""

    LINK_NUMBER = "link_number"
    """A register company carries the name of one without a number: are they the same?"""

    OVERRIDE_CHANGED = "override_changed"
    """The register changed beneath an editor's override: does it still hold?"""

    OVERRIDE_DUE = "override_due"
    """The day has come to look at an editor's override again: does it still hold?"""

    POSSIBLE_DUPLICATE = "possible_duplicate"
    """Two companies share a name or a web site: are they one?"""

    MISSING_IN_REGISTER = "missing_in_register"
    """The register has not known the company for a month: is it to be unlisted?"""

    UNANSWERED = "unanswered"
    """The company's own people did not answer whether its profile is right: is it?"""

    STALE_FACTS = "stale_facts"
    """What the company says of itself is old: is it still so?"""


STALE_AFTER = timedelta(days=548)
"""What a company says of itself is asked about after a year and a half, and again after as long."""


class TaskOutcome(StrEnum):
    """What the editor decided."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A question to an editor; ``key`` makes it one and the same however often it is asked."""

    kind: TaskKind
    key: str
    created_at: datetime
    company_id: CompanyId | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    id: int | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    outcome: TaskOutcome | None = None
