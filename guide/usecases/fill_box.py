"""Choose the company of a box on the paper's page: the one named, one that fits, or the day's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guide.catalogue import cards, companies, featured, listings
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.listings import Criteria
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import choose, may_stand
from guide.domain.protection import ProtectionPolicy
from guide.usecases.choose_company_of_the_day import company_of_the_day

MOST_NAMED = 20
MOST_IN_CATEGORY = 5000


class BoxReason(StrEnum):
    """Why the box shows this company."""

    NAMED = "named"
    FITTING = "fitting"
    DAY = "day"


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxWish:
    """What the page asks for: slugs, the first that may be shown wins; then category and place.

    ``municipality`` is a code, ``category`` a slug; both may be ``None``.
    """

    slugs: Sequence[str] = ()
    category: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxChoice:
    """The company of a box and why it stands there."""

    card: Card
    reason: BoxReason


def fill_box(
    database: Database, policy: ProtectionPolicy, wish: BoxWish, today: date
) -> BoxChoice | None:
    """Return the company to show; ``None`` only when the whole guide has none that may."""
    with database.reading() as work:
        for slug in wish.slugs[:MOST_NAMED]:
            card = _named(work, policy, slug)
            if card is not None:
                return BoxChoice(card=card, reason=BoxReason.NAMED)
        if wish.category or wish.municipality:
            card = _fitting(work, policy, wish, today)
            if card is not None:
                return BoxChoice(card=card, reason=BoxReason.FITTING)
    choice = company_of_the_day(database, policy, today)
    return None if choice is None else BoxChoice(card=choice.card, reason=BoxReason.DAY)


def _named(work: UnitOfWork, policy: ProtectionPolicy, slug: str) -> Card | None:
    known = companies.find_by_slug(work, slug)
    if known is None or not may_stand(known.visibility, policy):
        return None
    return cards.find(work, known.id)


def _fitting(work: UnitOfWork, policy: ProtectionPolicy, wish: BoxWish, today: date) -> Card | None:
    """Let the companies of a category and a place take turns by day, as the whole guide does."""
    values = {"category": wish.category, "municipality": wish.municipality}
    criteria = Criteria(
        values={name: frozenset([value]) for name, value in values.items() if value},
        alive_only=True,
    )
    found = listings.page(work, criteria, today, per_page=MOST_IN_CATEGORY).ids
    inside: set[CompanyId] = set(found)
    able = [one for one in featured.candidates(work) if one.id in inside]
    pick = choose(able, {}, today, policy)
    return None if pick is None else cards.find(work, pick.company_id)
