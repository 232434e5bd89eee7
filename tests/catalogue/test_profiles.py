"""What a profile shows beside the company itself, on both databases."""

from sqlalchemy import select

from guide.catalogue import profiles
from guide.catalogue.database import Database
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow
from guide.domain.company import CompanyId

GONE = ("ceased", "taken_over")


def test_similar_companies_share_most_categories_and_are_listed_and_alive(
    seeded_database: Database,
) -> None:
    """The same as a plain count over every company gives, for all of the seed."""
    with seeded_database.reading() as work:
        slugs: dict[int, dict[str, int]] = {}
        for row in work.session.scalars(select(CompanyCategoryRow)):
            slugs.setdefault(row.company_id, {})[row.category] = row.position
        alive = {
            row.id
            for row in work.session.scalars(select(CompanyRow))
            if row.listed and row.status not in GONE
        }
        for company in sorted(slugs)[::40]:
            own = slugs[company]
            main = min(own, key=lambda slug: own[slug])
            shared = {
                other: len(own.keys() & slugs[other].keys()) + (main in slugs[other])
                for other in alive & slugs.keys()
                if other != company and own.keys() & slugs[other].keys()
            }
            expected = sorted(shared, key=lambda other: (-shared[other], other))[:6]
            found = profiles.find(work, CompanyId(company))
            assert found is not None
            assert [card.id for card in found.similar] == expected


def test_those_that_may_not_stand_there_are_passed_over(seeded_database: Database) -> None:
    """However many of the nearest are gone, the next ones are looked at."""
    with seeded_database.reading() as work:
        first = work.session.scalars(
            select(CompanyRow).where(CompanyRow.listed).order_by(CompanyRow.id)
        ).first()
        assert first is not None
        before = profiles.find(work, CompanyId(first.id))
        assert before is not None
        hidden = {card.id for card in before.similar}
        for row in work.session.scalars(select(CompanyRow).where(CompanyRow.id.in_(hidden))):
            row.listed = False
        work.flush()
        after = profiles.find(work, CompanyId(first.id))
        assert after is not None
        assert after.similar
        assert not hidden & {card.id for card in after.similar}
