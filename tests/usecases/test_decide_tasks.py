"""An editor's answer to a question, and what follows from it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, cards, companies, tasks
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.domain.submissions import IllegalMoveError
from guide.domain.tasks import Task, TaskKind, TaskOutcome
from guide.usecases.decide_tasks import answer_task
from tests.conftest import FixedClock
from tests.small import add_company, company_id_of, small_guide
from tests.usecases.test_edit_company import editor, override

YES, NO = TaskOutcome.ACCEPTED, TaskOutcome.DISMISSED


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def ask(guide: Guide, kind: TaskKind, company_id: CompanyId, **payload: Any) -> int:
    """Leave a question and return its number."""
    task = Task(
        kind=kind,
        key="1",
        company_id=company_id,
        payload=payload,
        created_at=guide.clock.now(),
    )
    with guide.database.writing() as work:
        tasks.ask(work, task)
        (asked,) = tasks.open_tasks(work, kind)
        work.commit()
    assert asked.id is not None
    return asked.id


def answer(guide: Guide, task_id: int, outcome: TaskOutcome) -> int | None:
    """Answer it."""
    return answer_task(guide.database, task_id, outcome, "Set efter.", editor(guide))


def card(guide: Guide, company_id: CompanyId) -> cards.Card:
    """Return a card."""
    with guide.database.reading() as work:
        found = cards.find(work, company_id)
    assert found is not None
    return found


def test_yes_gives_a_company_its_number(guide: Guide) -> None:
    """No leaves it without."""
    other = add_company(guide, None, {Field.NAME: "Anden ApS", Field.INCLUDED: True})
    answer(guide, ask(guide, TaskKind.LINK_NUMBER, other, cvr="98000011"), YES)
    assert card(guide, other).cvr == "98000011"


def test_a_number_that_is_taken_is_refused_and_the_question_stays(guide: Guide) -> None:
    """All or nothing."""
    other = add_company(guide, None, {Field.NAME: "Anden ApS", Field.INCLUDED: True})
    task_id = ask(guide, TaskKind.LINK_NUMBER, other, cvr="98000003")
    with pytest.raises(EditError):
        answer(guide, task_id, YES)
    with guide.database.reading() as work:
        assert [task.id for task in tasks.open_tasks(work)] == [task_id]


@pytest.mark.parametrize(("outcome", "town"), [(YES, "Aarhus C"), (NO, None)])
def test_an_override_stands_by_yes_and_falls_by_no(
    guide: Guide, outcome: TaskOutcome, town: str | None
) -> None:
    """The question is whether it still holds."""
    override(guide, Field.TOWN, "Aarhus C")
    company_id = company_id_of(guide)
    answer(guide, ask(guide, TaskKind.OVERRIDE_CHANGED, company_id, field="town"), outcome)
    assert card(guide, company_id).town == town


def test_a_company_the_register_lost_is_taken_out_by_yes(guide: Guide) -> None:
    """By the editors' decision, with its reason."""
    company_id = company_id_of(guide)
    answer(guide, ask(guide, TaskKind.MISSING_IN_REGISTER, company_id), YES)
    assert not card(guide, company_id).listed


def test_a_pair_is_merged_by_yes(guide: Guide) -> None:
    """Into the one that was proposed."""
    kept = company_id_of(guide)
    gone = add_company(guide, None, {Field.NAME: "Anden ApS", Field.INCLUDED: True})
    task_id = ask(guide, TaskKind.POSSIBLE_DUPLICATE, kept, kept=int(kept), gone=int(gone))
    answer(guide, task_id, YES)
    with guide.database.reading() as work:
        assert companies.get(work, gone).merged_into == kept


def test_an_answer_is_given_once_and_logged(guide: Guide) -> None:
    """The second one is told that somebody was first."""
    task_id = ask(guide, TaskKind.MISSING_IN_REGISTER, company_id_of(guide))
    answer(guide, task_id, NO)
    with pytest.raises(IllegalMoveError):
        answer(guide, task_id, YES)
    with guide.database.reading() as work:
        (entry,) = audit.of_object(work, "task", str(task_id))
    assert (entry.action, entry.reason) == ("task.dismissed", "Set efter.")


def test_an_answer_needs_a_reason(guide: Guide) -> None:
    """Without one the question stays open."""
    task_id = ask(guide, TaskKind.MISSING_IN_REGISTER, company_id_of(guide))
    with pytest.raises(EditError):
        answer_task(guide.database, task_id, YES, "  ", editor(guide))
    with guide.database.reading() as work:
        assert tasks.open_tasks(work)
