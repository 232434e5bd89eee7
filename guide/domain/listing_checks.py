"""Once a year a company's own people are asked whether its profile is still right.

One letter, one reminder, then nothing more until they answer; see docs/operations.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ASK_AFTER = timedelta(days=365)
REMIND_AFTER = timedelta(days=30)
LINK_LASTS = timedelta(days=90)


class CheckStep(StrEnum):
    """What is to be done now: a letter, a reminder, or telling the editors that nobody answers."""

    ASK = "ask"
    REMIND = "remind"
    STALE = "stale"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingCheck:
    """Where a company's yearly question is; ``confirmed_at`` is its last yes, sign or edit."""

    confirmed_at: datetime
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    told_at: datetime | None = None

    @property
    def asked(self) -> datetime | None:
        """When the question was asked that is not answered, ``None`` when there is none."""
        waits = self.asked_at is not None and self.asked_at > self.confirmed_at
        return self.asked_at if waits else None


def next_step(check: ListingCheck, now: datetime) -> CheckStep | None:
    """Return what is due; ``None`` for nothing, which is also all that follows ``STALE``."""
    asked = check.asked
    if asked is None:
        return CheckStep.ASK if now - check.confirmed_at >= ASK_AFTER else None
    reminded = _after(check.reminded_at, asked)
    if reminded is None:
        return CheckStep.REMIND if now - asked >= REMIND_AFTER else None
    if _after(check.told_at, asked) is None and now - reminded >= REMIND_AFTER:
        return CheckStep.STALE
    return None


def _after(moment: datetime | None, asked: datetime) -> datetime | None:
    return moment if moment is not None and moment >= asked else None
