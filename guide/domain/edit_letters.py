"""The letter that tells a company what became of its changes, field by field."""

from collections.abc import Mapping

from guide.domain.facts import Field
from guide.domain.letter_texts import DANISH, ENGLISH, write
from guide.domain.letters import Letter
from guide.domain.revisions import FieldState, Revision
from guide.domain.texts import tidy_line

_FIELDS: Mapping[str, Mapping[Field, str]] = {
    DANISH: {
        Field.NAME: "Navn",
        Field.DESCRIPTION: "Kort tekst",
        Field.LONG_DESCRIPTION: "Lang tekst",
        Field.CATEGORIES: "Kategorier",
        Field.PRODUCTS: "Produkter og mærker",
        Field.WEBSITE: "Hjemmeside",
        Field.PHONE: "Telefon",
        Field.EMAIL: "Mail",
        Field.LOGO: "Logo",
    },
    ENGLISH: {
        Field.NAME: "Name",
        Field.DESCRIPTION: "Short text",
        Field.LONG_DESCRIPTION: "Long text",
        Field.CATEGORIES: "Categories",
        Field.PRODUCTS: "Products and brands",
        Field.WEBSITE: "Web site",
        Field.PHONE: "Telephone",
        Field.EMAIL: "Mail",
        Field.LOGO: "Logo",
    },
}
_ACCEPTED = {DANISH: "godkendt", ENGLISH: "accepted"}
_REFUSED = {DANISH: "afvist: {reason}", ENGLISH: "refused: {reason}"}


def decided_letter(revision: Revision, name: str, locale: str, to: str, link: str) -> Letter:
    """Return the letter about a revision of which every field is decided."""
    language = locale if locale in _FIELDS else DANISH
    states = {decision.state for decision in revision.decisions.values()}
    kind = (
        "edit_partly"
        if len(states) > 1
        else "edit_refused"
        if states == {FieldState.REFUSED}
        else "edit_accepted"
    )
    lines = "\n".join(_line(revision, field, language) for field in revision.after)
    return write(kind, locale, to, name=name, changes=lines, link=link)


def _line(revision: Revision, field: Field, language: str) -> str:
    decision = revision.decisions[field]
    refused = decision.state is FieldState.REFUSED
    words = _REFUSED[language] if refused else _ACCEPTED[language]
    return f"- {_FIELDS[language][field]}: {words.format(reason=tidy_line(decision.reason))}"
