"""What a reader typed, word by word, with every form under which it may be found."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from guide.search.analysis.folding import composed
from guide.search.analysis.restoring import restore
from guide.search.analysis.tokens import Kind, Span, spans
from guide.search.analysis.words import Part, Word, analyse_word

_GENERIC = """
    system løsning program udvikling udstyr software service ydelse produkt virksomhed
    firma selskab leverandør udbyder konsulent rådgivning rådgiver specialist ekspert
    partner hjælp support drift styring håndtering administration behandling ledelse
    værktøj platform teknologi data digital solution provider company management
    development consulting tool application
    speciale specialiseret fokus opgave behov branche team professionel erfaren lokal bedste god
    billig tilbyde tilbyder levere leverer lave laver finde finder søge søger hjælpe hjælper
    firm vendor supplier expert best cheap professional
"""
_FUNCTION = """
    ad af at de dem den der deres det dig din dit du efter eller en er et for fra han har hos
    hun hvad hvem hvor i ikke ind ja jeg kan man med mellem mig min mit mod når nej nogen nogle
    noget og om op os over på samt selv sig sin sit som til ud under ved vi vil vores være
    a an and are as at by for from in into is of on or our the their to we with your
"""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words of tier 1 that carry no topic; "it", "ai", "c" and "r" are not among them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueryWord:
    """A typed word at ``original[start:end]`` and its readings.

    ``restored`` are the words of the lexicon that a folded spelling may stand for
    (``loensystem`` → ``lønsystem``), commonest first; empty when the word is known as typed.
    ``parts`` are the members of the compound, of its first restored reading if there is one;
    all of them together stand for the word, a single one never does. ``generic`` says that the
    word never matches alone, ``function`` that it carries no topic.
    """

    text: str
    stem: str
    key: str
    start: int
    end: int
    position: int
    restored: tuple[Word, ...]
    parts: tuple[Part, ...]
    generic: bool
    function: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QueryWords:
    """The words of a query in order, and the joined forms of neighbours and hyphen words.

    A joined form covers the words ``position`` … ``position + width - 1`` and stands for all
    of them together.
    """

    words: tuple[QueryWord, ...]
    joined: tuple["JoinedWords", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinedWords:
    """Neighbouring words read as one: ``kasse system`` as ``kassesystem``."""

    word: QueryWord
    position: int
    width: int


def is_generic(key: str) -> bool:
    """Tell whether a tier 2 key is a word so common in the trade that it never matches alone."""
    return key in _generic_keys()


def analyse_query_words(text: str) -> QueryWords:
    """Analyse the words of a query, signs and operators already taken out."""
    clean, origins = composed(text)
    found = spans(clean)
    plain = [span for span in found if span.kind is Kind.WORD]
    words = tuple(_query_word(span, origins) for span in plain)
    joined = {
        (span.position, width): _query_word(span, origins)
        for span, width in (*_neighbours(plain), *_hyphen_words(found))
    }
    return QueryWords(
        words=words,
        joined=tuple(
            JoinedWords(word=word, position=position, width=width)
            for (position, width), word in sorted(joined.items(), key=lambda item: item[0])
        ),
    )


@lru_cache(maxsize=1)
def _generic_keys() -> frozenset[str]:
    return frozenset(analyse_word(word).key for word in _GENERIC.split())


def _neighbours(plain: list[Span]) -> list[tuple[Span, int]]:
    return [
        (
            Span(
                text=first.text + second.text,
                start=first.start,
                end=second.end,
                position=first.position,
            ),
            2,
        )
        for first, second in pairwise(plain)
    ]


def _hyphen_words(found: list[Span]) -> list[tuple[Span, int]]:
    return [
        (
            span,
            sum(
                1
                for word in found
                if word.kind is Kind.WORD and span.start <= word.start < span.end
            ),
        )
        for span in found
        if span.kind is Kind.JOINED
    ]


def _query_word(span: Span, origins: tuple[int, ...] | None) -> QueryWord:
    word = analyse_word(span.text)
    restored = tuple(analyse_word(reading) for reading in restore(word.text))
    return QueryWord(
        text=word.text,
        stem=word.stem,
        key=word.key,
        start=span.start if origins is None else origins[span.start],
        end=span.end if origins is None else origins[span.end],
        position=span.position,
        restored=restored,
        parts=restored[0].parts if restored else word.parts,
        generic=is_generic(word.key),
        function=word.text in FUNCTION_WORDS,
    )
