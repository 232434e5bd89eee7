"""Statements as they are kept, on both databases."""

import pytest

from guide.catalogue import companies, facts, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.sources import Source
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from tests.conftest import NOW, FixedClock


def a_company(work: UnitOfWork) -> CompanyId:
    """An invented company and a source to speak of it."""
    sources.save(work, Source(key="prøve", title="Prøve"))
    return companies.create(work, name="Prøve ApS", now=NOW)


def said(value: FactValue, clock: FixedClock, **more: bool | str) -> Fact:
    """A statement about the town, by the company."""
    return Fact(
        field=Field.TOWN,
        layer=Layer.COMPANY,
        value=value,
        recorded_at=clock.now(),
        source="prøve",
        **more,  # type: ignore[arg-type]
    )


def test_a_new_statement_supersedes_and_keeps_the_old(
    database: Database, clock: FixedClock
) -> None:
    """Both stay readable with the time they were learned; only one is present."""
    with database.writing() as work:
        company_id = a_company(work)
        facts.record(work, company_id, [said("Aarhus", clock)])
        clock.move(days=1)
        assert facts.record(work, company_id, [said("Vejle", clock)]) == {Field.TOWN}
        work.commit()
    with database.reading() as work:
        assert [fact.value for fact in facts.current(work, company_id)] == ["Vejle"]
        assert [fact.value for fact in facts.history(work, company_id)] == ["Aarhus", "Vejle"]


def test_the_same_statement_again_is_no_change(database: Database, clock: FixedClock) -> None:
    """A nightly import that finds nothing new writes nothing."""
    with database.writing() as work:
        company_id = a_company(work)
        facts.record(work, company_id, [said(["a", "b"], clock)])
        clock.move(days=1)
        assert facts.record(work, company_id, [said(["a", "b"], clock)]) == set()
        assert len(facts.history(work, company_id)) == 1


def test_an_override_lives_beside_the_layers_own_word(
    database: Database, clock: FixedClock
) -> None:
    """Ending the override lets the layer speak again."""
    with database.writing() as work:
        company_id = a_company(work)
        override = said("Odense", clock, override=True, reason="flyttet")
        facts.record(work, company_id, [said("Vejle", clock), override])
        assert len(facts.current(work, company_id)) == 2
        assert facts.withdraw(
            work, company_id, Field.TOWN, Layer.COMPANY, clock.now(), override=True
        )
        assert [fact.value for fact in facts.current(work, company_id)] == ["Vejle"]


@pytest.mark.parametrize("text", ["a" * 64, 'Ægte "løn" & \\ snit', "C#"])
def test_companies_are_found_by_exactly_what_is_said_of_them_now(
    database: Database, text: str
) -> None:
    """Whatever letters it holds, on both databases; not by a part, another field or the past."""
    with database.writing() as work:
        sources.save(work, Source(key="seed", title="Prøve"))
        ids = [companies.create(work, name=f"Opdigtet {n}", now=NOW) for n in range(4)]
        for company_id, field, value in (
            (ids[0], Field.LOGO, text),
            (ids[1], Field.LOGO, text + "x"),
            (ids[2], Field.DESCRIPTION, text),
            (ids[3], Field.LOGO, text),
        ):
            said = Fact(
                field=field, layer=Layer.COMPANY, value=value, recorded_at=NOW, source="seed"
            )
            facts.record(work, company_id, [said])
        facts.withdraw(work, ids[3], Field.LOGO, Layer.COMPANY, NOW)
        work.commit()
    with database.reading() as work:
        assert facts.companies_saying(work, Field.LOGO, text) == [ids[0]]
