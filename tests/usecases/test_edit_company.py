"""An editor's decisions about fields, with their traces."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, cards, companies, editing, facts, outbox, sources, tasks
from guide.catalogue.sources import Source
from guide.domain.editing import EditError
from guide.domain.facts import Fact, Field, Layer
from guide.domain.protection import EditorChoice
from guide.domain.tasks import TaskKind
from guide.usecases import edit_company
from guide.usecases.ask_for_review import ask_for_review
from guide.usecases.edit_company import Editor
from guide.usecases.land_register import ask_about_overrides
from guide.usecases.refresh_company import refresh_company
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import company_id_of, small_guide


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def editor(guide: Guide) -> Editor:
    """An editor now."""
    return Editor(actor="editor:1", policy=guide.policy, now=guide.clock.now())


def override(guide: Guide, name: Field, text: str, review_on: date | None = None) -> int:
    """Decide a field of the one company."""
    return edit_company.override_field(
        guide.database, company_id_of(guide), name, text, "De ringede.", editor(guide), review_on
    )


def card(guide: Guide) -> cards.Card:
    """Return the one company's card."""
    with guide.database.reading() as work:
        found = cards.find(work, company_id_of(guide))
    assert found is not None
    return found


def test_a_decision_is_shown_logged_kept_and_indexed_in_one_transaction(guide: Guide) -> None:
    """The log holds hashes, the revision the contents, the outbox a job."""
    with guide.database.reading() as work:
        jobs = outbox.count_open(work, outbox.INDEX)
    revision = override(guide, Field.TOWN, "Aarhus C", date(2027, 1, 1))
    assert card(guide).town == "Aarhus C"
    with guide.database.reading() as work:
        entry = audit.of_object(work, "company", str(company_id_of(guide)))[-1]
        kept = editing.find(work, revision)
        assert outbox.count_open(work, outbox.INDEX) == jobs + 1
    assert kept is not None
    assert (entry.actor, entry.action, entry.reason) == (
        "editor:1",
        "company.override",
        "De ringede.",
    )
    assert entry.revision_id == revision
    assert entry.before_hash == audit.content_hash(kept.before)
    assert entry.after_hash == audit.content_hash(kept.after)
    assert kept.before == {"field": "town", "override": None}
    assert kept.after["override"]["value"] == "Aarhus C"


def test_a_refused_decision_leaves_nothing(guide: Guide) -> None:
    """Neither statement, log nor revision."""
    with pytest.raises(EditError):
        edit_company.override_field(
            guide.database, company_id_of(guide), Field.TOWN, "Aarhus", " ", editor(guide)
        )
    with guide.database.reading() as work:
        assert not editing.of_company(work, company_id_of(guide))
        assert not audit.of_object(work, "company", str(company_id_of(guide)))


def test_a_decision_stands_when_the_register_changes_beneath_it_and_asks(guide: Guide) -> None:
    """The importer's statement is recorded, and an editor is asked."""
    override(guide, Field.TOWN, "Aarhus C")
    now = guide.clock.now()
    with guide.database.writing() as work:
        sources.save(work, Source(key="cvr", title="CVR"))
        said = Fact(
            field=Field.TOWN,
            layer=Layer.REGISTER,
            value="Odense",
            recorded_at=now,
            source="cvr",
        )
        changed = facts.record(work, company_id_of(guide), [said])
        ask_about_overrides(work, {company_id_of(guide): frozenset(changed)}, now)
        refresh_company(work, company_id_of(guide), guide.policy, now)
        work.commit()
    assert card(guide).town == "Aarhus C"
    with guide.database.reading() as work:
        (task,) = tasks.open_tasks(work, TaskKind.OVERRIDE_CHANGED)
    assert task.payload == {"field": "town", "override": "Aarhus C", "register": "Odense"}


