"""The sign-up form: what is asked, and what each field must be."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    EmailField,
    Form,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
    ValidationError,
)

from guide.domain.categories import Category
from guide.domain.contacts import normalise_email, normalise_website
from guide.domain.cvr_number import parse_cvr
from guide.domain.submissions import LONG_TEXT, SHORT_TEXT, Proposal
from guide.domain.texts import tidy_line, tidy_text
from guide.web.forms import FormFault, form_fault

MAX_NAME, MAX_PRODUCTS = 200, 12


def _line(value: str | None) -> str:
    return tidy_line(value or "")


def _text(value: str | None) -> str:
    return tidy_text(value or "")


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


class SignUpForm(Form):
    """What a company says about itself."""

    cvr = StringField(
        lazy_gettext("CVR-nummer"), [Required(lazy_gettext("Skriv jeres CVR-nummer."))], [_line]
    )
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
    postcode = StringField(lazy_gettext("Postnummer"), [AtMost(10)], [_line])
    contact_mail = EmailField(
        lazy_gettext("Mail til jer"),
        [
            Required(lazy_gettext("Skriv den mailadresse, vi skal sende bekræftelsen til.")),
            AtMost(254),
        ],
        [_line],
    )
    show_mail = BooleanField(lazy_gettext("Vis mailadressen på vores profil"))
    consent = BooleanField(
        lazy_gettext("Vi giver samtykke"),
        [Required(lazy_gettext("Sæt kryds, hvis vi må optage jer."))],
    )

    known_postcodes: frozenset[str] = frozenset()

    def offer(self, tree: Mapping[str, Category], postcodes: frozenset[str], locale: str) -> None:
        """Fill the lists of categories from the tree, grouped by their parents."""
        self.known_postcodes = postcodes
        groups: dict[str, list[tuple[str, str]]] = {}
        for category in tree.values():
            if category.parent is not None:
                parent = _named(tree[category.parent], locale)
                groups.setdefault(parent, []).append((category.slug, _named(category, locale)))
        self.category.choices = {"": [("", _("Vælg kategori"))], **groups}
        for field in (self.category_2, self.category_3):
            field.choices = {"": [("", _("Ingen"))], **groups}
        self._slugs = frozenset(slug for some in groups.values() for slug, _name in some)

    def validate_cvr(self, field: StringField) -> None:
        """Check the number; any usual spelling will do."""
        self.validate_cvr_text(self, field)

    @staticmethod
    def validate_cvr_text(_form: Form, field: Any) -> None:
        """Raise when the text is not a number; else put the eight digits in its place."""
        number = parse_cvr(field.data or "")
        if number is None:
            raise ValidationError(
                _("CVR-nummeret skal være otte cifre. Kontrollér, at det er tastet rigtigt.")
            )
        field.data = number

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

    def validate_postcode(self, field: StringField) -> None:
        """Check that the postcode exists."""
        if field.data and field.data not in self.known_postcodes:
            raise ValidationError(_("Postnummeret findes ikke. Skriv de fire cifre."))

    def validate_contact_mail(self, field: EmailField) -> None:
        """Bring the mail address to one form."""
        found = normalise_email(field.data or "")
        if found is None:
            raise ValidationError(_("Mailadressen er ikke hel. Skriv den som navn@firma.dk"))
        field.data = found

    def check(self) -> bool:
        """Validate the fields and the form's own token."""
        good = self.validate()
        fault = form_fault()
        if fault is not None:
            self.form_errors.append(_fault_text(fault))
        return good and fault is None

    def proposal(self) -> Proposal:
        """Return what was typed, as far as it goes."""
        chosen = (self.category.data, self.category_2.data, self.category_3.data)
        products = [part.strip() for part in (self.products.data or "").split(",")]
        return Proposal(
            cvr=parse_cvr(self.cvr.data or "") or (self.cvr.data or "")[:20],
            name=self.name.data or "",
            description=self.description.data or "",
            long_description=self.long_description.data or "",
            categories=tuple(dict.fromkeys(slug for slug in chosen if slug)),
            website=self.website.data or "",
            products=tuple(dict.fromkeys(part for part in products if part))[:MAX_PRODUCTS],
            postcode=self.postcode.data or "",
            contact_mail=self.contact_mail.data or "",
            show_mail=bool(self.show_mail.data),
        )


def form_values(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as the form's fields."""
    slots = (*proposal.categories, "", "", "")
    return {
        "cvr": proposal.cvr,
        "name": proposal.name,
        "description": proposal.description,
        "long_description": proposal.long_description,
        "category": slots[0],
        "category_2": slots[1],
        "category_3": slots[2],
        "products": ", ".join(proposal.products),
        "website": proposal.website,
        "postcode": proposal.postcode,
        "contact_mail": proposal.contact_mail,
        "show_mail": proposal.show_mail,
    }


def _named(category: Category, locale: str) -> str:
    return category.name_en if locale == "en" else category.name_da


def _fault_text(fault: FormFault) -> str:
    if fault is FormFault.TOO_FAST:
        return str(_("Det gik meget hurtigt. Se det igennem, og send igen."))
    if fault is FormFault.ROBOT:
        return str(_("Et skjult felt var udfyldt. Tøm det, og send igen."))
    return str(_("Siden har været åben for længe. Alt er bevaret; send igen."))
