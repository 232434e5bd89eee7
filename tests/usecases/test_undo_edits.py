"""What was decided about a company's change is taken back whole, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import accounts, cards, revisions
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.domain.revisions import Revision, RevisionState
from guide.usecases.propose_edits import (
    current_values,
    decide,
    fingerprints,
    propose_edit,
)
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import company_id_of, letters, session_for, small_guide
from tests.usecases.test_edit_company import editor

NEW = "Vi støber flamingoer af beton."


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def sent(guide: Guide) -> Revision:
    """A proposal of two fields that waits."""
    session_for(guide, "chef@opdigtet.example")
    company = company_id_of(guide)
    with guide.database.reading() as work:
        account = accounts.find_by_mail(work, "chef@opdigtet.example")
        current = current_values(work, company)
    assert account is not None
    wanted = {Field.DESCRIPTION: NEW, Field.NAME: "Flamingo ApS"}
    made = propose_edit(
        guide.database,
        account,
        company,
        wanted,
        fingerprints(current),
        guide.policy,
        guide.clock.now(),
    )
    assert made is not None
    return made


def decided(guide: Guide, sent: Revision, field: Field, reason: str = "") -> int:
    """Accept a field, or refuse it with a reason."""
    return decide(
        guide.database,
        sent.id,
        field,
        accept=not reason,
        actor=editor(guide).actor,
        reason=reason,
        policy=guide.policy,
        site_url="http://x",
        now=guide.clock.now(),
    )[1]


def stands(guide: Guide, sent: Revision) -> tuple[str, RevisionState, set[Field]]:
    """Return the description shown, and where the proposal is with what waits of it."""
    with guide.database.reading() as work:
        card, found = cards.find(work, sent.company_id), revisions.find(work, sent.id)
    assert card is not None
    assert found is not None
    return card.description, found.state, set(found.waiting)


def test_an_accepted_field_waits_again_and_the_profile_is_as_before(
    guide: Guide, clock: FixedClock, sent: Revision
) -> None:
    """On the last second, and it can be decided anew."""
    before = stands(guide, sent)
    revision = decided(guide, sent, Field.DESCRIPTION)
    assert stands(guide, sent)[0] == NEW
    clock.move(seconds=30)
    take_back(guide.database, [revision], editor(guide))
    assert stands(guide, sent) == before
    decided(guide, sent, Field.DESCRIPTION)
    assert stands(guide, sent)[0] == NEW


def test_the_last_decision_takes_its_letter_back_with_it(
    guide: Guide, clock: FixedClock, sent: Revision
) -> None:
    """No letter tells of what was taken back; the one before it cannot be taken back beneath."""
    first = decided(guide, sent, Field.DESCRIPTION)
    last = decided(guide, sent, Field.NAME, "Navnet er reklame.")
    with pytest.raises(EditError, match="siden"):
        take_back(guide.database, [first], editor(guide))
    take_back(guide.database, [last, first], editor(guide))
    clock.move(minutes=1)
    told = [one for one in letters(guide) if one["to"] == "chef@opdigtet.example"]
    assert told == []
    assert stands(guide, sent)[1:] == (RevisionState.PENDING, {Field.NAME, Field.DESCRIPTION})


def test_too_late_it_stands(guide: Guide, clock: FixedClock, sent: Revision) -> None:
    """Half a minute and no more."""
    revision = decided(guide, sent, Field.DESCRIPTION)
    clock.move(seconds=30.000001)
    with pytest.raises(EditError, match="30 sekunder"):
        take_back(guide.database, [revision], editor(guide))
    assert stands(guide, sent)[0] == NEW
