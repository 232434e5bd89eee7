"""A document as postings: which keys it is found under, and how much each of them weighs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from guide.search.analysis import Kind, NameTokens, analyse_name, analyse_word, fold
from guide.search.analysis.folding import composed
from guide.search.analysis.tokens import spans
from guide.search.fields import (
    BITS,
    MAIN_CATEGORY,
    MOST_WEIGHT,
    NAME_AS_TEXT,
    RULES,
    SCALE,
    Field,
    FieldRule,
    Space,
)
from guide.search.port import SearchDocument

GAP = 10
"""Positions left free between two texts, so that no phrase runs from one into the next."""

BEGINNING_LETTERS = 24
"""Letters of a name that completing it looks at."""

LAST_POSITION = 0xFFFF
"""Words further on than this are found, but not as part of a phrase."""

_SOUNDS = (
    ("ph", "f"),
    ("ch", "k"),
    ("ck", "k"),
    ("th", "t"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
    ("j", "i"),
)
_REPEATED = re.compile(r"(.)\1+")


class Posting(NamedTuple):
    """What a document holds of one key.

    ``total`` is the weight over all fields and ``name`` the share of it that is a name, never
    to be stemmed or cut, both in 1/256ths; ``mask`` has a bit for each field.
    """

    total: int
    name: int
    mask: int
    positions: tuple[int, ...] = ()


class DocumentPostings(NamedTuple):
    """A document as postings.

    ``words`` are the words that stand in it, with their places; ``keys`` all else that leads
    to it: names written as one, numbers, addresses.
    """

    words: Mapping[str, Posting]
    keys: Mapping[str, Posting]


class _Sums:
    """The postings of one document while they are added up: total, name, mask, positions."""

    def __init__(self) -> None:
        self._by_key: dict[str, tuple[list[float], list[int], list[int]]] = {}
        self._next = 0

    def add(self, key: str, weight: float, name: float, bit: int) -> list[int]:
        """Add to a key and give its positions."""
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = ([0.0, 0.0], [0], [])
        sums, mask, positions = found
        sums[0] += weight
        sums[1] += name
        mask[0] |= bit
        return positions

    def text(self, text: str, weight: float, bit: int) -> None:
        last = -1
        for surface, position, share in cut(text):
            positions = self.add(surface, weight * share, 0.0, bit)
            if self._next + position <= LAST_POSITION:
                positions.append(self._next + position)
            last = position
        self._next += last + 1 + GAP

    def name(self, tokens: NameTokens, weight: float, bit: int) -> None:
        for token in tokens.words:
            key = Space.WORD + token.text
            positions = self.add(key, weight * (1 + NAME_AS_TEXT), weight, bit)
            if self._next + token.position <= LAST_POSITION:
                positions.append(self._next + token.position)
        for token in tokens.joined:
            self.add(Space.WORD + token.text, weight, weight, bit)
        self._next += len(tokens.words) + GAP

    def finished(self) -> DocumentPostings:
        words: dict[str, Posting] = {}
        keys: dict[str, Posting] = {}
        for key, ((total, name), mask, positions) in self._by_key.items():
            whole = max(1, min(MOST_WEIGHT, round(total * SCALE)))
            posting = Posting(whole, min(whole, round(name * SCALE)), mask[0], tuple(positions))
            (words if positions else keys)[key] = posting
        return DocumentPostings(words, keys)


def document_postings(document: SearchDocument) -> DocumentPostings:
    """Analyse a document: its words, the keys of its names, its numbers and its address."""
    sums = _Sums()
    _add_names(sums, (document.name,), Field.NAME)
    _add_names(sums, document.former_names, Field.FORMER)
    _add_names(sums, document.brand_names, Field.BRAND)
    _add_texts(sums, document.main_category_texts, Field.CATEGORY, MAIN_CATEGORY)
    _add_texts(sums, document.category_texts, Field.CATEGORY)
    _add_texts(sums, document.own_words, Field.OWN)
    _add_texts(sums, document.products, Field.PRODUCT)
    _add_texts(sums, (document.purpose,), Field.PURPOSE)
    _add_texts(sums, document.place_texts, Field.PLACE)
    for key, where in _addresses(document):
        sums.add(key, 1.0, 1.0, BITS[where])
    return sums.finished()


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[tuple[str, int, float], ...]:
    """Cut a text into its words: the word as a key, its position, and how much it counts."""
    clean, _ = composed(text)
    return tuple(
        (Space.WORD + span.text, span.position, 0.7 if span.kind is Kind.PART else 1.0)
        for span in spans(clean)
    )


def sound(folded: str) -> str:
    """Spell a tier 2 key by its sound: kolumbus and columbus, sistem and system are one."""
    for written, heard in _SOUNDS:
        folded = folded.replace(written, heard)
    return _REPEATED.sub(r"\1", folded)


@dataclass(frozen=True, slots=True)
class Forms:
    """The keys that a written word is also found under, beside the word itself."""

    stem: str
    folded: str
    folded_name: str
    name_word: str
    sound: str
    members: tuple[str, ...]


def forms_of(surface: str) -> Forms:
    """Work out, once per distinct word of a segment, what its postings are merged into."""
    word = analyse_word(surface)
    bare = fold(surface)
    return Forms(
        stem=Space.STEM + word.stem,
        folded=Space.FOLDED + word.key,
        folded_name=Space.FOLDED + bare,
        name_word=Space.NAME_WORD + bare,
        sound=Space.SOUND + sound(bare),
        members=tuple(sorted({Space.MEMBER + part.stem for part in word.parts})),
    )


def merged(surface: str, posting: Posting) -> Iterator[tuple[str, int]]:
    """Tell which derived keys a posting of a word counts under, and how much under each.

    The sound is no posting list: it only leads to the words that sound so.
    """
    forms = forms_of(surface)
    text = posting.total - posting.name
    if text:
        yield forms.stem, text
        yield forms.folded, text
        for member in forms.members:
            yield member, text
    if posting.name:
        yield forms.folded_name, posting.name
        yield forms.name_word, posting.name


def _add_names(sums: _Sums, names: Iterable[str], where: Field) -> None:
    rule = RULES[where]
    for name in dict.fromkeys(names):
        tokens = analyse_name(name)
        length = max(1, len(tokens.words))
        weight = rule.weight / (1 - rule.looseness + rule.looseness * length / rule.pivot)
        sums.name(tokens, weight, BITS[where])
        for key in _name_keys(tokens):
            sums.add(key, 1.0, 1.0, BITS[where])


def _name_keys(tokens: NameTokens) -> Iterator[str]:
    """Give the keys of a whole name, and those it is completed under from each word on."""
    exact = tokens.normal.replace(" ", "")
    yield Space.EXACT_NAME + exact
    yield Space.FULL_NAME + tokens.key
    yield Space.NAME_SOUND + sound(tokens.key)
    if tokens.form:
        yield f"{Space.FORM_NAME}{exact}|{tokens.form}"
        yield Space.LEGAL_FORM + tokens.form
    words = [token.key for token in tokens.words]
    for at in range(len(words)):
        space = Space.LATER if at else Space.BEGINNING
        yield space + "".join(words[at:])[:BEGINNING_LETTERS]


def _add_texts(
    sums: _Sums, texts: Iterable[str], where: Field, rule: FieldRule | None = None
) -> None:
    rule = rule or RULES[where]
    distinct = list(dict.fromkeys(text for text in texts if text))
    length = sum(len(cut(text)) for text in distinct)
    weight = rule.weight / (1 - rule.looseness + rule.looseness * length / rule.pivot)
    for text in distinct:
        sums.text(text, weight, BITS[where])


def _addresses(document: SearchDocument) -> Iterator[tuple[str, Field]]:
    if document.cvr:
        yield Space.CVR + document.cvr, Field.NUMBER
    for phone in document.phones:
        yield Space.PHONE + phone, Field.NUMBER
    for unit in document.production_units:
        yield Space.PRODUCTION_UNIT + unit, Field.NUMBER
    if document.website:
        host = website_host(document.website)
        if host:
            yield Space.DOMAIN + host, Field.WEBSITE


def website_host(website: str) -> str:
    """Reduce an address to its host in lower case, without ``www.``."""
    host = website.strip().lower().partition("://")[2] or website.strip().lower()
    return host.partition("/")[0].partition("?")[0].partition(":")[0].removeprefix("www.")
