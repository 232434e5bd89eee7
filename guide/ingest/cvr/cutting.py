"""Cutting a stream of bytes into JSON documents, one at a time, in flat memory.

Reads JSON lines, one document, a list of documents, and search envelopes of any length whose
hits are cut out one by one without ever holding the envelope.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from guide.ingest.cvr.inflate import InflateError

MAX_DOCUMENT = 32 << 20
"""Characters of one document or line; the largest seen are a few million."""

_SNIFF = 1 << 20
_SNIFFED_LINES = 5
_AHEAD = 1 << 16
_SPACE = re.compile(r"[\s,\ufeff]*")
_HITS = re.compile(r'"hits"\s*:\s*([\[{])')
_TAIL_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_DECODER = json.JSONDecoder()
_NEAR_END = 16
_ENDS_EARLY = "Filen slutter midt i et dokument."


@dataclass(frozen=True, slots=True)
class Piece:
    """A JSON value with its text, or the reason why there is none.

    ``ends_stream`` says that what followed could not be cut.
    """

    text: str
    value: object = None
    reason: str = ""
    ends_stream: bool = False


class _CutError(Exception):
    """The stream cannot be cut further."""


def cut(chunks: Iterator[bytes]) -> Iterator[Piece]:
    """Yield the JSON values of a stream; never raises for its content."""
    damage: list[str] = []

    def intact() -> Iterator[bytes]:
        try:
            yield from chunks
        except InflateError as error:
            damage.append(str(error))

    ended = False
    for piece in _pieces(intact()):
        ended = piece.ends_stream
        yield replace(piece, reason=damage[0]) if ended and damage else piece
    if damage and not ended:
        yield Piece("", reason=damage[0], ends_stream=True)


def _pieces(chunks: Iterator[bytes]) -> Iterator[Piece]:
    head = bytearray()
    for chunk in chunks:
        head += chunk
        if len(head) >= _SNIFF:
            break
    whole = chain((bytes(head),), chunks)
    return _lines(whole) if _looks_like_lines(bytes(head)) else _values(whole)


def load(text: str) -> object:
    """Decode one JSON text; raises ValueError for anything it cannot be."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("for dybt indlejret") from None


def _looks_like_lines(head: bytes) -> bool:
    lines = [line for line in head.split(b"\n")[:-1] if line.strip()][:_SNIFFED_LINES]
    for line in lines:
        try:
            if isinstance(load(line.decode("utf-8-sig")), dict):
                return True
        except ValueError:
            continue
    return False


def _lines(chunks: Iterator[bytes]) -> Iterator[Piece]:
    rest = b""
    skipping = False
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if not skipping and line.strip():
                yield _line(line)
            skipping = False
        if len(rest) > MAX_DOCUMENT:
            if not skipping:
                yield Piece("", reason=f"Linjen er længere end {MAX_DOCUMENT} tegn.")
            skipping, rest = True, b""
    if rest.strip() and not skipping:
        yield _line(rest)


def _line(line: bytes) -> Piece:
    text = line.decode("utf-8-sig", errors="replace")
    try:
        return Piece(text, value=load(line.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return Piece(text, reason="Linjen er ikke UTF-8.")
    except ValueError as error:
        return Piece(text, reason=f"Linjen er ikke JSON: {error}")


class _Window:
    """The part of the stream that is in memory, with a place in it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Read at least as much again as is unread, so that retries stay cheap."""
        wanted = len(self.text) - self.at
        parts = [self.text[self.at :]]
        self.at = 0
        got = 0
        for chunk in self._chunks:
            try:
                part = self._decoder.decode(chunk)
            except UnicodeDecodeError:
                raise _CutError("Filen er ikke UTF-8.") from None
            parts.append(part)
            got += len(part)
            if got > wanted:
                break
        self.text = "".join(parts)
        return got > 0

    def peek(self) -> str:
        """Return the next character that is neither blank nor comma, empty at the end."""
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> Piece:
        """Take one whole JSON value from the present place."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                self._need_more(error)
                continue
            except (RecursionError, ValueError):
                raise _CutError("Et dokument er for dybt eller har et for langt tal.") from None
            text = self.text[self.at : end]
            self.at = end
            return Piece(text, value=value)

    def _need_more(self, error: json.JSONDecodeError) -> None:
        unfinished = error.msg.startswith("Unterminated string") or (
            error.pos >= len(self.text) - _NEAR_END
        )
        if not unfinished:
            raise _CutError(f"Filen er ikke JSON: {error.msg} ved tegn {error.pos - self.at}.")
        if len(self.text) - self.at > MAX_DOCUMENT:
            raise _CutError(f"Et dokument er længere end {MAX_DOCUMENT} tegn.")
        if not self.more():
            raise _CutError(_ENDS_EARLY)


def _values(chunks: Iterator[bytes]) -> Iterator[Piece]:
    window = _Window(chunks)
    try:
        while first := window.peek():
            if first == "[":
                window.at += 1
                yield from _elements(window)
            elif first == "{":
                yield from _object(window)
            else:
                raise _CutError("Filen er ikke JSON-dokumenter.")
    except _CutError as error:
        rest = window.text[window.at : window.at + MAX_DOCUMENT]
        yield Piece(rest, reason=str(error), ends_stream=True)


def _elements(window: _Window) -> Iterator[Piece]:
    while first := window.peek():
        if first == "]":
            window.at += 1
            return
        yield window.value()
    raise _CutError(_ENDS_EARLY)


def _object(window: _Window) -> Iterator[Piece]:
    """Take an object whole, or where it is a search envelope its hits one by one."""
    while len(window.text) - window.at < _AHEAD and window.more():
        pass
    start = _hits_start(window.text, window.at)
    if start is None:
        yield window.value()
        return
    window.at = start
    yield from _elements(window)
    _skip_tail(window)


def _hits_start(text: str, at: int) -> int | None:
    """Find the place behind the ``[`` of an envelope's hits, near its beginning."""
    end = at + _AHEAD
    outer = _HITS.search(text, at, end)
    company = text.find('"Vrvirksomhed"', at, end)
    if outer is None or outer[1] != "{" or -1 < company < outer.start():
        return None
    inner = _HITS.search(text, outer.end(), end)
    return inner.end() if inner is not None and inner[1] == "[" else None


def _skip_tail(window: _Window) -> None:
    """Go past what follows the hits until the envelope's two objects are closed."""
    depth = 2
    while depth:
        match = _TAIL_TOKEN.search(window.text, window.at)
        if match is None:
            if len(window.text) - window.at > MAX_DOCUMENT or not window.more():
                raise _CutError(_ENDS_EARLY)
            continue
        window.at = match.end()
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match[0], 0)
