"""Layered facts: who said what about a field, and which statement is shown.

Every field of a company is a stack of statements from the seed, the register, the company and
the editors. The importer writes the register's layer only, a company its own, an editor the
editors'; resolution decides what is shown and nothing is overwritten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

FactValue = str | int | float | bool | list[str] | dict[str, str] | None


class Layer(StrEnum):
    """Who makes a statement."""

    SEED = "seed"
    REGISTER = "register"
    COMPANY = "company"
    EDITOR = "editor"


class Field(StrEnum):
    """The fields of a company that are held as statements."""

    NAME = "name"
    ALIASES = "aliases"
    LEGAL_FORM = "legal_form"
    STATUS = "status"
    STATUS_NOTE = "status_note"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"
    MUNICIPALITY = "municipality"
    INDUSTRY = "industry"
    FOUNDED = "founded"
    EMPLOYEES = "employees"
    PURPOSE = "purpose"
    FISCAL_YEAR = "fiscal_year"
    ADVERTISING_PROTECTED = "advertising_protected"
    WEBSITE = "website"
    PHONE = "phone"
    EMAIL = "email"
    DESCRIPTION = "description"
    LONG_DESCRIPTION = "long_description"
    PRODUCTS = "products"
    LOGO = "logo"
    CATEGORIES = "categories"
    FEATURED = "featured"
    INCLUDED = "included"
    EXCLUDED = "excluded"


_REGISTER_FIRST = (Layer.REGISTER, Layer.COMPANY)
_COMPANY_FIRST = (Layer.COMPANY, Layer.REGISTER)
_EDITOR_FIRST = (Layer.EDITOR, Layer.COMPANY, Layer.REGISTER)

RESOLUTION: dict[Field, tuple[Layer, ...]] = {
    Field.NAME: _REGISTER_FIRST,
    Field.ALIASES: _COMPANY_FIRST,
    Field.LEGAL_FORM: _REGISTER_FIRST,
    Field.STATUS: _REGISTER_FIRST,
    Field.STATUS_NOTE: _REGISTER_FIRST,
    Field.ADDRESS: _REGISTER_FIRST,
    Field.POSTCODE: _REGISTER_FIRST,
    Field.TOWN: _REGISTER_FIRST,
    Field.MUNICIPALITY: _REGISTER_FIRST,
    Field.INDUSTRY: _REGISTER_FIRST,
    Field.FOUNDED: _REGISTER_FIRST,
    Field.EMPLOYEES: _REGISTER_FIRST,
    Field.PURPOSE: _REGISTER_FIRST,
    Field.FISCAL_YEAR: _REGISTER_FIRST,
    Field.ADVERTISING_PROTECTED: _REGISTER_FIRST,
    Field.WEBSITE: _COMPANY_FIRST,
    Field.PHONE: _COMPANY_FIRST,
    Field.EMAIL: _COMPANY_FIRST,
    Field.DESCRIPTION: _COMPANY_FIRST,
    Field.LONG_DESCRIPTION: _COMPANY_FIRST,
    Field.PRODUCTS: _COMPANY_FIRST,
    Field.LOGO: _COMPANY_FIRST,
    Field.CATEGORIES: _EDITOR_FIRST,
    Field.FEATURED: _EDITOR_FIRST,
    Field.INCLUDED: _EDITOR_FIRST,
    Field.EXCLUDED: _EDITOR_FIRST,
}
"""The field's own rule: layers in the order in which they win, below an explicit override."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One statement. ``valid_*`` say when it was so, ``recorded_at`` when we learned it (UTC).

    ``derived`` marks what we concluded from another statement (a municipality from a town).
    ``override`` is an editor's explicit decision with a reason; it wins over every layer.
    """

    field: Field
    layer: Layer
    value: FactValue
    recorded_at: datetime
    source: str = ""
    source_url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    override: bool = False
    derived: bool = False
    reason: str = ""
    actor: str = ""
    review_on: date | None = None


def _latest(facts: Iterable[Fact], layer: Layer) -> Fact | None:
    of_layer = [fact for fact in facts if fact.layer is layer and not fact.override]
    return max(of_layer, key=lambda fact: fact.recorded_at, default=None)


def resolve(field: Field, facts: Iterable[Fact]) -> Fact | None:
    """Return the statement that is shown for a field, among its current ones, or ``None``.

    Order: an explicit editor override, the field's own rule, then the seed.
    """
    of_field = [fact for fact in facts if fact.field is field]
    overrides = [fact for fact in of_field if fact.override]
    if overrides:
        return max(overrides, key=lambda fact: fact.recorded_at)
    for layer in (*RESOLUTION[field], Layer.SEED):
        fact = _latest(of_field, layer)
        if fact is not None and fact.value is not None:
            return fact
    return None


def resolve_all(facts: Iterable[Fact]) -> dict[Field, Fact]:
    """Resolve every field that has a statement."""
    every = list(facts)
    by_field: dict[Field, list[Fact]] = {}
    for fact in every:
        by_field.setdefault(fact.field, []).append(fact)
    resolved = {field: resolve(field, of_field) for field, of_field in by_field.items()}
    return {field: fact for field, fact in resolved.items() if fact is not None}
