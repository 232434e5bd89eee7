"""The editors' one queue: everything that waits for somebody to decide."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from guide.domain.company import CompanyId


class ItemKind(StrEnum):
    """What waits."""

    SUBMISSION = "submission"
    EDIT = "edit"
    ERROR = "error"
    """A reader's report of an error on a profile."""

    CLAIM = "claim"
    """A company claimed by somebody who cannot prove it alone."""

    TASK = "task"
    MENTION = "mention"
    LETTER = "letter"
    """A document that the importer could not read or keep."""

    MAIL = "mail"
    """A letter that could not be delivered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskItem:
    """One line of the queue; ``key`` is unique within its kind, ``detail`` is what it is about.

    ``assigned_to`` is the actor who took it on, empty as long as nobody has.
    """

    kind: ItemKind
    key: str
    at: datetime
    title: str
    detail: str = ""
    company_id: CompanyId | None = None
    assigned_to: str = ""

    @property
    def group(self) -> str:
        """What it is filtered by: its kind, and for a question which one."""
        return f"{self.kind.value}:{self.detail}" if self.kind is ItemKind.TASK else self.kind.value

    @property
    def name(self) -> str:
        """The name by which it is assigned."""
        return f"{self.kind.value}:{self.key}"