def test_a_withdrawn_decision_lets_the_rule_hold_again(guide: Guide) -> None:
    """And there must be one to withdraw."""
    override(guide, Field.DESCRIPTION, "Noget andet.")
    edit_company.withdraw_override(
        guide.database, company_id_of(guide), Field.DESCRIPTION, "Ikke længere.", editor(guide)
    )
    assert card(guide).description == "Vi bygger regnemaskiner."
    with pytest.raises(EditError, match="ikke besluttet"):
        edit_company.withdraw_override(
            guide.database, company_id_of(guide), Field.DESCRIPTION, "Igen", editor(guide)
        )


def test_any_earlier_version_comes_back_by_its_number(guide: Guide, clock: FixedClock) -> None:
    """Also one that was replaced; another company's is refused."""
    override(guide, Field.DESCRIPTION, "Første.")
    clock.move(minutes=1)
    override(guide, Field.DESCRIPTION, "Anden.")
    with guide.database.reading() as work:
        said = facts.versions(work, company_id_of(guide))
    first = next(one for one in said if one.fact.value == "Første.")
    assert first.superseded_at == clock.now()
    edit_company.restore_version(
        guide.database, company_id_of(guide), first.id, "Den var bedre.", editor(guide)
    )
    assert card(guide).description == "Første."
    with pytest.raises(EditError, match="findes ikke"):
        edit_company.restore_version(
            guide.database, company_id_of(guide), 9999, "Nej", editor(guide)
        )


def test_undo_brings_back_what_was_decided_before(guide: Guide, clock: FixedClock) -> None:
    """Once, within thirty seconds."""
    override(guide, Field.TOWN, "Aarhus C", date(2027, 1, 1))
    clock.move(minutes=1)
    revision = override(guide, Field.TOWN, "Odense")
    assert take_back(guide.database, [revision], editor(guide)) == 1
    assert card(guide).town == "Aarhus C"
    with guide.database.reading() as work:
        now = facts.current(work, company_id_of(guide))
    assert [fact.review_on for fact in now if fact.override] == [date(2027, 1, 1)]
    with pytest.raises(EditError):
        take_back(guide.database, [revision], editor(guide))


def test_undo_is_refused_when_late_or_overtaken(guide: Guide, clock: FixedClock) -> None:
    """Then the history is the way."""
    first = override(guide, Field.TOWN, "Aarhus C")
    clock.move(seconds=5)
    override(guide, Field.TOWN, "Odense")
    with pytest.raises(EditError, match="siden"):
        take_back(guide.database, [first], editor(guide))
    other = override(guide, Field.NAME, "Andet Navn ApS")
    clock.move(seconds=31)
    with pytest.raises(EditError, match="30 sekunder"):
        take_back(guide.database, [other], editor(guide))
    assert card(guide).name == "Andet Navn ApS"


def test_a_company_is_kept_out_and_taken_in_again(guide: Guide) -> None:
    """Kept out it is in no list."""
    for choice, listed in ((EditorChoice.EXCLUDED, False), (EditorChoice.INCLUDED, True)):
        edit_company.choose_listing(
            guide.database, company_id_of(guide), choice, "Ikke it.", editor(guide)
        )
        assert card(guide).listed is listed


def test_a_merged_company_is_not_edited(guide: Guide) -> None:
    """The kept one is."""
    with guide.database.writing() as work:
        other = companies.create(work, name="Anden", now=guide.clock.now())
        companies.set_merged_into(work, company_id_of(guide), other)
        work.commit()
    with pytest.raises(EditError, match="ikke i guiden længere"):
        override(guide, Field.TOWN, "Odense")


def test_the_day_for_looking_again_makes_a_task_once(guide: Guide, clock: FixedClock) -> None:
    """With the reason that was given then."""
    override(guide, Field.TOWN, "Aarhus C", date(2026, 12, 1))
    assert ask_for_review(guide.database, clock.now()) == 0
    clock.move(days=7)
    assert ask_for_review(guide.database, clock.now()) == 1
    assert ask_for_review(guide.database, clock.now()) == 0
    with guide.database.reading() as work:
        (task,) = tasks.open_tasks(work, TaskKind.OVERRIDE_DUE)
    assert task.payload == {"field": "town", "override": "Aarhus C", "reason": "De ringede."}
