"""What a reader typed to a syntax tree: our own small parser, where nothing is an error.

Plain words, ``"phrases"``, ``-without``, ``field:word`` and ``prefix*``. Whatever cannot be read
as one of these is plain words. The limits bound what any text can cost; what they cut off is
told by ``Query.limited``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from guide.search.fields import Field

MOST_LETTERS = 200
MOST_WORDS = 16
MOST_PHRASES = 4
MOST_WORDS_IN_PHRASE = 8
MOST_WITHOUT = 8
SHORTEST_PREFIX = 3

NAMES = frozenset({Field.NAME, Field.FORMER, Field.BRAND})

FIELD_NAMES: dict[str, frozenset[Field]] = {
    "navn": NAMES,
    "name": NAMES,
    "mærke": frozenset({Field.BRAND}),
    "brand": frozenset({Field.BRAND}),
    "tidligere": frozenset({Field.FORMER}),
    "former": frozenset({Field.FORMER}),
    "kategori": frozenset({Field.CATEGORY}),
    "category": frozenset({Field.CATEGORY}),
    "tekst": frozenset({Field.OWN}),
    "text": frozenset({Field.OWN}),
    "produkt": frozenset({Field.PRODUCT}),
    "product": frozenset({Field.PRODUCT}),
    "formål": frozenset({Field.PURPOSE}),
    "purpose": frozenset({Field.PURPOSE}),
    "by": frozenset({Field.PLACE}),
    "kommune": frozenset({Field.PLACE}),
    "town": frozenset({Field.PLACE}),
    "municipality": frozenset({Field.PLACE}),
    "cvr": frozenset({Field.NUMBER}),
    "web": frozenset({Field.WEBSITE}),
}
"""What may stand before a colon, in both languages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """Anything but plain words: a phrase, a word left out, in a field or cut short with ``*``.

    ``fields`` empty means any field. ``surface`` is the clause as it was typed.
    """

    text: str
    surface: str
    phrase: bool = False
    without: bool = False
    prefix: bool = False
    fields: frozenset[Field] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """The tree of a question: plain words in their order, and clauses that all must hold."""

    words: str
    clauses: tuple[Clause, ...] = ()
    limited: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but words."""
        return not self.clauses


_CLAUSE = re.compile(
    r"(?<!\S)(?P<sign>[-\u2212\u2013](?=[^\s\-]))?"
    r"(?:(?P<field>[^\W\d_]{2,12}):(?=\S))?"
    r"(?:[\"\u201c\u201d\u201e\u00bb\u00ab](?P<phrase>[^\"\u201c\u201d\u201e\u00bb\u00ab]*)"
    r"[\"\u201c\u201d\u201e\u00bb\u00ab]|(?P<word>\S+))"
)
_QUOTES = re.compile('["\u201c\u201d\u201e\u00bb\u00ab]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@lru_cache(maxsize=512)
def parse(text: str) -> Query:
    """Read a question; any text at all gives a query."""
    clean = _CONTROL.sub(" ", text)
    limited = len(clean) > MOST_LETTERS
    clauses: list[Clause] = []
    words: list[str] = []
    for match in _CLAUSE.finditer(clean[:MOST_LETTERS]):
        clause = _clause(match)
        if clause is None:
            words.extend(_QUOTES.sub(" ", match.group()).split())
        else:
            clauses.append(clause)
    kept = _within_limits(clauses)
    return Query(
        words=" ".join(words[:MOST_WORDS]),
        clauses=kept,
        limited=limited or len(words) > MOST_WORDS or kept != tuple(clauses),
    )


def _clause(match: re.Match[str]) -> Clause | None:
    """Read one item; ``None`` when it is a plain word."""
    fields = FIELD_NAMES.get((match["field"] or "").casefold())
    if match["field"] and fields is None:
        return None
    phrase, word = match["phrase"], match["word"]
    text = phrase if word is None else word
    prefix = word is not None and _is_prefix(word)
    if not any(letter.isalnum() for letter in text):
        return None
    if word is not None and not (match["sign"] or fields or prefix):
        return None
    return Clause(
        text=text.rstrip("*") if prefix else text,
        surface=match.group(),
        phrase=word is None,
        without=match["sign"] is not None,
        prefix=prefix,
        fields=fields or frozenset(),
    )


def _is_prefix(word: str) -> bool:
    bare = word.rstrip("*")
    return len(bare) < len(word) and len(bare) >= SHORTEST_PREFIX and bare.isalnum()


def _within_limits(clauses: list[Clause]) -> tuple[Clause, ...]:
    kept: list[Clause] = []
    phrases = without = others = 0
    for clause in clauses:
        if clause.without:
            without += 1
            fits = without <= MOST_WITHOUT
        elif clause.phrase:
            phrases += 1
            fits = phrases <= MOST_PHRASES
        else:
            others += 1
            fits = others <= MOST_WORDS
        if fits and len(clause.text.split()) <= MOST_WORDS_IN_PHRASE:
            kept.append(clause)
    return tuple(kept)
