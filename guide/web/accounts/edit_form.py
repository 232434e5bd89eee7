"""The form by which a company changes its profile; it knows no other fields than these."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    EmailField,
    Form,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    URLField,
    ValidationError,
)

from guide.domain.categories import Category
from guide.domain.contacts import normalise_email, normalise_phone, normalise_website
from guide.domain.facts import FactValue, Field
from guide.domain.submissions import LONG_TEXT, SHORT_TEXT
from guide.domain.texts import tidy_line, tidy_text
from guide.web.signup.form import MAX_NAME, MAX_PRODUCTS, AtMost, Required


def _line(value: str | None) -> str:
    return tidy_line(value or "")


def _text(value: str | None) -> str:
    return tidy_text(value or "")


class EditForm(Form):
    """What a company may say of itself."""

    name = StringField(
        lazy_gettext("Virksomhedens navn"),
        [Required(lazy_gettext("Skriv virksomhedens navn.")), AtMost(MAX_NAME)],
        [_line],
    )
    description = TextAreaField(
        lazy_gettext("Hvad laver I? Kort"),
        [Required(lazy_gettext("Skriv kort, hvad I laver.")), AtMost(SHORT_TEXT)],
        [_text],
    )
    long_description = TextAreaField(
        lazy_gettext("Hvad laver I? Længere"), [AtMost(LONG_TEXT)], [_text]
    )
    category = SelectField(
        lazy_gettext("Hovedkategori"),
        [Required(lazy_gettext("Vælg den kategori, der passer bedst."))],
        validate_choice=False,
    )
    category_2 = SelectField(lazy_gettext("Anden kategori"), validate_choice=False)
    category_3 = SelectField(lazy_gettext("Tredje kategori"), validate_choice=False)
    products = StringField(lazy_gettext("Produkter og mærker"), [AtMost(500)], [_line])
    website = URLField(lazy_gettext("Hjemmeside"), [AtMost(300)], [_line])
    phone = TelField(lazy_gettext("Telefon"), [AtMost(30)], [_line])
    email = EmailField(lazy_gettext("Mail, som læserne ser"), [AtMost(254)], [_line])

    def offer(self, tree: Mapping[str, Category], locale: str) -> None:
        """Fill the lists of categories, grouped by their parents."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for category in tree.values():
            if category.parent is not None:
                parent = tree[category.parent]
                label = parent.name_en if locale == "en" else parent.name_da
                own = category.name_en if locale == "en" else category.name_da
                groups.setdefault(label, []).append((category.slug, own))
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
            found = normalise_website(field.data)
            if found is None:
                raise ValidationError(
                    _("Adressen kan ikke bruges. Skriv den som i browseren: www.firma.dk")
                )
            field.data = found

    def validate_phone(self, field: TelField) -> None:
        """Bring the number to one form."""
        if field.data:
            found = normalise_phone(field.data)
            if found is None:
                raise ValidationError(_("Telefonnummeret kan ikke bruges. Skriv otte cifre."))
            field.data = found

    def validate_email(self, field: EmailField) -> None:
        """Bring the address to one form."""
        if field.data:
            found = normalise_email(field.data)
            if found is None:
                raise ValidationError(_("Mailadressen er ikke hel. Skriv den som navn@firma.dk"))
            field.data = found

    def values(self) -> dict[Field, FactValue]:
        """Return what was typed as fields of a company."""
        chosen = (self.category.data, self.category_2.data, self.category_3.data)
        parts = [part.strip() for part in (self.products.data or "").split(",")]
        return {
            Field.NAME: self.name.data or "",
            Field.DESCRIPTION: self.description.data or "",
            Field.LONG_DESCRIPTION: self.long_description.data or "",
            Field.CATEGORIES: list(dict.fromkeys(slug for slug in chosen if slug)),
            Field.PRODUCTS: list(dict.fromkeys(part for part in parts if part))[:MAX_PRODUCTS],
            Field.WEBSITE: self.website.data or "",
            Field.PHONE: self.phone.data or "",
            Field.EMAIL: self.email.data or "",
        }


def edit_values(current: Mapping[Field, FactValue]) -> dict[str, Any]:
    """Return a company's fields as the form's."""
    values: dict[str, Any] = {
        field.value: value for field, value in current.items() if isinstance(value, str)
    }
    categories, products = current.get(Field.CATEGORIES), current.get(Field.PRODUCTS)
    slots = [*(categories if isinstance(categories, list) else []), "", "", ""]
    values |= {"category": slots[0], "category_2": slots[1], "category_3": slots[2]}
    values["products"] = ", ".join(products) if isinstance(products, list) else ""
    return values
