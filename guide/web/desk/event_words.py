"""An event's fields and the acts on it in words, and two versions of it side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from guide.catalogue import cards, categories
from guide.domain.danish_time import COPENHAGEN
from guide.domain.event_editing import EventContent
from guide.usecases.import_events import EventOutcome
from guide.web.context import the_guide
from guide.web.presenters.differences import Piece, word_difference


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRow:
    """A field as it is and as it would be, and the difference word by word."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def name_word(name: str) -> str:
    """Name a field of an event."""
    words = {
        "title": _("Navn"),
        "description": _("Beskrivelse"),
        "starts_on": _("Første dag"),
        "ends_on": _("Sidste dag"),
        "starts_at": _("Begynder"),
        "ends_at": _("Slutter"),
        "place": _("Sted"),
        "theme": _("Tema"),
        "price": _("Pris"),
        "url": _("Arrangørens side"),
        "cancelled": _("Aflyst"),
        "withdrawn": _("Fjernet"),
        "companies": _("Virksomheder"),
        "categories": _("Kategorier"),
    }
    return str(words[name])


def act_word(kind: str) -> str:
    """Name what was done to an event."""
    words = {
        "event.write": _("Skrevet"),
        "event.edit": _("Rettet"),
        "event.call_off": _("Aflyst"),
        "event.hold": _("Sat til at blive afholdt"),
        "event.withdraw": _("Fjernet"),
        "event.return": _("Sat ind igen"),
        "event.restore": _("Ført tilbage til en ældre udgave"),
        "event.import": _("Indlæst fra en kalender"),
    }
    return str(words.get(kind, kind))


def outcome_word(outcome: EventOutcome) -> str:
    """Tell what becomes of an entry of a calendar."""
    words = {
        EventOutcome.NEW: _("Nyt"),
        EventOutcome.CHANGED: _("Ændret"),
        EventOutcome.CALLED_OFF: _("Aflyses"),
        EventOutcome.SAME: _("Som før"),
        EventOutcome.KEPT_OUT: _("Tages ikke med"),
    }
    return str(words[outcome])


def event_rows(before: EventContent, after: EventContent, names: Iterable[str]) -> list[TextRow]:
    """Return the fields of two versions as texts."""
    rows = []
    for name in names:
        texts = [_text(name, side.value(name)) for side in (before, after)]
        row = TextRow(
            label=name_word(name),
            before=texts[0],
            after=texts[1],
            pieces=tuple(word_difference(*texts)),
        )
        rows.append(row)
    return rows


def _text(name: str, value: Any) -> str:
    if name == "companies":
        with the_guide().database.reading() as work:
            return ", ".join(card.name for card in cards.by_ids(work, value))
    if name == "categories":
        with the_guide().database.reading() as work:
            tree = categories.tree(work)
        return ", ".join(tree[slug].name_da if slug in tree else slug for slug in value)
    if isinstance(value, bool):
        return str(_("ja") if value else _("nej"))
    if isinstance(value, datetime):
        return f"{value.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value or "")
