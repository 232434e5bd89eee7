"""Which of the guide's companies a text names, where, how sure and why: precision before recall.

Each place where a known form stands gets evidence (``mention_evidence``); then what is sure
lends to the rest: a company named in full may go on by its short name, and a name in a list of
companies is likely one itself. What is left in doubt goes to an editor, whose word is kept.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guide.domain.article_text import ArticleText, atom_key
from guide.domain.company import CompanyId
from guide.domain.mention_evidence import Weight, is_trade, weigh
from guide.domain.name_forms import FormKind, IsWord, NamedCompany, Strength, forms_of
from guide.domain.name_matching import NameBook, Place

SURE = 0.8
WORTH_ASKING = 0.5
_ROUNDS = 3
_CVR = re.compile(
    r"(?<![\d.,])(?:DK[ -]?)?(\d{2} ?\d{2} ?\d{2} ?\d{2})(?![\d]|[.,]\d)", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:tlf|telefon|mobil|phone|tel)\w*\.?:?\s*(?:\+45\s*)?$|\+45\s*$", re.IGNORECASE
)
_LIST = re.compile(r"\s*(?:,|/|\bog\b|\beller\b|\bsamt\b|&|\band\b|\bor\b|, og|, and)\s*")
_FIRM = frozenset({"legal_form", "kind_before", "distinct"})
_VETOES = frozenset({"inside_name", "other_sense", "person", "title_case", "other_elsewhere"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A company at ``text[start:end]``; ``confidence`` is a probability, ``why`` are codes."""

    company: NamedCompany
    surface: str
    start: int
    end: int
    confidence: float
    kind: FormKind
    why: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Tell whether no editor needs to look."""
        return self.confidence >= SURE


@dataclass(frozen=True, kw_only=True)
class Names:
    """Everything that is known before a text is read; build once, use for many texts.

    ``decisions`` are the editors' answers by lower-case surface and company.
    """

    book: NameBook
    by_cvr: Mapping[str, NamedCompany]
    by_host: Mapping[str, CompanyId]
    is_word: IsWord
    decisions: Mapping[tuple[str, CompanyId], bool] = field(default_factory=dict)


def compile_names(
    companies: Iterable[NamedCompany],
    is_word: IsWord,
    decisions: Mapping[tuple[str, CompanyId], bool] | None = None,
) -> Names:
    """Prepare the names; ``is_word`` tells whether a dictionary holds a lower-case word."""
    several = list(companies)
    hosts = (
        (one.website or "").split("://")[-1].split("/")[0].removeprefix("www.") for one in several
    )
    return Names(
        book=NameBook(forms_of(several, is_word)),
        by_cvr={one.cvr: one for one in several if one.cvr},
        by_host={host: one.id for host, one in zip(hosts, several, strict=True) if host},
        is_word=is_word,
        decisions=decisions or {},
    )


@dataclass
class _Candidate:
    place: Place
    weights: list[Weight]

    @property
    def odds(self) -> float:
        return sum(weight.odds for weight in self.weights)

    @property
    def confidence(self) -> float:
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds))))

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE

    @property
    def vetoed(self) -> bool:
        return any(weight.why in _VETOES and weight.odds < 0 for weight in self.weights)

    @property
    def is_other(self) -> bool:
        """Whether the word is part of a longer name here (``Peter Damgaard``)."""
        return any(weight.why == "inside_name" for weight in self.weights)

    @property
    def is_person(self) -> bool:
        """Whether a borrowed word is a person's or another thing's name here."""
        return self.is_other and self.place.form.strength is Strength.BORROWED

    @property
    def is_firm(self) -> bool:
        """Whether it is called a company in so many words."""
        return any(weight.why in _FIRM for weight in self.weights)

    @property
    def company_id(self) -> CompanyId:
        return self.place.form.company.id


def find_mentions(text: str, names: Names) -> list[Mention]:
    """Return the mentions in their order; offsets count Unicode characters of ``text``."""
    article = ArticleText(text)
    numbers = list(_numbers(text, names))
    candidates = [
        _Candidate(place, weigh(article, place, names.is_word))
        for place in names.book.places(article)
    ]
    _document(article, candidates, names, {mention.company.id for mention in numbers})
    _lend(article, candidates)
    _decide(article, candidates, names.decisions)
    found = [_mention(article, one) for one in candidates if one.confidence >= WORTH_ASKING]
    return sorted([*found, *numbers], key=lambda mention: mention.start)


def _document(
    article: ArticleText, candidates: list[_Candidate], names: Names, numbered: set[CompanyId]
) -> None:
    """Add what the whole text tells: a trade article, the company's web site or number."""
    keys = {atom.key for atom in article.atoms}
    trade = sum(is_trade(key) for key in keys)
    sites = {names.by_host[host] for host in article.hosts if host in names.by_host}
    persons = {one.place.form.keys for one in candidates if one.is_person}
    for one in candidates:
        if one.place.form.keys in persons and not one.is_other and not one.is_firm:
            one.weights.append(Weight("other_elsewhere", -3.0))
        if one.company_id in sites | numbered:
            one.weights.append(Weight("web_site" if one.company_id in sites else "number", 3.5))
        if trade >= 3:
            one.weights.append(Weight("trade_text", 0.6))
        topics = one.place.form.company.topics
        if topics and any(len(key) > 3 and key.startswith(topics) for key in keys):
            one.weights.append(Weight("own_words_text", 0.5))


