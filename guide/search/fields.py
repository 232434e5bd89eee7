"""The searched fields, what a word in each of them weighs, and the keys words are found under."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Field(StrEnum):
    """The fields of a document that words are looked for in."""

    NAME = "name"
    FORMER = "former_names"
    BRAND = "brand_names"
    CATEGORY = "category_texts"
    OWN = "own_words"
    PRODUCT = "products"
    PURPOSE = "purpose"
    PLACE = "place_texts"
    NUMBER = "number"
    WEBSITE = "website"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldRule:
    """How BM25F reads a field.

    ``weight`` is what one occurrence counts, ``pivot`` the usual length in words and
    ``looseness`` (BM25's b) how much a longer field is held against a word. The pivots are
    constants, not averages of the catalogue, so a document scores the same whatever else is
    indexed and the weight of a posting can be worked out when it is written.
    """

    weight: float
    pivot: float = 1.0
    looseness: float = 0.0
    is_name: bool = False


RULES = {
    Field.NAME: FieldRule(weight=8.0, pivot=2.0, looseness=0.4, is_name=True),
    Field.FORMER: FieldRule(weight=5.0, pivot=2.0, looseness=0.4, is_name=True),
    Field.BRAND: FieldRule(weight=6.0, pivot=2.0, looseness=0.4, is_name=True),
    Field.CATEGORY: FieldRule(weight=3.0, pivot=30.0, looseness=0.3),
    Field.OWN: FieldRule(weight=1.5, pivot=25.0, looseness=0.4),
    Field.PRODUCT: FieldRule(weight=3.0, pivot=4.0, looseness=0.3),
    Field.PURPOSE: FieldRule(weight=0.8, pivot=25.0, looseness=0.4),
    Field.PLACE: FieldRule(weight=1.5),
    Field.NUMBER: FieldRule(weight=1.0),
    Field.WEBSITE: FieldRule(weight=1.0),
}

MAIN_CATEGORY = FieldRule(weight=3.0, pivot=16.0, looseness=0.3)
"""What the words of the first category count on top of what all of them do."""

NAME_AS_TEXT = 0.25
"""What a word of a name counts as a plain word, which may be stemmed and cut, against a name."""

BITS = {field: 1 << number for number, field in enumerate(Field)}
"""One bit for each field, as postings carry them."""

NAME_BITS = BITS[Field.NAME] | BITS[Field.FORMER] | BITS[Field.BRAND]

SCALE = 256
"""Weights in postings are whole 1/256ths, so that sums are exact in every engine and order."""

SATURATION = 1.2 * SCALE
"""BM25's k1: a weight w counts w / (w + k1)."""

MOST_WEIGHT = 0xFFFF


class Space(StrEnum):
    """The first letter of every key: what kind of form the rest of the key is.

    ``WORD`` is a word as written (tier 1), ``STEM`` its stem, ``FOLDED`` the tier 2 key,
    ``MEMBER`` the stem of a member of a compound and ``NAME_WORD`` the tier 2 key of a word of
    a name. ``FULL_NAME`` is the tier 2 key of a whole name without legal form, ``EXACT_NAME``
    its tier 1 form, ``FORM_NAME`` that with the legal form. ``SOUND`` and ``NAME_SOUND`` are how
    a word and a whole name sound. ``BEGINNING`` is a whole name to be completed, ``LATER`` what
    is left of it from a later word on.
    """

    WORD = "w"
    STEM = "s"
    FOLDED = "f"
    MEMBER = "m"
    NAME_WORD = "n"
    FULL_NAME = "k"
    EXACT_NAME = "e"
    FORM_NAME = "x"
    LEGAL_FORM = "l"
    BEGINNING = "b"
    LATER = "a"
    SOUND = "q"
    NAME_SOUND = "o"
    CVR = "c"
    DOMAIN = "d"
    PHONE = "t"
    PRODUCTION_UNIT = "u"


@cache
def strongest_field(mask: int) -> Field:
    """Name the field that weighs most among those whose bits are set."""
    return max(
        (field for field in Field if mask & BITS[field]), key=lambda field: RULES[field].weight
    )
