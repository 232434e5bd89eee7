"""Two companies made one, and two again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, cards, companies, facts, featured, outbox, tasks
from guide.catalogue.featured import FeaturedDay
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import DayReason
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.domain.tasks import TaskKind
from guide.usecases.ask_about_duplicates import ask_about_duplicates
from guide.usecases.merge_companies import merge_companies
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import SAID, add_company, company_id_of, small_guide
from tests.usecases.test_edit_company import editor


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def other(guide: Guide) -> CompanyId:
    """A second company that the editors know under another spelling, without a number."""
    said = {
        Field.NAME: "OPDIGTET DATA",
        Field.TOWN: "Odense",
        Field.DESCRIPTION: "Noget andet.",
        Field.INCLUDED: True,
    }
    other = add_company(guide, None, said)
    with guide.database.writing() as work:
        chosen = FeaturedDay(day=date(2026, 12, 24), company_id=other, reason=DayReason.EDITOR)
        featured.put(work, chosen, guide.clock.now())
        work.commit()
    return other


def merged(guide: Guide, kept: CompanyId, gone: CompanyId) -> int:
    """Merge two companies."""
    return merge_companies(guide.database, kept, gone, "Det er de samme.", editor(guide))


def card(guide: Guide, company_id: CompanyId) -> cards.Card:
    """Return a card."""
    with guide.database.reading() as work:
        found = cards.find(work, company_id)
    assert found is not None
    return found


def test_the_kept_one_gets_what_it_lacked_and_keeps_its_word(
    guide: Guide, other: CompanyId
) -> None:
    """Both are logged, both are told to the index, and the other one leads on."""
    kept = company_id_of(guide)
    with guide.database.reading() as work:
        jobs = outbox.count_open(work, outbox.INDEX)
    merged(guide, kept, other)
    now = card(guide, kept)
    assert (now.description, now.town) == ("Vi bygger regnemaskiner.", "Odense")
    assert "OPDIGTET DATA" in now.former_names
    assert not card(guide, other).listed
    with guide.database.reading() as work:
        assert companies.get(work, other).merged_into == kept
        assert outbox.count_open(work, outbox.INDEX) == jobs + 2
        day = featured.day(work, date(2026, 12, 24))
        for company_id in (kept, other):
            assert audit.of_object(work, "company", str(company_id))[-1].action == "company.merge"
    assert day is not None
    assert day.company_id == kept


def test_a_number_goes_along(guide: Guide, other: CompanyId) -> None:
    """The one without a number may be the one that is kept."""
    merged(guide, other, company_id_of(guide))
    assert card(guide, other).cvr == "98000003"
    assert card(guide, other).website == "https://www.opdigtet.example"


def test_a_merging_is_taken_back_whole(guide: Guide, other: CompanyId, clock: FixedClock) -> None:
    """Statements, number, calendar and names lie where they lay."""
    kept = company_id_of(guide)

    def state() -> list[object]:
        with guide.database.reading() as work:
            day = featured.day(work, date(2026, 12, 24))
            said = [facts.current(work, one) for one in (kept, other)]
        return [said, day, *((c.listed, c.cvr, c.town, c.former_names) for c in both())]

    def both() -> list[cards.Card]:
        return [card(guide, kept), card(guide, other)]

    before = state()
    revision = merged(guide, other, kept)
    clock.move(seconds=20)
    take_back(guide.database, [revision], editor(guide))
    assert state() == before
    with pytest.raises(EditError, match="allerede"):
        take_back(guide.database, [revision], editor(guide))


def test_a_merging_is_not_taken_back_after_half_a_minute(
    guide: Guide, other: CompanyId, clock: FixedClock
) -> None:
    """Then it stands."""
    revision = merged(guide, company_id_of(guide), other)
    clock.move(seconds=31)
    with pytest.raises(EditError):
        take_back(guide.database, [revision], editor(guide))


def test_two_numbers_are_two_companies(guide: Guide, other: CompanyId) -> None:
    """Nor is a company merged with itself or twice."""
    kept = company_id_of(guide)
    second = add_company(guide, "98000011", {**SAID, Field.NAME: "Anden ApS"})
    for one, two in ((kept, second), (kept, kept)):
        with pytest.raises(EditError):
            merged(guide, one, two)
    merged(guide, kept, other)
    with pytest.raises(EditError, match="allerede"):
        merged(guide, kept, other)


def test_what_was_merged_before_leads_to_the_last_one(guide: Guide, other: CompanyId) -> None:
    """No address leads to a company that is not there."""
    third = add_company(guide, None, {Field.NAME: "Tredje", Field.INCLUDED: True})
    merged(guide, other, third)
    merged(guide, company_id_of(guide), other)
    with guide.database.reading() as work:
        assert companies.get(work, third).merged_into == company_id_of(guide)


def test_a_likely_pair_is_asked_about_once(guide: Guide, other: CompanyId) -> None:
    """Same name without its form; the one with a number is proposed as the kept one."""
    add_company(guide, "98000011", {**SAID, Field.NAME: "Opdigtet Data A/S"})
    now = guide.clock.now()
    assert ask_about_duplicates(guide.database, now) == 2
    assert ask_about_duplicates(guide.database, now) == 0
    with guide.database.reading() as work:
        asked = tasks.open_tasks(work, TaskKind.POSSIBLE_DUPLICATE)
    assert {task.payload["gone"] for task in asked} == {other}
