"""Events as editors change them: seen first, logged, brought back; and calendars beneath them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from guide.catalogue import audit, categories, companies, editing, events, facts, sources
from guide.catalogue.database import Database
from guide.catalogue.events import EventFilter, KeptEvent
from guide.catalogue.sources import Source
from guide.domain.categories import Category
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.event_editing import EventContent, from_plain, to_plain
from guide.domain.events import Event
from guide.domain.facts import Fact, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.usecases.edit_company import Editor
from guide.usecases.edit_events import (
    EventChangedError,
    call_off,
    edit_event,
    find_companies,
    restore_event,
    withdraw_event,
    write_event,
)
from guide.usecases.refresh_company import refresh_company
from tests.conftest import NOW

DAY = date(2027, 1, 15)
MEETING = EventContent(
    event=Event(
        slug="erp-dag-2027-01-15",
        title="ERP-dag",
        starts_on=DAY,
        starts_at=datetime(2027, 1, 15, 8, tzinfo=UTC),
        place="Ballerup",
    ),
    categories=("erp",),
)
EDITOR = Editor(actor="account:1", policy=ProtectionPolicy(), now=NOW)


@pytest.fixture
def erp(database: Database) -> Database:
    """A database with one category."""
    with database.writing() as work:
        erp = Category(slug="erp", parent=None, name_da="ERP", name_en="ERP")
        categories.save(work, erp, 0)
        work.commit()
    return database


def kept(database: Database, slug: str = "erp-dag-2027-01-15") -> KeptEvent:
    """Return the event as editors see it."""
    with database.reading() as work:
        found = events.find_kept(work, slug)
    assert found is not None
    return found


def add_company(database: Database, cvr: str, *, protected: bool = False) -> CompanyId:
    """Add a company that is in the guide, or a protected one that is not."""
    said = {
        Field.NAME: f"Opdigtet {cvr} ApS",
        Field.ADVERTISING_PROTECTED: protected,
        Field.INCLUDED: not protected,
    }
    with database.writing() as work:
        sources.save(work, Source(key="seed", title="Prøve"))
        company_id = companies.create(work, name=str(said[Field.NAME]), now=NOW, cvr=cvr)
        statements = [
            Fact(field=field, layer=Layer.SEED, value=value, recorded_at=NOW, source="seed")
            for field, value in said.items()
        ]
        facts.record(work, company_id, statements)
        refresh_company(work, company_id, ProtectionPolicy(), NOW)
        work.commit()
    return company_id


def test_an_event_is_written_and_keeps_its_address(erp: Database) -> None:
    """A second of the same name gets another one; the reason is in the log."""
    first = write_event(erp, MEETING, "Fra et brev.", EDITOR)
    second = write_event(erp, MEETING, "Fra et brev.", EDITOR)
    assert (first, second) == ("erp-dag-2027-01-15", "erp-dag-2027-01-15-2")
    content = kept(erp).content
    assert (content.event.title, content.categories) == ("ERP-dag", ("erp",))
    renamed = replace(content, event=replace(content.event, title="Stor ERP-dag"))
    edit_event(erp, first, renamed, 0, "Nyt navn.", EDITOR)
    assert kept(erp).content.event.title == "Stor ERP-dag"
    with erp.reading() as work:
        log = audit.of_object(work, "event", first)
    assert [(one.action, one.reason) for one in log] == [
        ("event.write", "Fra et brev."),
        ("event.edit", "Nyt navn."),
    ]


def test_of_two_editors_the_second_is_shown_what_the_first_wrote(erp: Database) -> None:
    """Nothing is overwritten unseen; each change raises the sequence."""
    slug = write_event(erp, MEETING, "Ny.", EDITOR)
    mine = replace(MEETING, event=replace(MEETING.event, place="Aarhus"))
    theirs = replace(MEETING, event=replace(MEETING.event, price="Gratis"))
    edit_event(erp, slug, theirs, 0, "De ringede.", EDITOR)
    with pytest.raises(EventChangedError) as found:
        edit_event(erp, slug, mine, 0, "De skrev.", EDITOR)
    assert found.value.current.content.event.price == "Gratis"
    assert (kept(erp).content.event.place, kept(erp).content.event.sequence) == ("Ballerup", 1)
    edit_event(erp, slug, mine, 1, "De skrev.", EDITOR)
    assert kept(erp).content.event.place == "Aarhus"


def test_a_called_off_event_stays_and_is_no_longer_offered(erp: Database) -> None:
    """Pages of events tell it, the front page and the box leave it out."""
    slug = write_event(erp, MEETING, "Ny.", EDITOR)
    call_off(erp, slug, 0, "Taleren er syg.", EDITOR, off=True)
    with erp.reading() as work:
        assert [one.cancelled for one in events.coming(work, DAY)] == [True]
        assert events.coming(work, DAY, wanted=events.HELD) == []
    call_off(erp, slug, 1, "Taleren er rask.", EDITOR, off=False)
    with erp.reading() as work:
        assert len(events.coming(work, DAY, wanted=events.HELD)) == 1


def test_a_withdrawn_event_is_told_to_calendars_alone(erp: Database) -> None:
    """By category too, as it was followed."""
    slug = write_event(erp, MEETING, "Ny.", EDITOR)
    withdraw_event(erp, slug, 0, "Var en prøve.", EDITOR, gone=True)
    with erp.reading() as work:
        assert events.find(work, slug) is None
        assert events.coming(work, DAY) == []
        (gone,) = events.withdrawn(work, EventFilter(category="erp"))
    assert (gone.slug, gone.sequence) == (slug, 1)
    withdraw_event(erp, slug, 1, "Ikke en prøve.", EDITOR, gone=False)
    with erp.reading() as work:
        assert events.find(work, slug) is not None


def test_what_was_before_a_change_is_brought_back_whole(erp: Database) -> None:
    """Text, days, ties and whether it is called off; under the category's present address."""
    company = add_company(erp, "98000003")
    slug = write_event(erp, replace(MEETING, companies=(company,)), "Ny.", EDITOR)
    before = kept(erp).content
    changed = EventContent(event=Event(slug="", title="Noget andet"))
    edit_event(erp, slug, changed, 0, "En fejl.", EDITOR)
    with erp.writing() as work:
        tree = categories.tree(work)
        categories.change(work, "erp", replace(tree["erp"], slug="oekonomi", name_da="Økonomi"))
        newest = editing.of_object(work, "event", slug)[0]
        work.commit()
    restore_event(erp, slug, newest.id, 1, "Det var rigtigt før.", EDITOR)
    event = replace(before.event, sequence=2)
    assert kept(erp).content == replace(before, event=event, categories=("oekonomi",))


