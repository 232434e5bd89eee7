"""An article cut into words with what their places tell: sentence start, headings, addresses."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_ATOM = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*|[&+]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}"
    r"|[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){1,4}"
    r"|@\w{1,64}"
    r"|(?<![\w.@\-])(?:[\w\-]{1,64}\.){1,4}(?:dk|com|io|ai|net|org|eu|se|no|de|co|app|link|nu|tv|uk)"
    r"(?![\w\-])(?:/[^\s<>\"]{0,500})?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:[^\s/@]{0,64}@)?(?:www\.)?([\w.\-]{1,255})", re.IGNORECASE)
_OPENING = " \t\u00a0\"'»«“”„’‘([{–—-•*>#\r"
_ABBREVIATIONS_TEXT = """
    adm dir bl a f eks ca hr fr nr inkl ekskl evt pga mht dvs fl kl mio mia pct jf iflg mr mrs dr
    prof st skt vs tidl teknl cand merc it inc co
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_AND = frozenset({"&", "+", "og", "and"})
_TITLE_WORDS = 4
_TITLE_SHARE = 0.7
_CAPS_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters and digits at ``start``–``end``; ``key`` is NFC, lower case, "&" for og."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whether its letters are all capitals, or most of its words begin with one."""

    start: int
    end: int
    all_caps: bool
    title_case: bool


def atom_key(text: str) -> str:
    """Return the key by which atoms of names and of texts are compared."""
    key = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).casefold()
    return "&" if key in _AND else key


def cut(text: str) -> list[Atom]:
    """Cut text into atoms, in order, with offsets in Unicode characters."""
    return [
        Atom(atom_key(match.group()), match.group(), match.start(), match.end())
        for match in _ATOM.finditer(text)
    ]


@dataclass
class ArticleText:
    """A text with everything that is asked about its places, each worked out once."""

    text: str
    atoms: list[Atom] = field(init=False)

    def __post_init__(self) -> None:
        self.atoms = cut(self.text)

    def between(self, position: int) -> str:
        """Return what stands between an atom and the next; a full stop at the end of the text."""
        if not 0 <= position < len(self.atoms) - 1:
            return "."
        return self.text[self.atoms[position].end : self.atoms[position + 1].start]

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Where web and mail addresses lie, in order."""
        return [match.span() for match in _ADDRESS.finditer(self.text)]

    def address_at(self, start: int) -> tuple[int, int] | None:
        """Return the web or mail address that an offset lies in."""
        position = bisect_right(self.addresses, (start, len(self.text))) - 1
        if position < 0:
            return None
        found = self.addresses[position]
        return found if found[0] <= start < found[1] else None

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The host names that the text mentions, without www."""
        found = (_HOST.match(self.text[start:end]) for start, end in self.addresses)
        return frozenset(match.group(1).lower().rstrip(".") for match in found if match)

    @cached_property
    def lines(self) -> list[Line]:
        """The text's lines."""
        found, start = [], 0
        for piece in self.text.split("\n"):
            found.append(_line(piece, start))
            start += len(piece) + 1
        return found

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line:
        """Return the line of an offset."""
        return self.lines[bisect_right(self._line_starts, offset) - 1]

    def starts_sentence(self, position: int) -> bool:
        """Tell whether a capital at this atom says nothing: it begins a sentence or a line."""
        offset = self.atoms[position].start
        while offset > 0 and self.text[offset - 1] in _OPENING:
            offset -= 1
        if offset == 0 or self.text[offset - 1] == "\n":
            return True
        sign = self.text[offset - 1]
        if sign == ".":
            before = self.atoms[position - 1] if position else None
            return before is None or before.key not in _ABBREVIATIONS
        return sign in "!?:"

    @cached_property
    def _breaks(self) -> list[int]:
        return [
            position
            for position in range(len(self.atoms))
            if position == 0 or self.starts_sentence(position)
        ]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the first atom of the sentence around an atom and the first one after it."""
        index = bisect_right(self._breaks, position) - 1
        last = self._breaks[index + 1] if index + 1 < len(self._breaks) else len(self.atoms)
        return self._breaks[index], last


def _line(piece: str, start: int) -> Line:
    letters = [letter for letter in piece if letter.isalpha()]
    caps = len(letters) >= _CAPS_LETTERS and all(letter.isupper() for letter in letters)
    words = [word for word in re.findall(r"[^\W\d_]{4,}", piece) if word]
    capital = sum(word[0].isupper() for word in words)
    title = len(words) >= _TITLE_WORDS and capital >= _TITLE_SHARE * len(words)
    return Line(start, start + len(piece), caps and " " in piece.strip(), title and not caps)
