"""What editors change in the tables, on both databases."""

from dataclasses import replace
from datetime import date

from guide.catalogue import categories, companies, facts, featured, merging, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.featured import FeaturedDay
from guide.catalogue.sources import Source
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import DayReason
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.usecases.refresh_company import refresh_company
from tests.conftest import NOW
from tests.small import TREE


def _company(work: UnitOfWork, name: str, cvr: str | None = None) -> CompanyId:
    company_id = companies.create(work, name=name, now=NOW, cvr=cvr)
    told: dict[Field, FactValue] = {
        Field.NAME: name,
        Field.CATEGORIES: ["erp"],
        Field.INCLUDED: True,
    }
    statements = [
        Fact(field=field, layer=Layer.SEED, value=value, recorded_at=NOW, source="seed")
        for field, value in told.items()
    ]
    facts.record(work, company_id, statements)
    refresh_company(work, company_id, ProtectionPolicy(), NOW)
    return company_id


def _prepare(work: UnitOfWork) -> None:
    sources.save(work, Source(key="seed", title="Prøve"))
    for position, category in enumerate(TREE):
        categories.save(work, category, position)


def test_a_renamed_category_takes_its_companies_and_children_along(database: Database) -> None:
    """Statements under the old slug are resolved to the new one."""
    with database.writing() as work:
        _prepare(work)
        company_id = _company(work, "Opdigtet Data ApS")
        categories.change(work, "erp", replace(TREE[1], slug="styring"))
        categories.change(work, "forretning", replace(TREE[0], slug="drift"))
        refresh_company(work, company_id, ProtectionPolicy(), NOW)
        work.commit()
    with database.reading() as work:
        assert categories.of_companies(work, [company_id]) == {company_id: ["styring"]}
        assert categories.tree(work)["styring"].parent == "drift"
        assert categories.redirects(work) == {"erp": "styring", "forretning": "drift"}


def test_what_was_moved_in_a_merging_is_moved_back(database: Database) -> None:
    """Number, statements and days."""
    with database.writing() as work:
        _prepare(work)
        kept = _company(work, "Opdigtet Data ApS")
        gone = _company(work, "Opdigtet Data", "98000003")
        day = FeaturedDay(day=date(2026, 12, 24), company_id=gone, reason=DayReason.TURN)
        featured.put(work, day, NOW)
        before = [facts.current(work, one) for one in (kept, gone)]
        moved = merging.move_rows(work, gone, kept)
        merging.move_number(work, gone, kept)
        assert companies.get(work, kept).cvr == "98000003"
        assert moved["featured_day"] == ["2026-12-24"]
        merging.move_number(work, kept, gone)
        merging.move_back(work, moved, gone, kept)
        assert [facts.current(work, one) for one in (kept, gone)] == before
        assert featured.day(work, date(2026, 12, 24)) == day
