"""What anyone may read about a company's changes: who as a role, what, when and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from guide.domain.facts import Fact, Field, Layer

PUBLIC_ACTS = frozenset(
    {
        "company.withdraw",
        "company.undo",
        "company.merge",
        "company.unmerge",
        "company.link",
        "revision.refused",
    }
)
"""The acts that leave no statement of their own, so that the log is where they are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedChange:
    """One change without its contents; ``act`` is empty for plain statements."""

    at: datetime
    who: Layer
    fields: tuple[Field, ...] = ()
    act: str = ""
    why: str = ""


def tell_changes(facts: Iterable[Fact], acts: Iterable[LoggedChange]) -> Sequence[LoggedChange]:
    """Return statements made together as one change, with the acts, the newest first.

    Contents stay out: what was erased or corrected must not stand here for ever. A reason is told
    only where editors gave one.
    """
    made: dict[tuple[datetime, Layer, str], dict[Field, None]] = {}
    for fact in facts:
        why = fact.reason if fact.layer is Layer.EDITOR else ""
        made.setdefault((fact.recorded_at, fact.layer, why), {})[fact.field] = None
    told = [
        LoggedChange(at=at, who=who, fields=tuple(fields), why=why)
        for (at, who, why), fields in made.items()
    ]
    return sorted([*told, *acts], key=lambda change: change.at, reverse=True)
