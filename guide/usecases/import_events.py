"""Bring in a calendar's events: first what it would change, then exactly that.

Events are tied to the companies and categories they name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from guide.catalogue import audit, categories, events, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.events import KeptEvent
from guide.catalogue.sources import Source
from guide.domain.categories import Category
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, check_reason
from guide.domain.event_editing import EventContent, brought_in, changed_names, to_plain
from guide.domain.events import CalendarEntry
from guide.ingest.calendars import read_calendar
from guide.usecases.edit_company import Editor
from guide.usecases.edit_events import keep
from guide.usecases.match_article import MAX_CHARACTERS, ArticleMatcher

CALENDAR = Source(key="calendar", title="Arrangørernes egne kalendere")


class EventOutcome(StrEnum):
    """What an entry of a calendar does to the guide."""

    NEW = "new"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    SAME = "same"
    KEPT_OUT = "kept_out"


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRow:
    """One entry: what becomes of it, and what it was and would be.

    ``changed`` names what is different; ``held`` what the calendar says otherwise and editors
    decided.
    """

    key: str
    slug: str | None
    outcome: EventOutcome
    before: EventContent | None
    after: EventContent
    edited: tuple[str, ...]
    changed: tuple[str, ...]
    held: tuple[str, ...]

    @property
    def acts(self) -> bool:
        """Whether anything is written."""
        return self.outcome not in (EventOutcome.SAME, EventOutcome.KEPT_OUT)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventPreview:
    """What a calendar would do; ``mark`` stands for exactly this, from exactly this state."""

    rows: tuple[EventRow, ...]
    problems: tuple[str, ...]
    mark: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventReport:
    """What an import did; ``problems`` tell of events that could not be taken as they stood."""

    read: int
    changed: int
    problems: tuple[str, ...]


def preview_events(database: Database, matcher: ArticleMatcher, content: bytes) -> EventPreview:
    """Return what importing a calendar would do; raises ``CalendarError``."""
    entries, problems = read_calendar(content, CALENDAR.key)
    named = {entry.key: _named(matcher, entry) for entry in entries}
    with database.reading() as work:
        return _preview(work, entries, named, problems)


def import_events(
    database: Database, matcher: ArticleMatcher, content: bytes, now: datetime
) -> EventReport:
    """Import a calendar in one transaction; twice changes nothing. Raises ``CalendarError``."""
    return _import(database, matcher, content, None, CALENDAR.title, "import", now)


def import_previewed(
    database: Database,
    matcher: ArticleMatcher,
    content: bytes,
    mark: str,
    reason: str,
    editor: Editor,
) -> EventReport:
    """Import as it was previewed under ``mark``; raises ``CalendarError`` and ``EditError``."""
    text = check_reason(reason)
    return _import(database, matcher, content, mark, text, editor.actor, editor.now)


def _import(
    database: Database,
    matcher: ArticleMatcher,
    content: bytes,
    mark: str | None,
    reason: str,
    actor: str,
    now: datetime,
) -> EventReport:
    entries, problems = read_calendar(content, CALENDAR.key)
    named = {entry.key: _named(matcher, entry) for entry in entries}
    with database.writing() as work:
        sources.save(work, CALENDAR)
        preview = _preview(work, entries, named, problems, lock=True)
        if mark is not None and mark != preview.mark:
            raise CalendarChangedError(preview)
        acting = [row for row in preview.rows if row.acts]
        for row in acting:
            _write(work, row, reason, actor, now)
        work.commit()
    return EventReport(read=len(entries), changed=len(acting), problems=tuple(problems))


class CalendarChangedError(EditError):
    """The guide changed since the preview; ``preview`` is what the calendar would do now."""

    def __init__(self, preview: EventPreview) -> None:
        super().__init__("noget er ændret siden; se ændringen igen")
        self.preview = preview


def _write(work: UnitOfWork, row: EventRow, reason: str, actor: str, now: datetime) -> None:
    slug = row.slug
    if slug is None:
        slug = events.add(work, row.after, now, row.key)
    else:
        events.put(work, slug, row.after, row.edited, now)
    keep(work, slug, row.before, "event.import", reason, actor, now)


def _preview(
    work: UnitOfWork,
    entries: Sequence[CalendarEntry],
    named: Mapping[str, Sequence[CompanyId]],
    problems: Sequence[str],
    *,
    lock: bool = False,
) -> EventPreview:
    """``lock`` keeps others from changing the events until they are written."""
    tree = categories.tree(work)
    rows = tuple(
        _row(events.find_by_key(work, one.key, lock=lock), one, named[one.key], _slugs(one, tree))
        for one in entries
    )
    state = [
        [row.key, row.before and [row.before.event.sequence, to_plain(row.before)],
         to_plain(row.after)]
        for row in rows
    ]  # fmt: skip
    return EventPreview(rows=rows, problems=tuple(problems), mark=audit.content_hash(state)[:16])


def _row(
    known: KeptEvent | None,
    entry: CalendarEntry,
    named: Sequence[CompanyId],
    slugs: Sequence[str],
) -> EventRow:
    before = known.content if known else None
    edited = known.edited if known else ()
    after = brought_in(before, edited, entry, named, slugs)
    whole = brought_in(before, (), entry, named, slugs)
    changed = () if before is None else changed_names(before, after)
    return EventRow(
        key=entry.key,
        slug=known.slug if known else None,
        outcome=_outcome(entry, before, changed),
        before=before,
        after=after,
        edited=edited,
        changed=changed,
        held=changed_names(after, whole),
    )


def _outcome(
    entry: CalendarEntry, before: EventContent | None, changed: Sequence[str]
) -> EventOutcome:
    if before is None:
        return EventOutcome.KEPT_OUT if entry.cancelled else EventOutcome.NEW
    if before.withdrawn:
        return EventOutcome.KEPT_OUT
    if not changed:
        return EventOutcome.SAME
    off = entry.cancelled and "cancelled" in changed
    return EventOutcome.CALLED_OFF if off else EventOutcome.CHANGED


def _named(matcher: ArticleMatcher, entry: CalendarEntry) -> list[CompanyId]:
    """Tie to companies named beyond doubt only."""
    text = f"{entry.event.title}\n{entry.event.description}"[:MAX_CHARACTERS]
    found = [mention.company.id for mention in matcher.match(text).mentions if mention.sure]
    return list(dict.fromkeys(found))


def _slugs(entry: CalendarEntry, tree: Mapping[str, Category]) -> list[str]:
    names = {name.casefold() for name in entry.categories}
    return [
        slug
        for slug, category in tree.items()
        if names & {slug, category.name_da.casefold(), category.name_en.casefold()}
    ]
