"""Which company stands in the guide's box on a day: fair, repeatable, and told with its reason.

Everyone who is complete enough takes a turn in an order that only the ids decide; who was shown
least in the last year comes first, and nobody comes back before ``REST`` is over.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from guide.domain.company import CompanyId
from guide.domain.protection import Channel, ProtectionPolicy, Visibility

REST = timedelta(weeks=8)
"""How long a company rests between two days, before and after."""

MEMORY = timedelta(days=365)
"""How far back turns are counted."""

MIN_DESCRIPTION = 40
MIN_TOLD = 2


class DayReason(StrEnum):
    """Why this company: an editor's choice, no turn in the last year, or the fewest turns."""

    EDITOR = "editor"
    NOT_THIS_YEAR = "not_this_year"
    TURN = "turn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What the choice asks of a company; ``told`` counts web site, place, head count, figures."""

    id: CompanyId
    visibility: Visibility
    description: str
    has_category: bool
    told: int

    @property
    def is_complete(self) -> bool:
        """Tell whether there is enough to show: what it does, where it belongs, two facts more."""
        enough_text = len(self.description) >= MIN_DESCRIPTION
        return enough_text and self.has_category and self.told >= MIN_TOLD


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """The company of a day, why, and when it last stood there before (within ``MEMORY``)."""

    company_id: CompanyId
    reason: DayReason
    last_shown: date | None = None


def may_stand(company: Visibility, policy: ProtectionPolicy) -> bool:
    """Tell whether a company may be the day's: in business, in no trouble, not protected."""
    return policy.may_appear(company, Channel.FEATURE) and policy.may_appear(company, Channel.EMBED)


def choose(
    candidates: Iterable[Candidate],
    days: Mapping[date, CompanyId],
    today: date,
    policy: ProtectionPolicy,
) -> Pick | None:
    """Pick the day's company by turn; ``days`` holds past choices and what is planned ahead."""
    able = [one for one in candidates if one.is_complete and may_stand(one.visibility, policy)]
    if not able:
        return None
    turns = _turns(days, today)
    near = {company for day, company in days.items() if day != today and abs(day - today) <= REST}
    rested = [one for one in able if one.id not in near]
    ring = _ring(able)
    start = today.toordinal()

    def order(one: Candidate) -> tuple[int, date, int]:
        seen = turns.get(one.id, [])
        last = max(seen, default=date.min) if not rested else date.min
        return (len(seen) if rested else 0, last, (ring[one.id] - start) % len(ring))

    first = min(rested or able, key=order)
    last_shown = max(turns.get(first.id, []), default=None)
    reason = DayReason.TURN if last_shown else DayReason.NOT_THIS_YEAR
    return Pick(company_id=first.id, reason=reason, last_shown=last_shown)


def _turns(days: Mapping[date, CompanyId], today: date) -> dict[CompanyId, list[date]]:
    turns: dict[CompanyId, list[date]] = {}
    for day, company in days.items():
        if today - MEMORY <= day < today:
            turns.setdefault(company, []).append(day)
    return turns


def _ring(candidates: Sequence[Candidate]) -> dict[CompanyId, int]:
    """Number the companies in an order that looks like chance and never changes."""
    ids = sorted(one.id for one in candidates)
    ids.sort(key=lambda company_id: hashlib.sha256(str(company_id).encode()).digest())
    return {company_id: position for position, company_id in enumerate(ids)}
