"""Which companies of the register are taken in, and what must wait for an editor."""

import re
from dataclasses import dataclass
from enum import StrEnum

from guide.domain.protection import Visibility
from guide.domain.register import SOLE_TRADER_FORMS, RegisterCompany
from guide.domain.snapshot import Snapshot
from guide.domain.sorting import danish_sort_key

_FORM_AT_END = re.compile(
    r"[\s,]+(a/s|aps|ivs|i/s|k/s|p/s|a\.?m\.?b\.?a\.?|s\.?m\.?b\.?a\.?|under \w+)\.?$",
    re.IGNORECASE,
)


class Intake(StrEnum):
    """What becomes of a company that the register sends."""

    UPDATE = "update"
    CREATE = "create"
    ASK = "ask"
    """It has the name of a company without a number; only an editor may join them."""

    ERASED = "erased"
    """It was erased and may not come back."""

    NOT_WANTED = "not_wanted"
    """No candidate, a firm that is a person, over before we knew it, or without a name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the guide knows already of the company behind a number or a name.

    ``same_name`` are ids of companies without a number that carry the name, as far as no editor
    has said that they are others.
    """

    visibility: Visibility | None = None
    suppressed: bool = False
    same_name: tuple[int, ...] = ()


def decide_intake(snapshot: Snapshot, known: Known) -> Intake:
    """Decide by number alone; a name never joins two companies."""
    if known.suppressed or (known.visibility is not None and known.visibility.erased):
        return Intake.ERASED
    if known.visibility is not None:
        return Intake.UPDATE
    if (
        not snapshot.is_candidate
        or not snapshot.name
        or snapshot.legal_form_code in SOLE_TRADER_FORMS
        or snapshot.status.status.is_over
    ):
        return Intake.NOT_WANTED
    return Intake.ASK if known.same_name else Intake.CREATE


def is_complete(company: RegisterCompany) -> bool:
    """Tell whether a document has what nearly every one has: a name and a branch."""
    return bool(company.names) and any(row.code for row in company.branches)


def name_key(name: str) -> str:
    """Return what two spellings of one name share: no legal form, no case, no accents.

    Equal keys are a question to an editor, never an answer.
    """
    bare = name.strip()
    while (shorter := _FORM_AT_END.sub("", bare)) != bare:
        bare = shorter
    return danish_sort_key(bare)
