"""Fields and layers in the language of the page."""

from flask_babel import gettext as _

from guide.domain.facts import Field, Layer


def field_word(name: Field) -> str:
    """Name a field."""
    words = {
        Field.NAME: _("Navn"),
        Field.ALIASES: _("Andre navne"),
        Field.LEGAL_FORM: _("Selskabsform"),
        Field.STATUS: _("Status"),
        Field.STATUS_NOTE: _("Om status"),
        Field.ADDRESS: _("Adresse"),
        Field.POSTCODE: _("Postnummer"),
        Field.TOWN: _("By"),
        Field.MUNICIPALITY: _("Kommune"),
        Field.INDUSTRY: _("Branche"),
        Field.FOUNDED: _("Stiftet"),
        Field.EMPLOYEES: _("Ansatte"),
        Field.PURPOSE: _("Formål"),
        Field.FISCAL_YEAR: _("Regnskabsår"),
        Field.ADVERTISING_PROTECTED: _("Reklamebeskyttet"),
        Field.WEBSITE: _("Hjemmeside"),
        Field.PHONE: _("Telefon"),
        Field.EMAIL: _("Mail"),
        Field.DESCRIPTION: _("Kort beskrivelse"),
        Field.LONG_DESCRIPTION: _("Lang beskrivelse"),
        Field.PRODUCTS: _("Produkter og mærker"),
        Field.LOGO: _("Logo"),
        Field.CATEGORIES: _("Kategorier"),
        Field.FEATURED: _("Fremhævet"),
        Field.INCLUDED: _("Optaget af redaktionen"),
        Field.EXCLUDED: _("Holdt ude af redaktionen"),
    }
    return str(words[name])


def layer_word(layer: Layer) -> str:
    """Name who speaks."""
    words = {
        Layer.SEED: _("Grunddata"),
        Layer.REGISTER: _("Registret"),
        Layer.COMPANY: _("Virksomheden"),
        Layer.EDITOR: _("Redaktionen"),
    }
    return str(words[layer])
