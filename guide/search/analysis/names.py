"""Company names: never stemmed, without their legal form, found joined or apart."""

import re
from dataclasses import dataclass
from itertools import pairwise

from guide.search.analysis.compounds import split_compound
from guide.search.analysis.folding import composed, fold, normalise
from guide.search.analysis.lexicon import lexicon
from guide.search.analysis.tokens import Kind, camel_words, spans

_AND = frozenset({"og", "and", "und", "&", "+"})
_FORMS = (
    (r"a[/.\- ]?s\.?", "A/S"),
    (r"aps\.?", "ApS"),
    (r"ivs\.?", "IVS"),
    (r"i[/\-]s\.?", "I/S"),
    (r"k[/\-]s\.?", "K/S"),
    (r"p[/\-]s\.?", "P/S"),
    (r"a\.?m\.?b\.?a\.?", "A.M.B.A."),
    (r"f\.?m\.?b\.?a\.?", "F.M.B.A."),
    (r"s\.?m\.?b\.?a\.?", "S.M.B.A."),
)
_FORM_AT_END = tuple(
    (re.compile(rf"(?<=\S)(?:\s+|,\s*|\s*\(\s*){pattern}\s*\)?\s*$", re.IGNORECASE), form)
    for pattern, form in _FORMS
)
_STATE_AT_END = re.compile(
    r"\s*[,(\-–]?\s*under\s+(?:frivillig\s+likvidation|likvidation|konkurs|tvangsopløsning|"
    r"rekonstruktion)\s*\)?\s*$",
    re.IGNORECASE,
)
_CAPITALS_FIRST = re.compile(r"[A-ZÆØÅ]+(?P<last>[A-ZÆØÅ])(?P<rest>[a-zæøå]{3,})")
_OWNER = re.compile(r"(?<=\S)\s+(?:v|ved)\s*/\s*(?P<owner>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class NameToken:
    """One word of a name at ``original[start:end]``: as written, and its tier 2 key; no stem."""

    text: str
    key: str
    start: int
    end: int
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NameTokens:
    """A name taken apart.

    ``bare`` is the name without legal form and state; ``form`` the legal form as the register
    writes it, if the name ends in one; ``owner`` what stands after ``v/``. ``words`` are the
    words of the bare name and of the owner, "&" and "and" as "og". ``joined`` holds each pair
    of neighbours and the whole bare name written as one. ``normal`` is the tier 1 normal form
    (words with single spaces) and ``key`` its tier 2 key without spaces: equal keys are the
    same name however it is spelled.
    """

    original: str
    bare: str
    form: str | None
    owner: str | None
    words: tuple[NameToken, ...]
    joined: tuple[NameToken, ...]
    normal: str
    key: str


def analyse_name(name: str) -> NameTokens:
    """Take a company name apart; a query meant as a name is analysed by the same function."""
    clean, origins = composed(name)
    bare, form, owner = _without_form(clean)
    words = _words(clean[: len(bare)], origins)
    owned = [] if owner is None else _owner_words(clean, owner, len(words), origins)
    return NameTokens(
        original=name,
        bare=bare,
        form=form,
        owner=owner,
        words=(*words, *owned),
        joined=_joined(words),
        normal=" ".join(word.text for word in words),
        key=fold("".join(word.text for word in words)),
    )


def _without_form(name: str) -> tuple[str, str | None, str | None]:
    """Strip state, owner and legal form from the end; a name that is nothing else stays."""
    bare = _STATE_AT_END.sub("", name).rstrip() or name
    owner = None
    if match := _OWNER.search(bare):
        owner, bare = match["owner"], bare[: match.start()].rstrip()
    for pattern, form in _FORM_AT_END:
        if match := pattern.search(bare):
            return bare[: match.start()].rstrip(" ,"), form, owner
    return bare, None, owner


def _words(text: str, origins: tuple[int, ...] | None) -> tuple[NameToken, ...]:
    words: list[NameToken] = []
    for span in spans(text):
        if span.kind is not Kind.WORD:
            continue
        surface = text[span.start : span.end]
        for start, end in _inner(surface):
            inner = span.text if end - start == len(surface) else normalise(surface[start:end])
            inner = "og" if inner in _AND else inner
            words.append(
                NameToken(
                    text=inner,
                    key=fold(inner),
                    start=_origin(span.start + start, origins),
                    end=_origin(span.start + end, origins),
                    position=len(words),
                )
            )
    return tuple(words)


def _inner(surface: str) -> list[tuple[int, int]]:
    """Cut camelCase; ``ITskolen`` is IT and skolen, for ``Tskolen`` is no word."""
    if not surface.isalnum():
        return [(0, len(surface))]
    match = _CAPITALS_FIRST.fullmatch(surface)
    if match and _is_word(match["rest"]) and not _is_word(match["last"] + match["rest"]):
        return [(0, match.start("rest")), (match.start("rest"), len(surface))]
    return camel_words(surface)


def _is_word(text: str) -> bool:
    word = normalise(text)
    return lexicon().is_listed(word) or split_compound(word) is not None


def _owner_words(
    clean: str, owner: str, position: int, origins: tuple[int, ...] | None
) -> list[NameToken]:
    at = clean.rindex(owner)
    return [
        NameToken(
            text=word.text,
            key=word.key,
            start=_origin(at + word.start, origins),
            end=_origin(at + word.end, origins),
            position=position + word.position,
        )
        for word in _words(owner, None)
    ]


def _joined(words: tuple[NameToken, ...]) -> tuple[NameToken, ...]:
    groups = list(pairwise(words))
    wholes = [*groups, words] if len(words) > 2 else groups
    return tuple(_join(group) for group in wholes)


def _join(words: tuple[NameToken, ...]) -> NameToken:
    text = "".join(word.text for word in words)
    return NameToken(
        text=text,
        key=fold(text),
        start=words[0].start,
        end=words[-1].end,
        position=words[0].position,
    )


def _origin(offset: int, origins: tuple[int, ...] | None) -> int:
    return offset if origins is None else origins[offset]
