"""Following by mail: what is followed, and how long what nobody confirmed is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NewType

from guide.domain.company import CompanyId

SubscriptionId = NewType("SubscriptionId", int)
CONFIRM_WITHIN = timedelta(hours=48)
UNCONFIRMED_KEPT = timedelta(days=14)
STOPPED_KEPT = timedelta(days=30)
MOST_UNCONFIRMED = 5
"""Open requests an address may have: nobody can fill somebody else's mailbox."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What somebody follows: one company, or else a search; ``query`` is its address's part."""

    query: str
    company_id: CompanyId | None = None
    asked: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A wish of one mail address, and how far it has been told."""

    id: SubscriptionId
    mail: str
    locale: str
    wish: Wish
    confirmed_at: datetime | None
    last_difference_id: int
    last_sent_at: datetime | None
