"""The lexicon in memory: mapped files made by ``build_lexicon`` from Stavekontrolden.

``forms.marisa`` numbers every listed form; ``forms.bin`` holds three bytes for each number:
flags, rank, stem rule. ``modifiers.marisa`` and ``modifiers.bin`` do the same for first members
with their links: rank, link rule. ``lexicon.json`` holds the rules and where all came from.
Genitives in -s are not stored but read off their base.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import marisa_trie

DATA = Path(__file__).parent / "data"
FORM_BYTES = 3
MODIFIER_BYTES = 2
LISTED = 1
HEAD = 2
WHOLE = 4
_NO_GENITIVE = ("s", "x", "z")


class LexiconError(Exception):
    """The lexicon's files are missing or do not belong together; ``str()`` tells what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StemRule:
    """Take ``strip`` letters off the form and put ``add`` there: the stem of its lemma."""

    strip: int
    add: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRule:
    """The last ``link`` letters are the link; what is before them and ``add`` is the word."""

    link: int
    add: str


class Lexicon:
    """Look-ups in the mapped files; satisfies ``segmentation.Members``."""

    def __init__(self, folder: Path) -> None:
        try:
            facts = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
            self._forms = marisa_trie.Trie().mmap(str(folder / "forms.marisa"))
            self._modifiers = marisa_trie.Trie().mmap(str(folder / "modifiers.marisa"))
            self._form_data = (folder / "forms.bin").read_bytes()
            self._modifier_data = (folder / "modifiers.bin").read_bytes()
        except (OSError, ValueError, RuntimeError) as error:
            message = f"The lexicon in {folder} cannot be read ({error}): see data/NOTICE.md there"
            raise LexiconError(message) from error
        if len(self._form_data) != FORM_BYTES * len(self._forms) or len(
            self._modifier_data
        ) != MODIFIER_BYTES * len(self._modifiers):
            message = f"The files in {folder} are of different lexica: build them again together"
            raise LexiconError(message)
        self._stems = tuple(StemRule(**rule) for rule in facts["stem_rules"])
        self._links = tuple(LinkRule(**rule) for rule in facts["link_rules"])
        self.version = str(facts["version"])

    def is_listed(self, text: str) -> bool:
        """Tell whether a word, or the word it is the genitive of, is in the dictionary."""
        return bool(self._flags(text) & LISTED)

    def stays_whole(self, text: str) -> bool:
        """Tell whether a listed word or a name must not be cut."""
        return bool(self._flags(text) & WHOLE)

    def base_of(self, text: str) -> str:
        """Take the s off the genitive of a listed form; give anything else back as it is."""
        is_genitive = text not in self._forms and self._number(text) is not None
        return text[:-1] if is_genitive else text

    def stem_of(self, text: str) -> str | None:
        """Give the stem of an irregular form; ``None`` leaves it to Snowball."""
        number = self._forms.get(text)
        rule = self._form_data[number * FORM_BYTES + 2] if number is not None else 0
        if not rule:
            return None
        stem = self._stems[rule - 1]
        return text[: len(text) - stem.strip] + stem.add

    def modifier_ends(self, word: str, start: int) -> list[int]:
        """See ``Members``."""
        return [start + len(found) for found in self._modifiers.iter_prefixes(word[start:])]

    def is_head(self, text: str) -> bool:
        """See ``Members``."""
        return bool(self._flags(text) & HEAD)

    def modifier_rank(self, text: str) -> int:
        """See ``Members``."""
        number: int = self._modifiers[text]
        return self._modifier_data[number * MODIFIER_BYTES]

    def head_rank(self, text: str) -> int:
        """See ``Members``."""
        number = self._number(text)
        return 0 if number is None else self._form_data[number * FORM_BYTES + 1]

    def link(self, modifier: str) -> LinkRule:
        """Tell which letters of a first member are its link, and what its word ends in."""
        number: int = self._modifiers[modifier]
        return self._links[self._modifier_data[number * MODIFIER_BYTES + 1]]

    def begins_form(self, text: str) -> bool:
        """Tell whether any listed form begins so."""
        return next(self._forms.iterkeys(text), None) is not None

    def begins_modifier(self, text: str) -> bool:
        """Tell whether any first member begins so."""
        return next(self._modifiers.iterkeys(text), None) is not None

    def is_modifier(self, text: str) -> bool:
        """Tell whether a text, link included, may be a first member."""
        return text in self._modifiers

    def _flags(self, text: str) -> int:
        number = self._number(text)
        return 0 if number is None else self._form_data[number * FORM_BYTES]

    def _number(self, text: str) -> int | None:
        number: int | None = self._forms.get(text)
        if number is None and text.endswith("s") and not text[:-1].endswith(_NO_GENITIVE):
            number = self._forms.get(text[:-1])
        return number


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Open the lexicon that ships with the guide, on first use; raise ``LexiconError``."""
    return Lexicon(DATA)