def _lend(article: ArticleText, candidates: list[_Candidate]) -> None:
    """Let what is sure speak for the same company elsewhere and for its neighbours in a list."""
    told: set[int] = set()
    listed: set[int] = set()
    for _ in range(_ROUNDS):
        sure = {one.company_id for one in candidates if one.sure}
        for position, one in enumerate(candidates):
            if one.vetoed or (one.place.form.strength is Strength.TINY and not one.place.exact):
                continue
            if one.company_id in sure and not one.sure and position not in told:
                one.weights.append(Weight("named_elsewhere", 3.5))
                told.add(position)
            if position not in listed and _beside_sure(article, candidates, position):
                one.weights.append(Weight("in_list", 2.2))
                listed.add(position)


def _beside_sure(article: ArticleText, candidates: list[_Candidate], position: int) -> bool:
    for other in (position - 1, position + 1):
        if not 0 <= other < len(candidates) or not candidates[other].sure:
            continue
        first, second = sorted((position, other))
        gap = article.text[candidates[first].place.end : candidates[second].place.start]
        if len(gap) < 10 and _LIST.fullmatch(gap):
            return True
    return False


def _decide(
    article: ArticleText,
    candidates: list[_Candidate],
    decisions: Mapping[tuple[str, CompanyId], bool],
) -> None:
    """Let an editor's remembered answer decide what would be asked again."""
    for one in candidates:
        surface = decision_key(article.text[one.place.start : one.place.end])
        answer = decisions.get((surface, one.company_id))
        if answer is not None and not one.sure and not one.vetoed:
            one.weights.append(Weight("editor", 6.0 if answer else -20.0))
        elif answer is False:
            one.weights.append(Weight("editor", -20.0))


def decision_key(surface: str) -> str:
    """Return the form under which an editor's answer is remembered."""
    return atom_key(surface.strip()).removesuffix("'s").removesuffix("’s")


def _numbers(text: str, names: Names) -> Iterable[Mention]:
    for match in _CVR.finditer(text):
        company = names.by_cvr.get(match.group(1).replace(" ", ""))
        if company is None or _PHONE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        start, end = match.span(1)
        yield Mention(
            company=company,
            surface=text[start:end],
            start=start,
            end=end,
            confidence=0.99,
            kind=FormKind.CVR,
            why=("cvr",),
        )


def _mention(article: ArticleText, one: _Candidate) -> Mention:
    place = one.place
    return Mention(
        company=place.form.company,
        surface=article.text[place.start : place.end],
        start=place.start,
        end=place.end,
        confidence=round(one.confidence, 3),
        kind=place.form.kind,
        why=tuple(dict.fromkeys(weight.why for weight in one.weights)),
    )
