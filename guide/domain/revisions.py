"""A company's own changes: proposed field by field against what was seen, decided field by field.

The live version stays as it is until a field is accepted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NewType

from guide.domain.company import CompanyId
from guide.domain.facts import FactValue, Field

RevisionId = NewType("RevisionId", int)
EDITABLE = (
    Field.NAME,
    Field.DESCRIPTION,
    Field.LONG_DESCRIPTION,
    Field.CATEGORIES,
    Field.PRODUCTS,
    Field.WEBSITE,
    Field.PHONE,
    Field.EMAIL,
    Field.LOGO,
)
"""What a company may say of itself; never the register's fields, figures or the guide's choices."""

AT_ONCE_BY_DEFAULT: Mapping[Field, bool] = {
    Field.NAME: False,
    Field.DESCRIPTION: False,
    Field.LONG_DESCRIPTION: False,
    Field.CATEGORIES: False,
    Field.PRODUCTS: True,
    Field.WEBSITE: False,
    Field.PHONE: True,
    Field.EMAIL: True,
    Field.LOGO: False,
}
"""Which fields of a proven owner go through at once, where the table of rules says nothing else."""

_TEXTS = (Field.DESCRIPTION, Field.LONG_DESCRIPTION)
_ADDRESS = re.compile(r"https?://|www\.|@|\w\.(?:dk|com|net|org|io|eu)\b", re.IGNORECASE)
TYPO_LIKENESS = 0.9


class RevisionState(StrEnum):
    """Where a revision is; ``DECIDED`` means that no field of it waits any more."""

    PENDING = "pending"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class FieldState(StrEnum):
    """Where one field of a revision is."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class IllegalDecisionError(Exception):
    """The field is not part of the revision, or was decided already."""


class StaleFieldError(Exception):
    """The field changed since the proposal was written; ``current`` is what it is now."""

    def __init__(self, current: Mapping[Field, FactValue]) -> None:
        super().__init__(", ".join(current))
        self.current = dict(current)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What became of one field."""

    state: FieldState = FieldState.PENDING
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """A proposal: what each field was when it was written, what it should be, what was decided."""

    id: RevisionId
    company_id: CompanyId
    state: RevisionState
    author: str
    created_at: datetime
    before: Mapping[Field, FactValue]
    after: Mapping[Field, FactValue]
    decisions: Mapping[Field, Decision]

    @property
    def waiting(self) -> tuple[Field, ...]:
        """The fields that nobody decided yet."""
        return tuple(
            field
            for field in self.after
            if self.decisions.get(field, Decision()).state is FieldState.PENDING
        )


def decide_field(revision: Revision, field: Field, decision: Decision) -> dict[Field, Decision]:
    """Return the decisions with one more; raise ``IllegalDecisionError`` where none is due."""
    if revision.state is not RevisionState.PENDING or field not in revision.waiting:
        raise IllegalDecisionError(f"{field.value} does not wait for a decision")
    if decision.state is FieldState.PENDING:
        raise IllegalDecisionError("a decision accepts or refuses")
    if decision.state is FieldState.REFUSED and not decision.reason.strip():
        raise IllegalDecisionError("a refusal has a reason that the company reads")
    return {**revision.decisions, field: decision}


def goes_through(
    field: Field, before: FactValue, after: FactValue, rules: Mapping[Field, bool], *, proven: bool
) -> bool:
    """Tell whether a change needs no editor: by the rules, or as a mended typo of a proven owner.

    A typo leaves nine tenths of the text as it was and brings no address with it.
    """
    if not proven:
        return False
    if rules.get(field, AT_ONCE_BY_DEFAULT.get(field, False)):
        return True
    return field in _TEXTS and is_typo(before, after)


def is_typo(before: FactValue, after: FactValue) -> bool:
    """Tell whether one text is another with a few letters mended."""
    if not isinstance(before, str) or not isinstance(after, str) or not before or not after:
        return False
    if len(_ADDRESS.findall(after)) > len(_ADDRESS.findall(before)):
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= TYPO_LIKENESS


def changes(
    current: Mapping[Field, FactValue], wanted: Mapping[Field, FactValue]
) -> dict[Field, FactValue]:
    """Return the fields that would be different; empty and untold are the same."""
    return {
        field: value
        for field, value in wanted.items()
        if field in EDITABLE and (value or None) != (current.get(field) or None)
    }


def to_plain(values: Mapping[Field, FactValue]) -> dict[str, Any]:
    """Return fields as they are kept."""
    return {field.value: value for field, value in values.items()}


def from_plain(values: Mapping[str, Any]) -> dict[Field, FactValue]:
    """Return fields as they were kept."""
    return {Field(key): value for key, value in values.items()}
