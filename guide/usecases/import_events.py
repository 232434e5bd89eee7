"""Bring in a calendar's events, and tie them to the companies and categories they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from guide.catalogue import categories, events, sources
from guide.catalogue.database import Database
from guide.catalogue.sources import Source
from guide.domain.categories import Category
from guide.domain.company import CompanyId
from guide.domain.events import CalendarEntry
from guide.ingest.calendars import read_calendar
from guide.usecases.match_article import MAX_CHARACTERS, ArticleMatcher

CALENDAR = Source(key="calendar", title="Arrangørernes egne kalendere")


@dataclass(frozen=True, kw_only=True, slots=True)
class EventReport:
    """What an import did; ``problems`` tell of events that could not be taken as they stood."""

    read: int
    changed: int
    problems: tuple[str, ...]


def import_events(
    database: Database, matcher: ArticleMatcher, content: bytes, now: datetime
) -> EventReport:
    """Import a calendar in one transaction; twice changes nothing. Raises ``CalendarError``."""
    entries, problems = read_calendar(content, CALENDAR.key)
    named = {entry.key: _named(matcher, entry) for entry in entries}
    changed = 0
    with database.writing() as work:
        sources.save(work, CALENDAR)
        tree = categories.tree(work)
        for entry in entries:
            changed += events.save_from_calendar(work, entry, now)
            events.tie(work, entry.key, named[entry.key], _slugs(entry, tree))
        work.commit()
    return EventReport(read=len(entries), changed=changed, problems=tuple(problems))


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
