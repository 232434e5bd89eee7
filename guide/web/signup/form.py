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
from guide.domain.contacts import normalise_email
from guide.domain.cvr_number import parse_cvr
from guide.domain.submissions import LONG_TEXT, SHORT_TEXT, Proposal
from guide.web.company_form import MAX_NAME, AtMost, CompanyForm, Required, line, text
from guide.web.forms import FormFault, form_fault


class SignUpForm(CompanyForm):
    """What a company says about itself."""

    cvr = StringField(
        lazy_gettext("CVR-nummer"), [Required(lazy_gettext("Skriv jeres CVR-nummer."))], [line]
    )
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
    postcode = StringField(lazy_gettext("Postnummer"), [AtMost(10)], [line])
    contact_mail = EmailField(
        lazy_gettext("Mail til jer"),
        [
            Required(lazy_gettext("Skriv den mailadresse, vi skal sende bekræftelsen til.")),
            AtMost(254),
        ],
        [line],
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
        self.offer_categories(tree, locale)

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
        return Proposal(
            cvr=parse_cvr(self.cvr.data or "") or (self.cvr.data or "")[:20],
            name=self.name.data or "",
            description=self.description.data or "",
            long_description=self.long_description.data or "",
            categories=self.chosen_categories(),
            website=self.website.data or "",
            products=self.typed_products(),
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


def _fault_text(fault: FormFault) -> str:
    if fault is FormFault.TOO_FAST:
        return str(_("Det gik meget hurtigt. Se det igennem, og send igen."))
    if fault is FormFault.ROBOT:
        return str(_("Et skjult felt var udfyldt. Tøm det, og send igen."))
    return str(_("Siden har været åben for længe. Alt er bevaret; send igen."))
