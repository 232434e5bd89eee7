"""/redaktion: the editors' desk, behind the editors' sign-in."""

from guide.web.desk import (
    calendar,
    categories,
    category_growth,
    claims,
    companies,
    edits,
    error_reports,
    event_import,
    events,
    letters,
    queue,
    rules,
    submissions,
    tasks,
)
from guide.web.desk.blueprint import bp

__all__ = [
    "bp",
    "calendar",
    "categories",
    "category_growth",
    "claims",
    "companies",
    "edits",
    "error_reports",
    "event_import",
    "events",
    "letters",
    "queue",
    "rules",
    "submissions",
    "tasks",
]
