"""What many pages read and few writes change: places, categories and counts, kept in memory.

Kept as long as ``catalogue.versions`` says that nothing was written; asking that is one query by
primary keys, so no page is ever older than the database.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from flask import Flask, current_app, g

from guide.bootstrap import Guide
from guide.catalogue import categories, listings, marks, places, versions
from guide.catalogue.database import DatabaseUnavailableError, UnitOfWork
from guide.catalogue.places import Places
from guide.domain.categories import Category
from guide.domain.category_changes import follow
from guide.domain.company import SizeBand
from guide.web.context import the_guide, today

EXTENSION = "brancheguide.shared"
LATEST_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Everything small that pages share, read at one version of the catalogue on one day.

    ``kept`` holds what single pages compute and want to keep for as long.
    """

    version: str
    day: date
    published: datetime | None
    places: Places
    tree: Mapping[str, Category]
    moved: Mapping[str, str]
    children: Mapping[str | None, tuple[Category, ...]]
    category_counts: Mapping[str, int]
    municipality_counts: Mapping[str | None, int]
    region_counts: Mapping[str | None, int]
    size_counts: Mapping[SizeBand, int]
    letter_counts: Mapping[str, int]
    total: int
    with_figures: int
    kept: dict[Any, Any] = field(default_factory=dict)


class SharedCache:
    """Holds the newest ``Shared`` of a process; safe to use from several threads."""

    def __init__(self) -> None:
        self._value: Shared | None = None
        self._tried = float("-inf")
        self._lock = threading.Lock()

    def current(self, guide: Guide, day: date) -> Shared:
        """Return what holds now; raises ``DatabaseUnavailableError``."""
        self._tried = time.monotonic()
        version = versions.newest(guide.database)
        value = self._value
        if value is not None and (value.version, value.day) == (version, day):
            return value
        with guide.database.reading() as work, self._lock:
            value = self._value = _read(work, versions.current(work), day)
        return value

    def latest(self, guide: Guide, day: date) -> Shared | None:
        """Return what was read a few seconds ago, or ``None``; never raises, never waits twice."""
        if time.monotonic() - self._tried > LATEST_SECONDS:
            try:
                return self.current(guide, day)
            except DatabaseUnavailableError:
                return self._value
        return self._value


def shared() -> Shared:
    """Return what this request's pages share; raises ``DatabaseUnavailableError``."""
    if "shared" not in g:
        g.shared = _cache().current(the_guide(), today())
    return cast(Shared, g.shared)


def latest_shared() -> Shared | None:
    """Return it as it lately was, for the frame of pages that must come whatever happens."""
    if "shared" in g:
        return cast(Shared, g.shared)
    return _cache().latest(the_guide(), today())


def setup_shared(app: Flask) -> None:
    """Give the site its cache."""
    app.extensions[EXTENSION] = SharedCache()


def _cache() -> SharedCache:
    return cast(SharedCache, current_app.extensions[EXTENSION])


def _read(work: UnitOfWork, version: str, day: date) -> Shared:
    tree = categories.tree(work)
    found = places.on_day(work, day)
    published = marks.find(work, marks.PUBLISHED)
    by_municipality = places.listed_counts(work)
    children: dict[str | None, tuple[Category, ...]] = {}
    for category in tree.values():
        children[category.parent] = (*children.get(category.parent, ()), category)
    return Shared(
        version=version,
        day=day,
        published=None if published is None else published.at,
        places=found,
        tree=tree,
        moved=_moved(categories.redirects(work), tree),
        children=children,
        category_counts=categories.listed_counts(work),
        municipality_counts=by_municipality,
        region_counts=_by_region(by_municipality, found),
        size_counts=listings.counts_by_size(work),
        letter_counts=listings.counts_by_letter(work),
        total=listings.total_listed(work),
        with_figures=listings.total_with_figures(work),
    )


def _moved(redirects: Mapping[str, str], tree: Mapping[str, Category]) -> dict[str, str]:
    """Map the slugs that categories had to those they have."""
    led = {slug: follow([slug], redirects)[0] for slug in redirects}
    return {slug: now for slug, now in led.items() if slug not in tree and now in tree}


def _by_region(counts: Mapping[str | None, int], found: Places) -> dict[str | None, int]:
    summed: dict[str | None, int] = {}
    for municipality, count in counts.items():
        region = found.region_of.get(municipality) if municipality else None
        summed[region] = summed.get(region, 0) + count
    return summed
