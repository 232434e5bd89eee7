"""A calendar does what its preview told, and leaves alone what editors decided."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import editing, events
from guide.catalogue.events import KeptEvent
from guide.domain.editing import EditError
from guide.usecases.edit_company import Editor
from guide.usecases.edit_events import edit_event, withdraw_event
from guide.usecases.import_events import (
    CalendarChangedError,
    EventOutcome,
    EventReport,
    import_events,
    import_previewed,
    preview_events,
)
from tests.conftest import FixedClock
from tests.ingest.test_calendars import calendar
from tests.small import small_guide

MEETING = "UID:a@x\nSUMMARY:ERP-dag\nDTSTART;VALUE=DATE:20270115\nLOCATION:Ballerup\nCATEGORIES:erp"
OTHER = "UID:b@x\nSUMMARY:CRM-dag\nDTSTART;VALUE=DATE:20270116"
OFF = MEETING + "\nSTATUS:CANCELLED"
SLUG = "erp-dag-2027-01-15"


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def editor(guide: Guide) -> Editor:
    """Return an editor."""
    return Editor(actor="account:1", policy=guide.policy, now=guide.clock.now())


def outcomes(guide: Guide, *entries: str) -> list[EventOutcome]:
    """Preview a calendar."""
    preview = preview_events(guide.database, guide.matcher, calendar(*entries))
    return [row.outcome for row in preview.rows]


def take(guide: Guide, *entries: str) -> EventReport:
    """Preview a calendar and take it in."""
    content = calendar(*entries)
    mark = preview_events(guide.database, guide.matcher, content).mark
    return import_previewed(
        guide.database, guide.matcher, content, mark, "Fra arrangøren.", editor(guide)
    )


def kept(guide: Guide) -> KeptEvent:
    """Return the event."""
    with guide.database.reading() as work:
        found = events.find_kept(work, SLUG)
    assert found is not None
    return found


def change(guide: Guide, **told: object) -> None:
    """Let an editor change the event."""
    known = kept(guide).content
    event = replace(known.event, **told)  # type: ignore[arg-type]
    wanted = replace(known, event=event)
    edit_event(guide.database, SLUG, wanted, known.event.sequence, "De ringede.", editor(guide))


def test_the_preview_tells_new_changed_called_off_and_same(guide: Guide) -> None:
    """And does nothing; taking it in does just that, each change logged with its reason."""
    assert outcomes(guide, MEETING, OTHER) == [EventOutcome.NEW, EventOutcome.NEW]
    with guide.database.reading() as work:
        assert events.everything(work) == []
    assert take(guide, MEETING, OTHER).changed == 2
    moved = OTHER.replace("0116", "0117")
    assert outcomes(guide, OFF, moved) == [EventOutcome.CALLED_OFF, EventOutcome.CHANGED]
    assert outcomes(guide, MEETING, OTHER) == [EventOutcome.SAME, EventOutcome.SAME]
    assert take(guide, OFF, OTHER).changed == 1
    assert kept(guide).content.event.cancelled
    with guide.database.reading() as work:
        made = editing.of_object(work, "event", SLUG)
    assert [(one.kind, one.author, one.reason) for one in made] == [
        ("event.import", "account:1", "Fra arrangøren.")
    ] * 2


def test_what_an_editor_changed_no_calendar_changes(guide: Guide) -> None:
    """The rest follows the calendar, and the preview names what is held."""
    take(guide, MEETING)
    change(guide, place="Aarhus")
    other = MEETING.replace("Ballerup", "Odense").replace("ERP-dag", "Stor ERP-dag")
    (row,) = preview_events(guide.database, guide.matcher, calendar(other)).rows
    assert (row.changed, row.held) == (("title",), ("place",))
    take(guide, other)
    event = kept(guide).content.event
    assert (event.title, event.place) == ("Stor ERP-dag", "Aarhus")


def test_a_withdrawn_event_is_not_brought_back(guide: Guide) -> None:
    """By the night's import neither."""
    take(guide, MEETING)
    withdraw_event(guide.database, SLUG, 0, "Det er reklame.", editor(guide), gone=True)
    assert outcomes(guide, MEETING) == [EventOutcome.KEPT_OUT]
    now = guide.clock.now()
    assert import_events(guide.database, guide.matcher, calendar(MEETING), now).changed == 0
    assert kept(guide).content.withdrawn


def test_an_event_that_is_called_off_before_we_knew_it_is_left_out(guide: Guide) -> None:
    """There is nothing to call off."""
    assert outcomes(guide, OFF) == [EventOutcome.KEPT_OUT]


def test_a_stale_preview_is_shown_anew_and_nothing_is_done(guide: Guide) -> None:
    """Another editor changed an event between preview and import; or another calendar is sent."""
    take(guide, MEETING)
    content = calendar(MEETING.replace("Ballerup", "Odense"))
    mark = preview_events(guide.database, guide.matcher, content).mark
    change(guide, title="ERP-dagen")
    with pytest.raises(CalendarChangedError) as found:
        import_previewed(guide.database, guide.matcher, content, mark, "Fordi.", editor(guide))
    assert found.value.preview.rows[0].changed == ("place",)
    with pytest.raises(EditError):
        import_previewed(guide.database, guide.matcher, content, mark, "", editor(guide))
    assert kept(guide).content.event.place == "Ballerup"
