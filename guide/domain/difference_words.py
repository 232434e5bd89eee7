"""A difference in words for a letter, in Danish or English: "ansatte 42 → 51"."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.domain.differences import Difference, Followed, Value
from guide.domain.letter_texts import DANISH, ENGLISH

_WORDS: Mapping[str, Mapping[str, str]] = {
    DANISH: {
        "listed": "ny i guiden",
        "name": "nyt navn (før {before})",
        "categories": "kategorier: {after}",
        "status": "status {before} → {after}",
        "employees": "ansatte {before} → {after}",
        "municipality": "kommune {before} → {after}",
        "revenue_year": "regnskabsår {before} → {after}",
        "untold": "ikke oplyst",
        "is_unknown": "Status ikke oplyst",
        "is_active": "Aktiv",
        "is_warning": "Under ophør",
        "is_future": "Ikke begyndt endnu",
        "is_ceased": "Ophørt",
        "is_taken_over": "Overtaget",
    },
    ENGLISH: {
        "listed": "new in the guide",
        "name": "new name (formerly {before})",
        "categories": "categories: {after}",
        "status": "status {before} → {after}",
        "employees": "employees {before} → {after}",
        "municipality": "municipality {before} → {after}",
        "revenue_year": "financial year {before} → {after}",
        "untold": "not known",
        "is_unknown": "Status not known",
        "is_active": "Active",
        "is_warning": "Closing down",
        "is_future": "Not begun yet",
        "is_ceased": "Ceased",
        "is_taken_over": "Taken over",
    },
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """The names that codes and slugs stand for, in the letter's language."""

    categories: Mapping[str, str]
    municipalities: Mapping[str, str]


def tell(one: Difference, names: Names, locale: str) -> str:
    """Return a difference in words; what is not known is told to be so, never as zero."""
    words = _WORDS.get(locale, _WORDS[DANISH])

    def value(said: Value) -> str:
        if said is None or said == []:
            return words["untold"]
        if isinstance(said, list):
            return ", ".join(names.categories.get(slug, slug) for slug in said)
        if one.field is Followed.STATUS:
            return words.get(f"is_{said}", str(said))
        if one.field is Followed.MUNICIPALITY:
            return names.municipalities.get(str(said), str(said))
        if one.field is Followed.EMPLOYEES and isinstance(said, int):
            grouped = f"{said:,}"
            return grouped if locale == ENGLISH else grouped.replace(",", ".")
        return str(said)

    return words[one.field.value].format(before=value(one.before), after=value(one.after))
