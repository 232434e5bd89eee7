"""/redaktion: the editors' desk, behind the editors' sign-in."""

from guide.web.desk import (
    calendar,
    categories,
<<<<<<< HEAD
    claims,
=======
    category_growth,
>>>>>>> cdf20dc (Let admins add a category and split one company by company, and follow its old addresses in searches)
    companies,
    edits,
    error_reports,
    event_import,
    events,
    letters,
    queue,
    submissions,
    tasks,
)
from guide.web.desk.blueprint import bp

__all__ = [
    "bp",
    "calendar",
    "categories",
<<<<<<< HEAD
    "claims",
=======
    "category_growth",
>>>>>>> cdf20dc (Let admins add a category and split one company by company, and follow its old addresses in searches)
    "companies",
    "edits",
    "error_reports",
    "event_import",
    "events",
    "letters",
    "queue",
    "submissions",
    "tasks",
]
