"""Running text to tokens: every word, its members if it is a compound, and joined forms."""

from dataclasses import dataclass

from guide.search.analysis.folding import composed
from guide.search.analysis.tokens import Kind, Span, spans
from guide.search.analysis.words import Word, analyse_word


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One searchable form at ``original[start:end]``.

    ``text`` is the form in tier 1 (NFC, casefolded), ``stem`` its tier 1 stem and ``key`` the
    lossy tier 2 key of that stem. Tokens of kind PART and JOINED share the ``position`` of the
    word they begin in; positions count words, so they serve phrases.
    """

    text: str
    stem: str
    key: str
    start: int
    end: int
    position: int
    kind: Kind


def analyse_text(text: str, *, neighbours: bool = False) -> list[Token]:
    """Turn Danish or English text into tokens, in order of position.

    Nothing is dropped, not even one-letter words. A hyphen word x-y gives xy (JOINED), x and y;
    a compound gives itself and its members (PART). With ``neighbours`` each pair of adjacent
    words also gives its joined form, so that "kasse system" meets "kassesystem".
    Offsets are those of ``text`` as it was given, also where it is not in NFC.
    """
    clean, origins = composed(text)
    tokens: list[Token] = []
    before: Span | None = None
    for span in spans(clean):
        word = analyse_word(span.text)
        if neighbours and span.kind is Kind.WORD:
            if before is not None:
                tokens.append(_joined(before, span))
            before = span
        tokens.append(_token(word, span))
        if word.parts and span.kind is Kind.WORD:
            tokens.extend(_members(word, span))
    return tokens if origins is None else [_moved(token, origins) for token in tokens]


def _token(word: Word, span: Span) -> Token:
    return Token(
        text=word.text,
        stem=word.stem,
        key=word.key,
        start=span.start,
        end=span.end,
        position=span.position,
        kind=span.kind,
    )


def _members(word: Word, span: Span) -> list[Token]:
    """Give the members their own places, or that of the word where casefolding moved letters."""
    exact = len(word.text) <= span.end - span.start
    return [
        Token(
            text=part.text,
            stem=part.stem,
            key=part.key,
            start=span.start + part.start if exact else span.start,
            end=span.start + part.end if exact else span.end,
            position=span.position,
            kind=Kind.PART,
        )
        for part in word.parts
    ]


def _joined(first: Span, second: Span) -> Token:
    word = analyse_word(first.text + second.text)
    return Token(
        text=word.text,
        stem=word.stem,
        key=word.key,
        start=first.start,
        end=second.end,
        position=first.position,
        kind=Kind.JOINED,
    )


def _moved(token: Token, origins: tuple[int, ...]) -> Token:
    return Token(
        text=token.text,
        stem=token.stem,
        key=token.key,
        start=origins[token.start],
        end=origins[token.end],
        position=token.position,
        kind=token.kind,
    )
