"""Cutting text into written words with their places, before any of them is understood.

A *piece* is a run of text that may be one word (``lønsystem``), one word with signs in it
(``as/400``, ``c#``) or several words written together (``it-drift``). Pieces are cut apart once
per spelling and remembered.
"""

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from guide.search.analysis.folding import normalise

_APOSTROPHES = "'’‘´`"
_HYPHENS = r"\-\u2010\u2011"
_PIECE = re.compile(
    r"(?<!\w)\.net(?!\w|\.\w)"
    r"|(?<!\w)[^\W\d_] ?& ?[^\W\d_](?!\w)"
    rf"|[^\W_]+(?:[{_APOSTROPHES}{_HYPHENS}./&][^\W_]+|(?<=\d),(?=\d)[^\W_]+)*"
    rf"(?:\#|\+\+|[{_APOSTROPHES}](?!\w))?"
    r"|&",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ]\w)|(?<=[A-ZÆØÅ])(?=[A-ZÆØÅ][a-zæøå]{2})")
_SYMBOLIC = re.compile(r"\.net|[^\W\d_]\#|[^\W_]+\+\+")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)+|v\d+(?:\.\d+)+")
_GROUPING = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_ENDING = re.compile(rf"([^\W_]+)[{_APOSTROPHES}](?:s|e[rnt]s?|erne?s?|ene?s?)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_AMPERSAND = re.compile(r"([^\W\d_]{1,2}) ?& ?([^\W\d_]{1,2})")
_WHOLE_HYPHEN = frozenset({"wi-fi", "hi-fi", "sci-fi", "v-a-t"})
_TECHNOLOGY_ENDINGS = frozenset({"js", "net"})
_SHORT = 3


class Kind(StrEnum):
    """How a token stands to what was written."""

    WORD = "word"
    PART = "part"
    JOINED = "joined"


class Span(NamedTuple):
    """A normalised word at ``start``–``end`` of the text, as the ``position``-th word of it."""

    text: str
    start: int
    end: int
    position: int
    kind: Kind = Kind.WORD


def spans(text: str) -> list[Span]:
    """Cut NFC text into words; words written together also give their joined form.

    Joined forms and parts share the position of the word they begin with.
    """
    found: list[Span] = []
    position = 0
    for match in _PIECE.finditer(text):
        surface = match.group()
        offset = match.start()
        if surface.isalnum():
            found.append(Span(normalise(surface), offset, match.end(), position))
            position += 1
            continue
        pieces, width = _cut(surface)
        for piece in pieces:
            found.append(
                Span(
                    text=piece.text,
                    start=offset + piece.start,
                    end=offset + piece.end,
                    position=position + piece.position,
                    kind=piece.kind,
                )
            )
        position += width
    return found


def camel_words(word: str) -> list[tuple[int, int]]:
    """Tell where the words of a camelCase spelling lie (``KasseKompagniet``, ``HCLTech``).

    A single capital at the end begins no word (``SaaS``, ``MultiQ``).
    """
    cuts = [0, *(match.start() for match in _CAMEL.finditer(word)), len(word)]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


@lru_cache(maxsize=8192)
def _cut(surface: str) -> tuple[tuple[Span, ...], int]:
    """Cut one piece with signs in it; the second value is how many positions it fills."""
    lowered = normalise(surface)
    whole = _whole_text(lowered)
    if whole is not None:
        return (_span(whole, 0, len(surface)),), 1
    if "." in lowered:
        stem, _, ending = lowered.rpartition(".")
        if ending in _TECHNOLOGY_ENDINGS and stem.isalnum():
            return _technology(surface, stem, ending), 1
    return _words(surface, lowered)


def _whole_text(lowered: str) -> str | None:  # noqa: PLR0911 - a table of forms
    """Give the one word that a piece with signs stands for, if it is one word."""
    if lowered == "&":
        return "og"
    if _SYMBOLIC.fullmatch(lowered):
        return lowered
    if _NUMBER.fullmatch(lowered):
        return _GROUPING.sub("", lowered)
    if match := _ENDING.fullmatch(lowered):
        return match.group(1)
    if _AMPERSAND.fullmatch(lowered):
        return lowered.replace(" ", "")
    if _ACRONYM.fullmatch(lowered) or lowered in _WHOLE_HYPHEN or _is_slashed_name(lowered):
        return "".join(_WORD.findall(lowered))
    return None


def _is_slashed_name(lowered: str) -> bool:
    """Tell ``as/400``, ``s/4hana``, ``a/s`` and ``i/o`` from ``og/eller`` and ``24/7``."""
    sides = lowered.split("/")
    if len(sides) != 2 or not all(side.isalnum() for side in sides):
        return False
    short = any(len(side) == 1 or any(letter.isdigit() for letter in side) for side in sides)
    return short and any(letter.isalpha() for letter in lowered)


def _technology(surface: str, stem: str, ending: str) -> tuple[Span, ...]:
    """``node.js`` is one word that also holds ``node``; ``asp.net`` also holds ``.net``."""
    whole = _span(stem + ending, 0, len(surface))
    at = len(surface) - len(ending) - 1
    if ending == "net":
        return whole, _span(".net", at, len(surface), kind=Kind.PART)
    return whole, _span(stem, 0, at, kind=Kind.PART)


def _words(surface: str, lowered: str) -> tuple[tuple[Span, ...], int]:
    """Cut a piece into its words, with the joined form first where the words belong together."""
    words: list[Span] = []
    for chunk in re.finditer(r"[^/&.]+|&", surface):
        group = _chunk(chunk.group(), chunk.start(), len(_plain(words)))
        words.extend(group)
    count = len(_plain(words))
    if count > 1 and _belongs_together(lowered):
        joined = "".join(span.text for span in _plain(words))
        words.insert(0, _span(joined, 0, len(surface), kind=Kind.JOINED))
    return tuple(words), count


def _chunk(chunk: str, offset: int, position: int) -> list[Span]:
    """Cut ``x-y`` into xy, x and y; a genitive or plural after an apostrophe falls away."""
    if chunk == "&":
        return [_span("og", offset, offset + 1, position)]
    words: list[Span] = []
    for match in re.finditer(rf"[^{_HYPHENS}]+", chunk):
        text = normalise(match.group())
        ending = _ENDING.fullmatch(text)
        text = ending.group(1) if ending else "".join(_WORD.findall(text))
        if match.group().endswith(("#", "++")):
            text = normalise(match.group())
        start = offset + match.start()
        words.append(_span(text, start, offset + match.end(), position + len(words)))
    if len(words) > 1:
        joined = "".join(word.text for word in words)
        words.insert(0, _span(joined, offset, offset + len(chunk), position, Kind.JOINED))
    return words


def _belongs_together(lowered: str) -> bool:
    """Tell ``tcp/ip`` and ``firma.dk``, which have a joined form, from ``og/eller``."""
    if "&" in lowered:
        return False
    sides = re.split(r"[/.]", lowered)
    if len(sides) == 1 or not any(letter.isalpha() for letter in lowered):
        return False
    if "/" in lowered:
        return all(len(side) <= _SHORT for side in sides)
    return len(sides[-1]) <= _SHORT and not sides[-1].isdigit()


def _plain(words: list[Span]) -> list[Span]:
    return [word for word in words if word.kind is Kind.WORD]


def _span(text: str, start: int, end: int, position: int = 0, kind: Kind = Kind.WORD) -> Span:
    return Span(text=text, start=start, end=end, position=position, kind=kind)
