"""Erasure reaches every table, the index, the pages and the next import."""

import pytest
from sqlalchemy import select

from guide.bootstrap import Guide
from guide.catalogue import companies
from guide.catalogue.tables import Base
from guide.catalogue.tables.differences import DifferenceRow
from guide.catalogue.tables.featured import FeaturedDayRow
from guide.catalogue.tables.mentions import MentionDecisionRow
from guide.search.port import SearchRequest
from guide.usecases.erase_company import ErasureError, erase_company
from guide.usecases.index_companies import drain_index_jobs
from guide.usecases.load_seed import load_seed
from guide.web import create_app

NUMBER, SLUG, NAME = "25553489", "3shape", "3Shape"


def _everything(guide: Guide) -> dict[str, str]:
    """Return the contents of every table as text."""
    with guide.database.reading() as work:
        return {
            table.name: repr(work.session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
        }


def test_nothing_is_left_and_nothing_comes_back(guide: Guide) -> None:
    """The name and number stand nowhere; the address answers 410; the seed brings nothing back."""
    now = guide.clock.now()
    done = erase_company(guide.database, guide.logos, NUMBER, "r", "indsigelse", now)
    assert done.suppressed
    assert done.searched["fact"] > 5
    assert {"company_name", "revision", "claim", "submission", "report"} <= done.searched.keys()
    drain_index_jobs(guide.database, guide.open_writer(), guide.policy, now)
    guide.reader.open_newest()
    assert SLUG not in [h.slug for h in guide.reader.search(SearchRequest(text=NAME)).hits]
    load_seed(guide.database, guide.settings.data, guide.policy, now)
    for table, content in _everything(guide).items():
        assert NUMBER not in content, table
        if table not in ("event", "event_company"):
            assert f"'{NAME} A/S'" not in content, table
    client = create_app(guide).test_client()
    assert client.get(f"/virksomhed/{SLUG}").status_code == 410
    assert client.get(f"/cvr/{NUMBER}").status_code == 404


@pytest.mark.parametrize(("company", "reason"), [("findes-ikke", "x"), (NUMBER, " ")])
def test_what_cannot_be_erased_is_told(guide: Guide, company: str, reason: str) -> None:
    """An unknown company, or no reason."""
    with pytest.raises(ErasureError):
        erase_company(guide.database, guide.logos, company, "r", reason, guide.clock.now())


def test_what_was_told_shown_and_answered_about_a_company_goes_too(guide: Guide) -> None:
    """Its differences, its days in the box and the editors' answers about its name."""
    now = guide.clock.now()
    with guide.database.writing() as work:
        known = companies.find_by_cvr(work, NUMBER)
        assert known is not None
        work.session.add_all(
            [
                DifferenceRow(company_id=known.id, at=now, field="name", before="X", after=NAME),
                FeaturedDayRow(company_id=known.id, day=now.date(), reason="editor", set_at=now),
                MentionDecisionRow(company_id=known.id, surface=NAME, answer=True, asked_at=now),
            ]
        )
        work.commit()
    searched = erase_company(guide.database, guide.logos, NUMBER, "r", "indsigelse", now).searched
    for table in ("difference", "featured_day", "mention_decision"):
        assert searched[table] >= 1, table
        with guide.database.reading() as work:
            rows = work.session.execute(select(Base.metadata.tables[table])).mappings()
            assert all(row["company_id"] != known.id for row in rows), table
