"""The company of the day over the real catalogue: remembered, planned, and withdrawn in time."""

from datetime import UTC, datetime, timedelta

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, companies, facts, featured
from guide.catalogue.companies import Identity
from guide.catalogue.database import Database
from guide.domain.company_of_the_day import DayReason
from guide.domain.facts import Fact, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.usecases.choose_company_of_the_day import (
    DayRefusedError,
    clear_day,
    company_of_the_day,
    plan_day,
    settle_day,
)
from guide.usecases.refresh_company import refresh_company

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def known(guide: Guide, slug: str) -> Identity:
    """A company of the seed."""
    with guide.database.reading() as work:
        found = companies.find_by_slug(work, slug)
    assert found is not None
    return found


def end(guide: Guide, company: Identity) -> None:
    """The register says that a company has ceased."""
    with guide.database.writing() as work:
        over = Fact(
            field=Field.STATUS,
            layer=Layer.REGISTER,
            value="ceased",
            recorded_at=NOW,
            source="seed",
        )
        facts.record(work, company.id, [over])
        refresh_company(work, company.id, guide.policy, NOW)
        work.commit()


def test_every_day_has_a_company_that_may_stand_on_both_databases(
    seeded_database: Database,
) -> None:
    """A fortnight without memory: fourteen different ones, all in business and described."""
    policy = ProtectionPolicy()
    chosen = [
        company_of_the_day(seeded_database, policy, TODAY + timedelta(days=offset))
        for offset in range(14)
    ]
    cards = [choice.card for choice in chosen if choice is not None]
    assert len({card.id for card in cards}) == 14
    assert all(policy.may_feature(card.visibility) and card.description for card in cards)


def test_a_settled_day_stays_and_the_next_days_remember_it(guide: Guide) -> None:
    """What was shown is in the calendar, and settling twice changes nothing."""
    first = settle_day(guide.database, guide.policy, TODAY, NOW)
    assert first is not None
    assert settle_day(guide.database, guide.policy, TODAY, NOW) == first
    assert company_of_the_day(guide.database, guide.policy, TODAY) == first
    with guide.database.reading() as work:
        assert [row.company_id for row in featured.days(work, TODAY, TODAY)] == [first.card.id]


def test_an_editors_choice_wins_is_logged_and_can_be_taken_back(guide: Guide) -> None:
    """The calendar's word goes before the turn."""
    kmd = known(guide, "kmd")
    plan_day(guide.database, guide.policy, TODAY, kmd.id, "editor:1", "Tema om kommuner", NOW)
    choice = company_of_the_day(guide.database, guide.policy, TODAY)
    assert choice is not None
    assert (choice.card.slug, choice.reason) == ("kmd", DayReason.EDITOR)
    assert clear_day(guide.database, TODAY, "editor:1", NOW)
    assert not clear_day(guide.database, TODAY, "editor:1", NOW)
    back = company_of_the_day(guide.database, guide.policy, TODAY)
    assert back is not None
    assert back.reason is not DayReason.EDITOR
    with guide.database.reading() as work:
        log = audit.of_object(work, "featured_day", TODAY.isoformat())
    assert [entry.action for entry in log] == ["featured.plan", "featured.clear"]


def test_a_planned_company_that_ceases_gives_way(guide: Guide) -> None:
    """Neither plan nor memory keeps a company that may no longer stand."""
    kmd = known(guide, "kmd")
    plan_day(guide.database, guide.policy, TODAY, kmd.id, "editor:1", "", NOW)
    end(guide, kmd)
    choice = company_of_the_day(guide.database, guide.policy, TODAY)
    assert choice is not None
    assert choice.card.slug != "kmd"


def test_a_ceased_company_cannot_be_planned(guide: Guide) -> None:
    """The editor is told why."""
    gone = known(guide, "it-factory")
    with pytest.raises(DayRefusedError, match="ophørt"):
        plan_day(guide.database, guide.policy, TODAY, gone.id, "editor:1", "", NOW)
