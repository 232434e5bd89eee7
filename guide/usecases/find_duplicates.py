"""Companies that a sign-up may already be: "er det jer?"."""

from datetime import date

from guide.catalogue import cards, companies, listings
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.catalogue.listings import Criteria
from guide.domain.cvr_number import parse_cvr

MIN_NAME, MOST = 3, 5


def find_duplicates(database: Database, cvr: str, name: str, today: date) -> list[Card]:
    """Return listed companies of the number or with a name like this, the number's first.

    Only what anyone can find by searching is told, so nothing is learned here.
    """
    ids = []
    with database.reading() as work:
        number = parse_cvr(cvr)
        known = companies.find_by_cvr(work, number) if number else None
        if known is not None:
            ids.append(known.id)
        if len(name) >= MIN_NAME:
            ids += [one.id for one in companies.find_by_name(work, name)]
            ids += listings.page(work, Criteria(name_part=name[:100]), today, per_page=MOST).ids
        found = cards.by_ids(work, list(dict.fromkeys(ids)))
    return [card for card in found if card.listed][:MOST]
