"""Whether the register may be believed tonight: the checks before anything is published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

COUNT_TOLERANCE = 0.05
"""The number of companies may differ this much from last time."""

COMPLETE_SHARE = 0.95
"""So many documents must have a name and a branch."""

BRAKE_SHARE = 0.02
"""A run that makes more than this share of companies leave or change status stops and asks."""

FRESH_FOR = timedelta(days=4)


class Check(StrEnum):
    """The checks by name."""

    CANARY = "canary"
    FIELDS = "fields"
    COUNT = "count"
    FRESHNESS = "freshness"
    COMPLETENESS = "completeness"
    BRAKE = "brake"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A check that failed, in Danish words for the editors."""

    check: Check
    text: str


def check_survey(
    *,
    canary_found: bool | None,
    missing_fields: tuple[str, ...],
    count: int | None,
    previous_count: int | None,
    newest_load: datetime | None,
    now: datetime,
) -> tuple[Finding, ...]:
    """Judge what a source says of itself; None is "cannot tell" and passes."""
    findings = []
    if canary_found is False:
        findings.append(
            Finding(
                check=Check.CANARY,
                text="En virksomhed, der altid er i CVR, blev ikke fundet præcis én gang.",
            )
        )
    if missing_fields:
        names = ", ".join(missing_fields)
        findings.append(Finding(check=Check.FIELDS, text=f"CVR mangler felterne {names}."))
    if count is not None and (
        count == 0
        or (previous_count and abs(count - previous_count) > previous_count * COUNT_TOLERANCE)
    ):
        findings.append(
            Finding(
                check=Check.COUNT,
                text=f"CVR har {count} virksomheder i brancherne, sidst {previous_count or 0}.",
            )
        )
    if newest_load is not None and now - newest_load > FRESH_FOR:
        findings.append(
            Finding(
                check=Check.FRESHNESS,
                text=f"CVR er ikke opdateret siden {newest_load:%d.%m.%Y}.",
            )
        )
    return tuple(findings)


def check_completeness(*, complete: int, read: int) -> Finding | None:
    """Judge the share of documents with a name and a branch; nothing read passes."""
    if not read or complete >= read * COMPLETE_SHARE:
        return None
    return Finding(
        check=Check.COMPLETENESS,
        text=f"Kun {complete} af {read} dokumenter har både navn og branche.",
    )


def check_brake(*, leaving: int, changing_status: int, known: int) -> Finding | None:
    """Judge how many known companies would leave or change status in this run.

    In a guide of fewer than 50 companies a single one is more than two in a hundred, so one
    company alone never stops a run.
    """
    moved = leaving + changing_status
    if moved <= 1 or moved <= known * BRAKE_SHARE:
        return None
    return Finding(
        check=Check.BRAKE,
        text=(
            f"{leaving} virksomheder ville udgå og {changing_status} skifte status "
            f"ud af {known}. Kør igen med --force, hvis det er rigtigt."
        ),
    )
