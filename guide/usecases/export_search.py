"""Every company of a search, for files and for what is told about a list as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guide.catalogue import cards, facts
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.facts import Field, resolve_all
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.port import LARGEST_BATCH, IndexUnavailableError, SearchReader, SearchRequest
from guide.usecases.search_companies import search_companies

MOST = 100_000
"""Companies in one file; whoever needs more reads the API's changes."""

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    """A company with its contact data, empty unless it is known to be unprotected."""

    card: Card
    phone: str | None
    email: str | None


def every_id(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    today: date,
) -> list[CompanyId]:
    """Return the ids of a whole result in its order, each once, at most ``MOST``."""
    found: dict[CompanyId, None] = {}
    batch = replace(request, per_page=LARGEST_BATCH, facets=(), explain=False)
    for first in range(0, MOST, LARGEST_BATCH):
        question = replace(batch, first=first)
        try:
            result = reader.search(question)
        except IndexUnavailableError:
            result = search_companies(database, reader, policy, question, today).result
        found.update((CompanyId(hit.company_id), None) for hit in result.hits)
        if first + len(result.hits) >= result.total:
            break
    return list(found)


def export_search(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    request: SearchRequest,
    today: date,
) -> Iterator[ExportRow]:
    """Yield what may leave by a file, in the order of the search; reads as it is consumed."""
    ids = every_id(database, reader, policy, request, today)
    for start in range(0, len(ids), BATCH):
        with database.reading() as work:
            read = cards.by_ids(work, ids[start : start + BATCH])
            chosen = [
                card
                for card in read
                if card.listed and policy.may_appear(card.visibility, Channel.EXPORT)
            ]
            contacts = _contacts(work, policy, chosen)
        for card in chosen:
            phone, email = contacts.get(card.id, (None, None))
            yield ExportRow(card=card, phone=phone, email=email)


def _contacts(
    work: UnitOfWork, policy: ProtectionPolicy, chosen: list[Card]
) -> Mapping[CompanyId, tuple[str | None, str | None]]:
    allowed = [card.id for card in chosen if policy.may_export_contact(card.visibility)]
    found = {}
    for company_id, said in facts.current_of(work, allowed).items():
        resolved = resolve_all(said)
        phone, email = (resolved.get(field) for field in (Field.PHONE, Field.EMAIL))
        found[company_id] = (
            str(phone.value) if phone and phone.value else None,
            str(email.value) if email and email.value else None,
        )
    return found
