"""An editor writes an event, calls it off, takes it away, or brings an old version back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from guide.catalogue import categories, companies, editing, events, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit
from guide.catalogue.events import KeptEvent
from guide.domain.category_changes import follow
from guide.domain.company import CompanyId
from guide.domain.cvr_number import parse_cvr
from guide.domain.editing import EditError, check_reason
from guide.domain.event_editing import (
    CHANGEABLE,
    EventContent,
    changed_names,
    check_event,
    from_plain,
    names_to_keep,
    to_plain,
)
from guide.domain.protection import Channel, ProtectionPolicy
from guide.usecases.decide_submissions import EDITORS
from guide.usecases.edit_company import Editor

OBJECT = "event"


class EventChangedError(EditError):
    """Somebody changed the event since it was read; ``current`` is what it is now."""

    def __init__(self, current: KeptEvent) -> None:
        super().__init__("arrangementet er ændret, siden siden blev åbnet; se på begge dele")
        self.current = current


def write_event(database: Database, content: EventContent, reason: str, editor: Editor) -> str:
    """Add an event and return its slug; raises ``EditError``."""
    check_event(content.event)
    with database.writing() as work:
        sources.save(work, EDITORS)
        event = replace(content.event, source=EDITORS.key)
        slug = events.add(work, _fit(work, replace(content, event=event)), editor.now)
        keep(work, slug, None, "event.write", check_reason(reason), editor.actor, editor.now)
        work.commit()
    return slug


def edit_event(
    database: Database, slug: str, wanted: EventContent, seen: int, reason: str, editor: Editor
) -> None:
    """Write an event anew as it was seen at sequence ``seen``.

    Raises ``EventChangedError`` when somebody was first, ``EditError`` when it cannot be so.
    """
    check_event(wanted.event)

    def made(known: EventContent) -> EventContent:
        event = replace(wanted.event, cancelled=known.event.cancelled)
        return replace(wanted, event=event, withdrawn=known.withdrawn)

    _change(database, slug, seen, "event.edit", reason, editor, made)


def call_off(
    database: Database, slug: str, seen: int, reason: str, editor: Editor, *, off: bool
) -> None:
    """Show an event as called off, or as held after all; raises as ``edit_event``."""

    def made(known: EventContent) -> EventContent:
        return replace(known, event=replace(known.event, cancelled=off))

    kind = "event.call_off" if off else "event.hold"
    _change(database, slug, seen, kind, reason, editor, made)


def withdraw_event(
    database: Database, slug: str, seen: int, reason: str, editor: Editor, *, gone: bool
) -> None:
    """Take an event off every page, or put it back; raises as ``edit_event``.

    Calendars are told that it is called off, and no import brings it back.
    """
    kind = "event.withdraw" if gone else "event.return"
    _change(
        database, slug, seen, kind, reason, editor, lambda known: replace(known, withdrawn=gone)
    )


def restore_event(
    database: Database, slug: str, revision_id: int, seen: int, reason: str, editor: Editor
) -> None:
    """Write an event as it was before a change; raises as ``edit_event``."""
    with database.reading() as work:
        made = editing.of_object(work, OBJECT, slug)
    kept = next((one for one in made if one.id == revision_id), None)
    if kept is None or not kept.before:
        message = "den udgave findes ikke; se historikken"
        raise EditError(message)
    old = from_plain(kept.before, slug, "")
    _change(database, slug, seen, "event.restore", reason, editor, lambda _known: old)


def find_companies(
    database: Database, policy: ProtectionPolicy, lines: Iterable[str]
) -> tuple[tuple[CompanyId, ...], tuple[str, ...]]:
    """Return the companies that lines name by profile address, slug or number, and what is none.

    A company that may stand in no list is none.
    """
    found: dict[CompanyId, None] = {}
    unknown = []
    with database.reading() as work:
        for line in filter(None, map(str.strip, lines)):
            number = parse_cvr(line)
            known = companies.find_by_cvr(work, number) if number else None
            known = known or companies.find_by_slug(work, line.rstrip("/").rpartition("/")[2])
            if known is None or not policy.may_appear(known.visibility, Channel.LIST):
                unknown.append(line)
            else:
                found[known.id] = None
    return tuple(found), tuple(unknown)


def keep(
    work: UnitOfWork,
    slug: str,
    before: EventContent | None,
    kind: str,
    reason: str,
    actor: str,
    now: datetime,
) -> int:
    """Keep what an event was before and is now, in the caller's transaction; return the revision.

    The event's key in the log is its slug, which it keeps for ever.
    """
    known = events.find_kept(work, slug)
    after = None if known is None else known.content
    edit = Edit(
        kind=kind,
        actor=actor,
        reason=reason,
        object_kind=OBJECT,
        object_id=slug,
        before={} if before is None else to_plain(before),
        after={} if after is None else to_plain(after),
    )
    return editing.keep(work, edit, now)


def _change(
    database: Database,
    slug: str,
    seen: int,
    kind: str,
    reason: str,
    editor: Editor,
    made: Callable[[EventContent], EventContent],
) -> None:
    text = check_reason(reason)
    with database.writing() as work:
        known = events.find_kept(work, slug, lock=True)
        if known is None:
            message = "arrangementet findes ikke"
            raise EditError(message)
        if known.content.event.sequence != seen:
            raise EventChangedError(known)
        after = _fit(work, made(known.content))
        changed = changed_names(known.content, after)
        if not changed:
            message = "der er ikke ændret noget"
            raise EditError(message)
        kept = {*known.edited, *names_to_keep(changed)}
        events.put(work, slug, after, [name for name in CHANGEABLE if name in kept], editor.now)
        keep(work, slug, known.content, kind, text, editor.actor, editor.now)
        work.commit()


def _fit(work: UnitOfWork, content: EventContent) -> EventContent:
    """Tie only what there is: categories under their present slugs, companies that are left."""
    tree, redirects = categories.tree(work), categories.redirects(work)
    slugs = [slug for slug in follow(content.categories, redirects) if slug in tree]
    ids: set[CompanyId] = set()
    for company_id in content.companies:
        known = companies.find(work, company_id)
        if known is not None and known.merged_into is not None:
            known = companies.find(work, known.merged_into)
        if known is not None and not known.visibility.erased:
            ids.add(known.id)
    return replace(content, companies=tuple(sorted(ids)), categories=tuple(sorted(slugs)))
