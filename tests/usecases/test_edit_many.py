"""One field of many companies is decided as it was previewed, all or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import cards
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.usecases.edit_many import MOST, override_many, preview_many
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import SAID, SLUG, add_company, company_id_of, small_guide
from tests.usecases.test_edit_company import editor, override

BOTH = [SLUG, "anden"]


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide with two companies, of which one lies in Odense."""
    with small_guide(tmp_path / "home", clock) as running:
        add_company(running, "98000011", {**SAID, Field.NAME: "Anden ApS", Field.TOWN: "Odense"})
        yield running


def towns(guide: Guide) -> list[str | None]:
    """Return where both lie."""
    with guide.database.reading() as work:
        found = cards.by_ids(work, [company_id_of(guide, slug) for slug in BOTH])
    return [card.town for card in found]


def test_the_preview_tells_what_changes_for_whom_and_is_then_made(guide: Guide) -> None:
    """Who shows the value already is left alone; undo takes it back together."""
    preview = preview_many(guide.database, BOTH, Field.TOWN, "Odense", editor(guide))
    assert [(one.slug, one.before, one.after) for one in preview.changes] == [
        (SLUG, None, "Odense")
    ]
    assert towns(guide) == [None, "Odense"]
    made = override_many(
        guide.database, BOTH, Field.TOWN, "Odense", preview.mark, "Flyttet.", editor(guide)
    )
    assert towns(guide) == ["Odense", "Odense"]
    assert take_back(guide.database, made, editor(guide)) == 1
    assert towns(guide) == [None, "Odense"]


def test_what_changed_meanwhile_stops_it(guide: Guide) -> None:
    """Exactly what was seen, or nothing."""
    preview = preview_many(guide.database, BOTH, Field.TOWN, "Aarhus", editor(guide))
    override(guide, Field.TOWN, "Vejle")
    with pytest.raises(EditError, match="se ændringen igen"):
        override_many(
            guide.database, BOTH, Field.TOWN, "Aarhus", preview.mark, "Flyttet.", editor(guide)
        )
    assert towns(guide) == ["Vejle", "Odense"]


@pytest.mark.parametrize("slugs", [["findesikke"], [SLUG] * (MOST + 1)])
def test_an_unknown_company_and_too_many_are_refused(guide: Guide, slugs: list[str]) -> None:
    """Before anything is done."""
    with pytest.raises(EditError):
        preview_many(guide.database, slugs, Field.TOWN, "Aarhus", editor(guide))


def test_without_a_reason_nobody_is_changed(guide: Guide) -> None:
    """All or none."""
    preview = preview_many(guide.database, BOTH, Field.TOWN, "Aarhus", editor(guide))
    with pytest.raises(EditError):
        override_many(guide.database, BOTH, Field.TOWN, "Aarhus", preview.mark, "", editor(guide))
    assert towns(guide) == [None, "Odense"]
