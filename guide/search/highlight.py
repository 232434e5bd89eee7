"""Marking what was found, in the reader's own text, never as markup.

The answer is pieces of the text and whether each is marked: whoever shows them escapes each
piece as any other text, so nothing in the text can become markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from guide.search.analysis import Kind, Token, analyse_text, fold
from guide.search.fields import Space


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, marked or not."""

    text: str
    marked: bool


ELLIPSIS = "…"


def highlight(text: str, terms: frozenset[str], *, name: bool = False) -> tuple[Segment, ...]:
    """Cut a text into marked and unmarked pieces; joined, they are the text.

    ``terms`` comes from ``SearchResult.terms``. In a ``name`` the beginnings of words count too,
    as they do in the search. A member of a compound is marked alone ("**netværks**sikkerhed").
    """
    return tuple(_segments(text, _marks(text, terms, name=name)))


def snippet(
    texts: Iterable[str], terms: frozenset[str], *, length: int = 200
) -> tuple[Segment, ...]:
    """Choose the text and the part of it, ``length`` letters at most, that shows most.

    What is left out before or after is told by "…". Without a mark it is the first text's start.
    """
    best: tuple[int, str, list[tuple[int, int]], int] | None = None
    for text in texts:
        marks = _marks(text, terms, name=False)
        start, shown = _window(text, marks, length)
        if text and (best is None or shown > best[0]):
            best = shown, text, marks, start
    if best is None:
        return ()
    _, text, marks, start = best
    return tuple(_cut(text, marks, start, length))


def _marks(text: str, terms: frozenset[str], *, name: bool) -> list[tuple[int, int]]:
    """Find what to mark: whole words first, members only where the word itself is not."""
    tokens = _analysed(text)
    beginnings = _beginnings(terms, name=name)
    whole = [
        (token.start, token.end)
        for token in tokens
        if token.kind is not Kind.PART and _is_met(token, terms, beginnings)
    ]
    parts = [
        (token.start, token.end)
        for token in tokens
        if token.kind is Kind.PART
        and Space.MEMBER + token.stem in terms
        and not any(start <= token.start < end for start, end in whole)
    ]
    return _merged(sorted(whole + parts))


@lru_cache(maxsize=1024)
def _analysed(text: str) -> tuple[Token, ...]:
    return tuple(analyse_text(text))


def _beginnings(terms: frozenset[str], *, name: bool) -> tuple[str, ...]:
    spaces = (Space.NAME_WORD, Space.WORD) if name else (Space.WORD,)
    return tuple(term[:-1] for term in terms if term[-1] == "*" and term[0] in spaces)


def _is_met(token: Token, terms: frozenset[str], beginnings: Sequence[str]) -> bool:
    word = Space.WORD + token.text
    folded = fold(token.text)
    return (
        word in terms
        or Space.STEM + token.stem in terms
        or Space.FOLDED + token.key in terms
        or Space.FOLDED + folded in terms
        or word.startswith(tuple(beginnings))
        or (Space.NAME_WORD + folded).startswith(tuple(beginnings))
    )


def _merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif end > start:
            merged.append((start, end))
    return merged


def _segments(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[Segment]:
    at = 0
    for start, end in marks:
        if start > at:
            yield Segment(text[at:start], marked=False)
        yield Segment(text[start:end], marked=True)
        at = end
    if at < len(text):
        yield Segment(text[at:], marked=False)


def _window(text: str, marks: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """Find the start from which most marks fit, a little before the first of them."""
    best = 0, 0
    for first, (start, _) in enumerate(marks):
        begin = _word_start(text, max(0, start - length // 4))
        shown = sum(1 for _, end in marks[first:] if end <= begin + length)
        if shown > best[1]:
            best = begin, shown
    return best


def _word_start(text: str, at: int) -> int:
    """Move on to where a word begins, so that none is cut."""
    if at == 0:
        return 0
    space = text.find(" ", at - 1)
    return at if space < 0 else space + 1


def _cut(text: str, marks: Sequence[tuple[int, int]], start: int, length: int) -> Iterator[Segment]:
    end = len(text)
    if end - start > length:
        space = text.rfind(" ", start, start + length + 1)
        end = space if space > start else start + length
    inside = [(max(s, start), min(e, end)) for s, e in marks if s < end and e > start]
    if start:
        yield Segment(ELLIPSIS, marked=False)
    yield from _segments(text[start:end], [(s - start, e - start) for s, e in inside])
    if end < len(text):
        yield Segment(ELLIPSIS, marked=False)
