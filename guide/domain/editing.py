"""What editors may decide about a company's fields, and how long a decision can be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from guide.domain.contacts import normalise_email, normalise_phone, normalise_website
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.status import CompanyStatus
from guide.domain.texts import tidy_line, tidy_text

UNDO_WITHIN = timedelta(seconds=30)
MAX_LINE, MAX_TEXT, MAX_ITEMS = 300, 4000, 30
MAX_REASON = 1000


class EditError(Exception):
    """The change cannot be made; the text says why and what to do, in Danish."""


class Shape(StrEnum):
    """How a field is written down in a form."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


EDITABLE: Mapping[Field, Shape] = {
    Field.NAME: Shape.LINE,
    Field.ALIASES: Shape.LINES,
    Field.STATUS: Shape.LINE,
    Field.STATUS_NOTE: Shape.LINE,
    Field.ADDRESS: Shape.TEXT,
    Field.POSTCODE: Shape.LINE,
    Field.TOWN: Shape.LINE,
    Field.MUNICIPALITY: Shape.LINE,
    Field.FOUNDED: Shape.DAY,
    Field.EMPLOYEES: Shape.NUMBER,
    Field.WEBSITE: Shape.LINE,
    Field.PHONE: Shape.LINE,
    Field.EMAIL: Shape.LINE,
    Field.DESCRIPTION: Shape.TEXT,
    Field.LONG_DESCRIPTION: Shape.TEXT,
    Field.PRODUCTS: Shape.LINES,
    Field.CATEGORIES: Shape.LINES,
    Field.INCLUDED: Shape.FLAG,
    Field.EXCLUDED: Shape.FLAG,
}
"""Protection against advertising is not among them: only the register tells it (CVR-loven §19)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """The codes that a value must be one of; an empty set is not checked."""

    categories: Collection[str] = field(default_factory=frozenset)
    municipalities: Collection[str] = field(default_factory=frozenset)


def read_value(name: Field, text: str, known: Known) -> FactValue:
    """Return the value that a text stands for; an empty text is ``None``: nothing is shown.

    Lists have one item a line or are parted by commas; flags are ``ja`` or ``nej``.
    Raises ``EditError``.
    """
    shape = EDITABLE.get(name)
    if shape is None:
        message = f"feltet {name.value} kan redaktionen ikke ændre"
        raise EditError(message)
    if not text.strip():
        if name is Field.NAME:
            message = "en virksomhed skal have et navn"
            raise EditError(message)
        return None
    return _check(name, _parse(shape, text), known)


def write_value(value: FactValue) -> str:
    """Return a value as the text that ``read_value`` reads."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, dict):
        return ", ".join(value.values())
    return str(value)


def check_reason(reason: str) -> str:
    """Return a reason fit for the log; raises ``EditError`` when there is none."""
    tidy = tidy_text(reason)
    if not tidy:
        message = "skriv en grund; den står i historikken"
        raise EditError(message)
    return tidy[:MAX_REASON]


def check_review(review_on: date | None, today: date) -> None:
    """Refuse a day for looking again that is over; raises ``EditError``."""
    if review_on is not None and review_on <= today:
        message = "dagen for eftersyn skal ligge i fremtiden"
        raise EditError(message)


def find_override(facts: Sequence[Fact], name: Field) -> Fact | None:
    """Return the editors' explicit decision about a field."""
    return next((fact for fact in facts if fact.override and fact.field is name), None)


def may_undo(made_at: datetime, now: datetime) -> bool:
    """Tell whether a decision can still be taken back by one press."""
    return now - made_at <= UNDO_WITHIN


def override_fact(
    name: Field,
    value: FactValue,
    *,
    reason: str,
    actor: str,
    source: str,
    now: datetime,
    review_on: date | None = None,
) -> Fact:
    """Return an explicit decision: it wins over every layer and survives every import."""
    return Fact(
        field=name,
        layer=Layer.EDITOR,
        value=value,
        recorded_at=now,
        source=source,
        override=True,
        reason=reason,
        actor=actor,
        review_on=review_on,
    )


def _parse(shape: Shape, text: str) -> FactValue:
    match shape:
        case Shape.LINE:
            return tidy_line(text)[:MAX_LINE]
        case Shape.TEXT:
            return tidy_text(text)[:MAX_TEXT]
        case Shape.LINES:
            items = [tidy_line(part) for part in text.replace("\n", ",").split(",")]
            return list(dict.fromkeys(item for item in items if item))[:MAX_ITEMS]
        case Shape.NUMBER:
            bare = text.strip().replace(".", "")
            if not (bare.isascii() and bare.isdigit() and len(bare) <= 7):
                message = f"{text.strip()[:40]!r} er ikke et helt tal"
                raise EditError(message)
            return int(bare)
        case Shape.DAY:
            return _day(text.strip())
        case Shape.FLAG:
            return _flag(text.strip().casefold())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        message = f"{text[:40]!r} er ikke en dag; skriv den som 2026-11-25"
        raise EditError(message) from error


def _flag(text: str) -> bool:
    if text not in ("ja", "nej"):
        message = "svar ja eller nej"
        raise EditError(message)
    return text == "ja"


def _check(name: Field, value: FactValue, known: Known) -> FactValue:
    normalisers = {
        Field.WEBSITE: (normalise_website, "webadressen er ikke hel; skriv den som firma.dk"),
        Field.PHONE: (normalise_phone, "telefonnummeret er ikke otte cifre"),
        Field.EMAIL: (normalise_email, "mailadressen er ikke hel; skriv den som navn@firma.dk"),
    }
    if name in normalisers:
        normalise, message = normalisers[name]
        value = normalise(str(value))
        if value is None:
            raise EditError(message)
    if name is Field.POSTCODE and not (str(value).isascii() and str(value).isdigit()):
        message = "et postnummer er cifre"
        raise EditError(message)
    _check_codes(name, value, known)
    return value


def _check_codes(name: Field, value: FactValue, known: Known) -> None:
    allowed: dict[Field, Collection[str]] = {
        Field.STATUS: {status.value for status in CompanyStatus},
        Field.CATEGORIES: known.categories,
        Field.MUNICIPALITY: known.municipalities,
    }
    codes = value if isinstance(value, list) else [str(value)]
    wrong = [code for code in codes if allowed.get(name) and code not in allowed[name]]
    if wrong:
        message = f"{wrong[0]!r} findes ikke blandt {name.value}"
        raise EditError(message)
