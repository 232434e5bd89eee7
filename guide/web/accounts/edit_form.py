"""The form by which a company changes its profile; it knows no other fields than these."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    EmailField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    URLField,
    ValidationError,
)

from guide.domain.contacts import normalise_email, normalise_phone
from guide.domain.facts import FactValue, Field
from guide.domain.submissions import LONG_TEXT, SHORT_TEXT
from guide.web.company_form import MAX_NAME, AtMost, CompanyForm, Required, line, text


class EditForm(CompanyForm):
    """What a company may say of itself."""

    name = StringField(
        lazy_gettext("Virksomhedens navn"),
        [Required(lazy_gettext("Skriv virksomhedens navn.")), AtMost(MAX_NAME)],
        [line],
    )
    description = TextAreaField(
        lazy_gettext("Hvad laver I? Kort"),
        [Required(lazy_gettext("Skriv kort, hvad I laver.")), AtMost(SHORT_TEXT)],
        [text],
    )
    long_description = TextAreaField(
        lazy_gettext("Hvad laver I? Længere"), [AtMost(LONG_TEXT)], [text]
    )
    category = SelectField(
        lazy_gettext("Hovedkategori"),
        [Required(lazy_gettext("Vælg den kategori, der passer bedst."))],
        validate_choice=False,
    )
    category_2 = SelectField(lazy_gettext("Anden kategori"), validate_choice=False)
    category_3 = SelectField(lazy_gettext("Tredje kategori"), validate_choice=False)
    products = StringField(lazy_gettext("Produkter og mærker"), [AtMost(500)], [line])
    website = URLField(lazy_gettext("Hjemmeside"), [AtMost(300)], [line])
    phone = TelField(lazy_gettext("Telefon"), [AtMost(30)], [line])
    email = EmailField(lazy_gettext("Mail, som læserne ser"), [AtMost(254)], [line])

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
        return {
            Field.NAME: self.name.data or "",
            Field.DESCRIPTION: self.description.data or "",
            Field.LONG_DESCRIPTION: self.long_description.data or "",
            Field.CATEGORIES: list(self.chosen_categories()),
            Field.PRODUCTS: list(self.typed_products()),
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
