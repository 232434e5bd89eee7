"""The seed's events (events.tsv)."""

from datetime import date
from pathlib import Path

from guide.domain.events import Event
from guide.domain.seed import SeedProblem
from guide.domain.slugs import slugify
from guide.ingest.seed.tables import rows

_COLUMNS = frozenset(["title", "date", "place", "theme", "price", "source"])


def read_events(path: Path, source: str) -> tuple[list[Event], list[SeedProblem]]:
    """Read the file; an event without a day keeps none, a broken row becomes a problem."""
    events: dict[str, Event] = {}
    problems: list[SeedProblem] = []
    for line, row in rows(path, "\t", _COLUMNS):
        slug = slugify(f"{row['title']} {row['date']}")
        try:
            day = date.fromisoformat(row["date"]) if row["date"] else None
        except ValueError:
            reason = f"datoen {row['date']!r} er ikke ÅÅÅÅ-MM-DD"
            problems.append(SeedProblem(file=path.name, line=line, reason=reason))
            continue
        if not row["title"] or slug in events:
            reason = "titlen mangler" if not row["title"] else "arrangementet står der to gange"
            problems.append(SeedProblem(file=path.name, line=line, reason=reason))
            continue
        events[slug] = Event(
            slug=slug,
            title=row["title"],
            starts_on=day,
            place=row["place"],
            theme=row["theme"],
            price=row["price"],
            url=row["source"],
            source=source,
        )
    return list(events.values()), problems
