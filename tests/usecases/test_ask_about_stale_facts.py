"""What companies said of themselves long ago is asked about, once in a year and a half."""

from datetime import datetime, timedelta

import pytest

from guide.catalogue import companies, facts, sources, tasks
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.domain.tasks import STALE_AFTER, Task, TaskKind, TaskOutcome
from guide.usecases.ask_about_stale_facts import ask_about_stale_facts
from guide.usecases.decide_submissions import COMPANY, EDITORS
from guide.usecases.refresh_company import refresh_company
from tests.conftest import NOW


def say(
    database: Database,
    company_id: CompanyId,
    layer: Layer,
    told: dict[Field, FactValue],
    now: datetime,
) -> None:
    """Let a layer say something."""
    with database.writing() as work:
        for source in (COMPANY, EDITORS):
            sources.save(work, source)
        source = COMPANY if layer is Layer.COMPANY else EDITORS
        made = [
            Fact(field=field, layer=layer, value=value, recorded_at=now, source=source.key)
            for field, value in told.items()
        ]
        facts.record(work, company_id, made)
        refresh_company(work, company_id, ProtectionPolicy(), now)
        work.commit()


@pytest.fixture
def company(database: Database) -> CompanyId:
    """A listed company that has described itself, and that the editors took in."""
    with database.writing() as work:
        made = companies.create(work, name="Opdigtet Data ApS", now=NOW, cvr="98000003")
        work.commit()
    told: dict[Field, FactValue] = {Field.NAME: "Opdigtet Data ApS", Field.WEBSITE: "https://x.dk"}
    say(database, made, Layer.COMPANY, told, NOW)
    say(database, made, Layer.EDITOR, {Field.INCLUDED: True}, NOW)
    return made


def open_questions(database: Database) -> list[Task]:
    """Return the questions that wait."""
    with database.reading() as work:
        return tasks.open_tasks(work, TaskKind.STALE_FACTS)


def test_old_facts_of_a_company_are_one_question(database: Database, company: CompanyId) -> None:
    """Only what the company said, and only what it did not say again since."""
    later = NOW + timedelta(days=100)
    say(database, company, Layer.COMPANY, {Field.WEBSITE: "https://y.dk"}, later)
    assert ask_about_stale_facts(database, NOW + STALE_AFTER) == 0
    assert ask_about_stale_facts(database, NOW + STALE_AFTER + timedelta(seconds=1)) == 1
    (task,) = open_questions(database)
    assert task.company_id == company
    assert task.payload == {"fields": ["name"], "since": "2026-11-25"}


def test_an_answer_holds_for_as_long_again(database: Database, company: CompanyId) -> None:
    """Whoever said it fits is not asked the next night."""
    day = NOW + STALE_AFTER + timedelta(days=1)
    assert ask_about_stale_facts(database, day) == 1
    (task,) = open_questions(database)
    with database.writing() as work:
        assert task.id is not None
        tasks.close(work, task.id, TaskOutcome.ACCEPTED, "account:1", day)
        work.commit()
    assert ask_about_stale_facts(database, day + STALE_AFTER - timedelta(days=1)) == 0
    assert ask_about_stale_facts(database, day + STALE_AFTER + timedelta(days=1)) == 1


def test_who_is_not_listed_is_not_asked_about(database: Database, company: CompanyId) -> None:
    """Nobody reads it."""
    say(database, company, Layer.EDITOR, {Field.EXCLUDED: True}, NOW)
    assert ask_about_stale_facts(database, NOW + STALE_AFTER * 2) == 0
