"""The newest differences of whom somebody follows: a search, or one company."""

from dataclasses import dataclass
from datetime import date

from guide.catalogue import cards, differences
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.differences import Difference
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.port import SearchReader, SearchRequest
from guide.usecases.export_search import every_id

ENTRIES = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A difference and the company as it is now."""

    difference: Difference
    card: Card


def follow_search(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    today: date,
) -> list[Told]:
    """Return the newest differences among the companies that a search finds today."""
    wanted = set(every_id(database, reader, policy, request, today))
    with database.reading() as work:
        chosen: list[Difference] = []
        for one in differences.newest(work):
            if one.company_id in wanted:
                chosen.append(one)
            if len(chosen) == ENTRIES:
                break
    return _told(database, policy, chosen)


def follow_company(
    database: Database, policy: ProtectionPolicy, company_id: CompanyId
) -> list[Told]:
    """Return the newest differences of one company."""
    with database.reading() as work:
        chosen = differences.of_company(work, company_id, ENTRIES)
    return _told(database, policy, chosen)


def _told(database: Database, policy: ProtectionPolicy, chosen: list[Difference]) -> list[Told]:
    with database.reading() as work:
        ids = list(dict.fromkeys(one.company_id for one in chosen))
        found = {
            card.id: card
            for card in cards.by_ids(work, ids)
            if card.listed and policy.may_appear(card.visibility, Channel.FEED)
        }
    return [
        Told(difference=one, card=found[one.company_id])
        for one in chosen
        if one.company_id in found
    ]
