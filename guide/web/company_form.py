"""What the two forms by which a company speaks of itself share: checks, categories, products."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import Form, SelectField, StringField, URLField, ValidationError

from guide.domain.categories import Category
from guide.domain.contacts import normalise_website
from guide.domain.texts import tidy_line, tidy_text

MAX_NAME, MAX_PRODUCTS = 200, 12


def line(value: str | None) -> str:
    """Tidy what was typed on one line."""
    return tidy_line(value or "")


def text(value: str | None) -> str:
    """Tidy what was typed on several lines."""
    return tidy_text(value or "")


def whole_address(typed: str) -> str:
    """Bring the address of a site to one form; raises ``ValidationError``."""
    found = normalise_website(typed)
    if found is None:
        raise ValidationError(
            _("Adressen kan ikke bruges. Skriv den som i browseren: www.firma.dk")
        )
    return found


class Required:
    """The field must hold something; marks the label and the control."""

    field_flags: Mapping[str, Any] = {"required": True}

    def __init__(self, message: Any) -> None:
        self._message = message

    def __call__(self, _form: Form, field: Any) -> None:
        """Raise when the field is empty."""
        if not field.data:
            raise ValidationError(self._message)


class AtMost:
    """At most so many characters."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, _form: Form, field: Any) -> None:
        """Raise when the text is longer."""
        length = len(field.data or "")
        if length > self._most:
            raise ValidationError(
                _(
                    "Teksten er %(length)s tegn; der er plads til %(most)s.",
                    length=length,
                    most=self._most,
                )
            )


class CompanyForm(Form):
    """The rules of the fields both forms have; each form declares them in its own order."""

    category: SelectField
    category_2: SelectField
    category_3: SelectField
    products: StringField

    def offer_categories(self, tree: Mapping[str, Category], locale: str) -> None:
        """Fill the lists of categories from the tree, grouped by their parents."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for category in tree.values():
            if category.parent is not None:
                parent = _named(tree[category.parent], locale)
                groups.setdefault(parent, []).append((category.slug, _named(category, locale)))
        self.category.choices = {"": [("", _("Vælg kategori"))], **groups}
        for field in (self.category_2, self.category_3):
            field.choices = {"": [("", _("Ingen"))], **groups}
        self._slugs = frozenset(slug for some in groups.values() for slug, _name in some)

    def _check_category(self, field: SelectField) -> None:
        if field.data and field.data not in self._slugs:
            raise ValidationError(_("Kategorien findes ikke længere. Vælg en anden."))

    validate_category = validate_category_2 = validate_category_3 = _check_category

    def validate_website(self, field: URLField) -> None:
        """Bring the address to one form."""
        if field.data:
            field.data = whole_address(field.data)

    def chosen_categories(self) -> tuple[str, ...]:
        """Return the slugs chosen, the main one first, each once."""
        chosen = (self.category.data, self.category_2.data, self.category_3.data)
        return tuple(dict.fromkeys(slug for slug in chosen if slug))

    def typed_products(self) -> tuple[str, ...]:
        """Return the products between the commas, each once."""
        parts = [part.strip() for part in (self.products.data or "").split(",")]
        return tuple(dict.fromkeys(part for part in parts if part))[:MAX_PRODUCTS]


def _named(category: Category, locale: str) -> str:
    return category.name_en if locale == "en" else category.name_da