@pytest.mark.parametrize("version", [0, 999])
def test_a_version_of_something_else_is_not_brought_back(erp: Database, version: int) -> None:
    """Only what is in the event's own history."""
    slug = write_event(erp, MEETING, "Ny.", EDITOR)
    with pytest.raises(EditError, match="historikken"):
        restore_event(erp, slug, version, 0, "Fordi.", EDITOR)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (replace(MEETING.event, title=""), "Fordi."),
        (replace(MEETING.event, ends_on=date(2027, 1, 14)), "Fordi."),
        (replace(MEETING.event, ends_at=datetime(2027, 1, 15, 7, tzinfo=UTC)), "Fordi."),
        (replace(MEETING.event, starts_on=None), "Fordi."),
        (MEETING.event, " "),
    ],
)
def test_what_nobody_could_go_to_is_refused(erp: Database, event: Event, reason: str) -> None:
    """And so is a change without a reason."""
    with pytest.raises(EditError):
        write_event(erp, replace(MEETING, event=event), reason, EDITOR)
    with erp.reading() as work:
        assert events.everything(work) == []


def test_a_change_that_changes_nothing_is_told(erp: Database) -> None:
    """The log holds changes."""
    slug = write_event(erp, MEETING, "Ny.", EDITOR)
    with pytest.raises(EditError, match="ikke ændret noget"):
        edit_event(erp, slug, MEETING, 0, "Fordi.", EDITOR)


def test_companies_are_found_by_address_or_number_and_protected_ones_are_not(
    erp: Database,
) -> None:
    """What is none is named as it was typed."""
    first = add_company(erp, "98000003")
    add_company(erp, "98000011", protected=True)
    lines = ["https://guide.example/virksomhed/opdigtet-98000003", "98000011", "", "findesikke"]
    assert find_companies(erp, ProtectionPolicy(), lines) == ((first,), ("98000011", "findesikke"))
    assert find_companies(erp, ProtectionPolicy(), ["9800 0003"])[0] == (first,)


def test_a_version_is_kept_without_loss() -> None:
    """What goes into a revision comes out of it."""
    content = replace(MEETING, companies=(CompanyId(7),), withdrawn=True)
    assert from_plain(to_plain(content), content.event.slug, content.event.source) == content
