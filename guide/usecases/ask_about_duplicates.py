"""Ask the editors about companies that look like one and the same."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from guide.catalogue import cards, listings, tasks
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.merging import looks_like_one
from guide.domain.register_intake import name_key
from guide.domain.tasks import Task, TaskKind

_BATCH = 500
_MOST_OF_A_NAME = 10


def ask_about_duplicates(database: Database, now: datetime) -> int:
    """Leave a question for each likely pair of listed companies, once; return how many are new.

    A pair shares its name without legal form, or its web host, and has at most one CVR number.
    """
    new = 0
    with database.writing() as work:
        ids = listings.every_listed_id(work)
        groups: dict[str, list[Card]] = {}
        for start in range(0, len(ids), _BATCH):
            for card in cards.by_ids(work, ids[start : start + _BATCH]):
                for key in _keys(card):
                    groups.setdefault(key, []).append(card)
        for group in groups.values():
            for one, other in _pairs(group):
                new += tasks.ask(work, _question(one, other, now))
        work.commit()
    return new


def _keys(card: Card) -> Sequence[str]:
    host = (card.website or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    return [f"name {name_key(card.name)}", *([f"host {host}"] if host else [])]


def _pairs(group: Sequence[Card]) -> list[tuple[Card, Card]]:
    """Return the pairs with the one to keep first: the one with a number, else the elder."""
    few = group[:_MOST_OF_A_NAME]
    pairs = [pair for pair in combinations(few, 2) if looks_like_one(pair[0].cvr, pair[1].cvr)]
    return [pair if pair[0].cvr or not pair[1].cvr else (pair[1], pair[0]) for pair in pairs]


def _question(one: Card, other: Card, now: datetime) -> Task:
    return Task(
        kind=TaskKind.POSSIBLE_DUPLICATE,
        key=":".join(map(str, sorted((one.id, other.id)))),
        company_id=one.id,
        payload={"kept": int(one.id), "gone": int(other.id), "name": other.name},
        created_at=now,
    )
