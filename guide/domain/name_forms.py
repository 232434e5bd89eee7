"""The forms in which companies are named, each with how much it proves by itself.

Classified by rule: dictionary words, length, capitals, digits; see ``Strength``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from guide.domain.article_text import atom_key, cut
from guide.domain.company import CompanyId
from guide.domain.ordinary_words import ORDINARY

IsWord = Callable[[str], bool]


class FormKind(StrEnum):
    """What a form is of the company."""

    NAME = "name"
    ALIAS = "alias"
    FORMER = "former_name"
    CVR = "cvr"


class Strength(StrEnum):
    """How much a form proves by itself, strongest first.

    ``DISTINCT`` is no word of any dictionary; ``SHORT`` neither, but four or five letters;
    ``ACRONYM`` three capitals or more; ``PHRASE`` several ordinary words; ``GENERIC`` several
    words that the whole trade uses; ``WORD`` one Danish word; ``BORROWED`` one English word, a
    person's or a place's name; ``TINY`` one or two signs or a number.
    """

    DISTINCT = "distinct"
    SHORT = "short"
    ACRONYM = "acronym"
    PHRASE = "phrase"
    GENERIC = "generic"
    WORD = "word"
    BORROWED = "borrowed"
    TINY = "tiny"


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedCompany:
    """A company as an article may name it; ``topics`` are words of its own: products, town."""

    id: CompanyId
    slug: str
    name: str
    cvr: str | None
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one company: its atoms, the signs between them, and how it is written."""

    company: NamedCompany
    kind: FormKind
    written: str
    keys: tuple[str, ...]
    between: tuple[str, ...]
    texts: tuple[str, ...]
    strength: Strength
    legal_forms: frozenset[str]

    @property
    def is_own(self) -> bool:
        """Tell whether this is the company's name or its beginning ("IBM" of IBM Danmark)."""
        own = tuple(atom.key for atom in cut(self.company.name))
        return own[: len(self.keys)] == self.keys

    @property
    def sign(self) -> str:
        """The sign that the name begins with (".legal"), which must stand there."""
        return self.written[: len(self.written) - len(self.written.lstrip(_SIGNS))]


_SIGNS = ".@#"
LEGAL_FORM = re.compile(
    r"(?:[ \u00a0]|,[ \u00a0])\(?(a[/.]?s|aps|ivs|i/s|k/s|p/s|a\.?m\.?b\.?a)(?![\w/])\.?\)?",
    re.IGNORECASE,
)
_LEGAL_END = re.compile(rf"{LEGAL_FORM.pattern}$", re.IGNORECASE)
_COUNTRY_END = re.compile(
    r"(?:\s*[-–])?\s+(?:danmark|denmark|nordic|scandinavia|norden)$", re.IGNORECASE
)
_GENERIC_TEXT = """
    it edb ict web www net data digital software hardware system systems computer computere pc media
    medie group gruppen service services solution solutions consulting consult company center centre
    datacenter technology technologies tech operations support partner partners hosting cloud
    sikkerhed security erhverv danmark denmark dansk danish nordic online internet mobile mobil
    konsulent konsulenterne klyngen branchen huset development research relation & of the a er drift
    design selskabet forum client innovation hus
"""
_GENERIC = frozenset(_GENERIC_TEXT.split())
_ACRONYM = re.compile(r"[A-ZÆØÅ0-9]{3,5}")
_DOTTED = re.compile(r"\w\.\w")
_WHOLE_WORD = 6


def forms_of(companies: Iterable[NamedCompany], is_word: IsWord) -> Iterator[Form]:
    """Yield every form of every company; one form may belong to several."""
    several = list(companies)
    taken = {tuple(atom.key for atom in cut(bare_name(one.name))) for one in several}
    for company in several:
        yield from _company_forms(company, taken, is_word)


def bare_name(name: str) -> str:
    """Return a name without the legal form behind it."""
    return _LEGAL_END.sub("", name).strip(" ,") or name


def legal_key(text: str) -> str:
    """Return a legal form's letters, so that A/S, a/s and AS are the same."""
    return re.sub(r"[^a-z]", "", text.lower())


def _legal_forms(names: Iterable[str]) -> frozenset[str]:
    found = (_LEGAL_END.search(name) for name in names)
    return frozenset(legal_key(match.group(1)) for match in found if match)


def _company_forms(
    company: NamedCompany, taken: set[tuple[str, ...]], is_word: IsWord
) -> Iterator[Form]:
    written = [(FormKind.NAME, company.name)]
    written += [(FormKind.ALIAS, name) for name in company.aliases]
    written += [(FormKind.FORMER, name) for name in company.former_names]
    legal = _legal_forms(name for _, name in written)
    seen: set[tuple[str, ...]] = set()
    for kind, name in written:
        bare = bare_name(name)
        short = _without_country(bare, taken) if kind is FormKind.NAME else ""
        if short and strength(short, is_word) not in (Strength.DISTINCT, Strength.PHRASE):
            short = ""
        for text in (bare, short):
            atoms = cut(text) if text else []
            keys = tuple(atom.key for atom in atoms)
            spelling = (text, *keys)
            if not atoms or spelling in seen:
                continue
            seen.add(spelling)
            ends = [(a.end, b.start) for a, b in pairwise(atoms)]
            yield Form(
                company=company,
                kind=kind,
                written=text,
                keys=keys,
                between=tuple(text[start:end] for start, end in ends),
                texts=tuple(atom.text for atom in atoms),
                strength=strength(text, is_word),
                legal_forms=legal,
            )


def _without_country(bare: str, taken: set[tuple[str, ...]]) -> str:
    """Drop "Danmark" and the like from the end, unless another company has that name."""
    short = _COUNTRY_END.sub("", bare)
    keys = tuple(atom.key for atom in cut(short))
    if short == bare or keys in taken or all(key in _GENERIC for key in keys):
        return ""
    return short


def strength(written: str, is_word: IsWord) -> Strength:
    """Classify a form by its words, length, capitals and digits."""
    atoms = cut(written)
    keys = [atom.key for atom in atoms]
    if len(atoms) == 1:
        return _single(atoms[0].text, is_word)
    if _DOTTED.search(written):
        return Strength.DISTINCT
    if all(_is_generic(key) for key in keys):
        return Strength.GENERIC
    if len("".join(keys)) <= _WHOLE_WORD and any(character.isdigit() for character in written):
        return Strength.SHORT
    if all(_ordinary(key, is_word) for key in keys):
        return Strength.PHRASE
    return Strength.DISTINCT


def _is_generic(key: str) -> bool:
    return key in _GENERIC or key.isdigit()


def _ordinary(key: str, is_word: IsWord) -> bool:
    return _is_generic(key) or len(key) == 1 or key in ORDINARY or is_word(key)


def _single(text: str, is_word: IsWord) -> Strength:
    key = atom_key(text)
    found = Strength.DISTINCT
    if len(key) <= 2 or key.isdigit():
        found = Strength.TINY
    elif _ACRONYM.fullmatch(text):
        found = Strength.ACRONYM
    elif _odd_capitals(text) and len(key) > 3:
        found = Strength.DISTINCT
    elif key in ORDINARY or key in _GENERIC:
        found = Strength.BORROWED
    elif is_word(key):
        found = Strength.TINY if len(key) <= 3 else Strength.WORD
    elif len(key) < _WHOLE_WORD:
        found = Strength.SHORT
    return found


def _odd_capitals(text: str) -> bool:
    return any(letter.isupper() for letter in text[1:]) and any(c.islower() for c in text)
