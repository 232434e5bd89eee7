"""Set companies side by side: cards and the newest figures of each, parent figures only."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.catalogue import cards, companies, reports
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.figure_series import FigureYear, series
from guide.domain.protection import Channel, ProtectionPolicy
from guide.domain.report_terms import Scope

MOST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A company and its years, oldest first."""

    card: Card
    years: tuple[FigureYear, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The companies in the order asked for; ``unknown`` are words that name none that may show."""

    companies: tuple[Compared, ...]
    unknown: tuple[str, ...]
    left_out: int


def compare_companies(
    database: Database, policy: ProtectionPolicy, asked: Sequence[str]
) -> Comparison:
    """Compare at most ten companies, each asked for by slug, CVR number or name."""
    with database.reading() as work:
        found: dict[CompanyId, None] = {}
        unknown: list[str] = []
        for word in dict.fromkeys(text.strip() for text in asked if text.strip()):
            company_id = _find(work, policy, word)
            if company_id is None:
                unknown.append(word)
            else:
                found[company_id] = None
        ids = list(found)[:MOST]
        sets = reports.sets_of(work, ids)
        compared = tuple(
            Compared(card=card, years=series(sets[card.id], Scope.PARENT))
            for card in cards.by_ids(work, ids)
        )
    return Comparison(
        companies=compared, unknown=tuple(unknown[:MOST]), left_out=max(0, len(found) - MOST)
    )


def _find(work: UnitOfWork, policy: ProtectionPolicy, word: str) -> CompanyId | None:
    known = companies.find_by_slug(work, word) or companies.find_by_cvr(work, word)
    several = [known] if known else companies.find_by_name(work, word)
    able = [one for one in several if policy.may_appear(one.visibility, Channel.LIST)]
    return able[0].id if len(able) == 1 else None
