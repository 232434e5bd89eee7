"""What editors and calendars may change of an event, what a change is, and who wins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.events import CalendarEntry, Event

WHEN = ("starts_on", "ends_on", "starts_at", "ends_at")
TOLD = ("title", "description", *WHEN, "place", "theme", "price", "url")
"""What is told of an event, in the order of the form."""

TIES = ("companies", "categories")
CHANGEABLE = (*TOLD, "cancelled", *TIES)
_DAYS, _MOMENTS = ("starts_on", "ends_on"), ("starts_at", "ends_at")


@dataclass(frozen=True, kw_only=True, slots=True)
class EventContent:
    """All that can be changed of an event; ``withdrawn`` takes it off every page."""

    event: Event
    companies: tuple[CompanyId, ...] = ()
    categories: tuple[str, ...] = ()
    withdrawn: bool = False

    def value(self, name: str) -> Any:
        """Return one of ``CHANGEABLE`` or ``withdrawn``."""
        return getattr(self if name in (*TIES, "withdrawn") else self.event, name)


def changed_names(before: EventContent, after: EventContent) -> tuple[str, ...]:
    """Name what is different, in the order of the form."""
    names = (*CHANGEABLE, "withdrawn")
    return tuple(name for name in names if before.value(name) != after.value(name))


def names_to_keep(changed: Collection[str]) -> tuple[str, ...]:
    """Return what no calendar may change after editors changed ``changed``: days go together."""
    kept = {name for name in changed if name in CHANGEABLE}
    return tuple(name for name in CHANGEABLE if name in kept or (name in WHEN and kept & {*WHEN}))


def brought_in(
    known: EventContent | None,
    edited: Collection[str],
    entry: CalendarEntry,
    companies: Sequence[CompanyId],
    categories: Sequence[str],
) -> EventContent:
    """Return what an entry of a calendar makes of an event: editors' fields and ties stay."""
    if known is None:
        event = replace(entry.event, cancelled=entry.cancelled)
        return EventContent(
            event=event, companies=tuple(sorted(companies)), categories=tuple(sorted(categories))
        )
    if known.withdrawn:
        return known
    told = {name: getattr(entry.event, name) for name in TOLD if name not in edited}
    if "cancelled" not in edited:
        told["cancelled"] = entry.cancelled
    with_companies = known.companies if "companies" in edited else (*known.companies, *companies)
    with_categories = (
        known.categories if "categories" in edited else (*known.categories, *categories)
    )
    return replace(
        known,
        event=replace(known.event, **told),
        companies=tuple(sorted(set(with_companies))),
        categories=tuple(sorted(set(with_categories))),
    )


def check_event(event: Event) -> None:
    """Refuse an event that no reader or calendar could make sense of; raises ``EditError``."""
    if not event.title:
        message = "skriv, hvad arrangementet hedder"
        raise EditError(message)
    if event.starts_on is None and (event.ends_on or event.starts_at or event.ends_at):
        message = "skriv den dag, det begynder"
        raise EditError(message)
    early = event.ends_on is not None and event.starts_on and event.ends_on < event.starts_on
    if early or (event.starts_at and event.ends_at and event.ends_at < event.starts_at):
        message = "det slutter, før det begynder"
        raise EditError(message)


def to_plain(content: EventContent) -> dict[str, Any]:
    """Return an event's contents as they are kept in a revision."""
    plain = {name: content.value(name) for name in (*CHANGEABLE, "withdrawn")}
    for name in WHEN:
        plain[name] = plain[name].isoformat() if plain[name] else None
    return {**plain, "companies": list(content.companies), "categories": list(content.categories)}


def from_plain(plain: Mapping[str, Any], slug: str, source: str) -> EventContent:
    """Return an event's contents as a revision kept them."""
    told = {name: plain[name] for name in (*TOLD, "cancelled")}
    for name in _DAYS:
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    for name in _MOMENTS:
        told[name] = datetime.fromisoformat(told[name]) if told[name] else None
    return EventContent(
        event=Event(slug=slug, source=source, **told),
        companies=tuple(CompanyId(key) for key in plain["companies"]),
        categories=tuple(plain["categories"]),
        withdrawn=plain["withdrawn"],
    )
