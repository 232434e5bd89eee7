"""Company names: never stemmed, without their legal form, found joined or apart."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from guide.search.analysis.compounds import split_compound
from guide.search.analysis.folding import composed, fold, normalise
from guide.search.analysis.lexicon import lexicon
from guide.search.analysis.tokens import Kind, camel_words, spans

_AND = frozenset({"og", "and", "und", "&", "+"})
_FORMS = (
    (r"a[/.\- ]?s\.?|aktieselskab(?:et)?", "A/S"),
    (r"aps\.?|anpartsselskab(?:et)?", "ApS"),
    (r"ivs\.?", "IVS"),
    (r"i[/\-]s\.?", "I/S"),
    (r"k[/\-]s\.?", "K/S"),
    (r"p[/\-]s\.?", "P/S"),
    (r"a\.?m\.?b\.?a\.?", "A.M.B.A."),
    (r"f\.?m\.?b\.?a\.?", "F.M.B.A."),
    (r"s\.?m\.?b\.?a\.?", "S.M.B.A."),
)
_FORM_AT_END = tuple(
    (re.compile(rf"(?<=\S)(?:\s+|,\s*|\s*\(\s*)(?:{pattern})\s*\)?\s*$", re.IGNORECASE), form)
    for pattern, form in _FORMS
)
_STATE_AT_END = re.compile(
    r"\s*[,(\-–]?\s*under\s+(?:frivillig\s+likvidation|likvidation|konkurs|tvangsopløsning|"
    r"rekonstruktion)\s*\)?\s*$",
    re.IGNORECASE,
)
_CAPITALS_FIRST = re.compile(r"(?P<capitals>[A-ZÆØÅ]{2,})(?P<rest>[a-zæøå]{3,})")
_FORM_FIRST = re.compile(r"^\s*(?:a/s|aktieselskabet)\s+(?=\S)", re.IGNORECASE)
_OWNER = re.compile(
    r"(?<=\S)\s*(?:\s(?:v|ved)\s*/|[\s,(]\s*(?:dansk\s+)?filial\s+af\s)\s*(?P<owner>\S.*)$",
    re.IGNORECASE,
)


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
    core = _without_form(clean)
    words = _words(clean, core.start, core.end)
    owned = () if core.owner is None else _words(clean, core.owner, len(clean), len(words))
    return NameTokens(
        original=name,
        bare=clean[core.start : core.end],
        form=core.form,
        owner=None if core.owner is None else clean[core.owner :],
        words=tuple(_at_origin(word, origins) for word in (*words, *owned)),
        joined=tuple(_at_origin(word, origins) for word in _joined(words)),
        normal=" ".join(word.text for word in words),
        key=fold("".join(word.text for word in words)),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Core:
    """Where the bare name lies, where the owner begins, and the form."""

    start: int
    end: int
    owner: int | None
    form: str | None


def _without_form(name: str) -> _Core:
    """Find what is left without state, owner and legal form; a name that is all form stays."""
    bare = _STATE_AT_END.sub("", name).rstrip() or name
    owner = None
    if match := _OWNER.search(bare):
        owner, bare = match.start("owner"), bare[: match.start()].rstrip(" ,")
    for pattern, form in _FORM_AT_END:
        if match := pattern.search(bare):
            end = len(bare[: match.start()].rstrip(" ,"))
            return _Core(start=0, end=end, owner=owner, form=form)
    first = _FORM_FIRST.match(bare)
    return _Core(
        start=first.end() if first else 0,
        end=len(bare),
        owner=owner,
        form="A/S" if first else None,
    )


def _words(clean: str, begin: int, end: int, position: int = 0) -> tuple[NameToken, ...]:
    """Give the words of ``clean[begin:end]``, camelCase cut."""
    words: list[NameToken] = []
    for span in spans(clean[begin:end]):
        if span.kind is not Kind.WORD:
            continue
        surface = clean[begin + span.start : begin + span.end]
        for first, last in _inner(surface):
            text = span.text if last - first == len(surface) else normalise(surface[first:last])
            text = "og" if text in _AND else text
            words.append(
                NameToken(
                    text=text,
                    key=fold(text),
                    start=begin + span.start + first,
                    end=begin + span.start + last,
                    position=position + len(words),
                )
            )
    return tuple(words)


def _inner(surface: str) -> list[tuple[int, int]]:
    """Cut camelCase. Capitals before small letters are a word of their own where that fits.

    ``ITskolen`` is IT and skolen (two capitals are never one and one), ``EDBgruppen`` EDB and
    gruppen (``Bgruppen`` is no word), ``HCLTech`` HCL and Tech.
    """
    if not surface.isalnum():
        return [(0, len(surface))]
    match = _CAPITALS_FIRST.fullmatch(surface)
    if match and (
        len(match["capitals"]) == 2
        or (_is_word(match["rest"]) and not _is_word(match["capitals"][-1] + match["rest"]))
    ):
        return [(0, match.end("capitals")), (match.end("capitals"), len(surface))]
    return camel_words(surface)


def _is_word(text: str) -> bool:
    word = normalise(text)
    return lexicon().is_listed(word) or split_compound(word) is not None


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


def _at_origin(word: NameToken, origins: tuple[int, ...] | None) -> NameToken:
    if origins is None:
        return word
    return replace(word, start=origins[word.start], end=origins[word.end])
