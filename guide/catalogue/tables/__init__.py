"""The tables, one file a subject; importing this package registers them all."""

from guide.catalogue.tables import (
    accounts,
    audit,
    categories,
    companies,
    events,
    facts,
    featured,
    histories,
    imports,
    links,
    mentions,
    outbox,
    places,
    register,
    reports,
    submissions,
)
from guide.catalogue.tables.base import Base

__all__ = [
    "Base",
    "accounts",
    "audit",
    "categories",
    "companies",
    "events",
    "facts",
    "featured",
    "histories",
    "imports",
    "links",
    "mentions",
    "outbox",
    "places",
    "register",
    "reports",
    "submissions",
]
