"""Find the guide's companies in an article, and those that fit its subject."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from guide.catalogue import audit, cards, categories, mentions
from guide.catalogue.cards import Card
from guide.catalogue.database import Database
from guide.domain.article_subject import Subject, SubjectBook, clearest
from guide.domain.article_text import cut
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import may_stand
from guide.domain.mentions import Mention, Names, compile_names, decision_key, find_mentions
from guide.domain.name_forms import NamedCompany
from guide.domain.protection import Channel, ProtectionPolicy
from guide.search.analysis import split_compound, stem
from guide.search.analysis.lexicon import lexicon
from guide.search.port import (
    Facet,
    IndexUnavailableError,
    SearchFilters,
    SearchReader,
    SearchRequest,
)

MAX_CHARACTERS = 100_000
FITTING = 5
CONTEXT = 80


class ArticleTooLongError(Exception):
    """The text is longer than ``MAX_CHARACTERS``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitting:
    """A company that fits the subject, by which category and which words of the text."""

    card: Card
    category: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleMatch:
    """Whom an article names, in the order of the text, and who fits its subject."""

    mentions: tuple[Mention, ...]
    fitting: tuple[Fitting, ...]


class ArticleMatcher:
    """Keeps the names ready between articles; reads them anew when the catalogue has changed."""

    def __init__(self, database: Database, reader: SearchReader, policy: ProtectionPolicy) -> None:
        self._database, self._reader, self._policy = database, reader, policy
        self._lock = threading.Lock()
        self._version = ""
        self._names: Names | None = None
        self._subjects: SubjectBook | None = None

    def match(self, text: str) -> ArticleMatch:
        """Match a text of at most ``MAX_CHARACTERS``; raise ``ArticleTooLongError``."""
        if len(text) > MAX_CHARACTERS:
            message = f"Teksten er på {len(text)} tegn; højst {MAX_CHARACTERS} kan læses."
            raise ArticleTooLongError(message)
        names, book = self._ready()
        found = find_mentions(text, names)
        named = {mention.company.id for mention in found}
        subjects = clearest(book.subjects(text))
        return ArticleMatch(mentions=tuple(found), fitting=tuple(self._fitting(subjects, named)))

    def _ready(self) -> tuple[Names, SubjectBook]:
        with self._lock, self._database.reading() as work:
            version = mentions.version(work)
            if self._names is None or self._subjects is None or version != self._version:
                several = [
                    _named(card)
                    for card in mentions.every_card(work)
                    if self._policy.may_appear(card.visibility, Channel.API)
                ]
                self._names = compile_names(several, is_word, mentions.decisions(work))
                self._subjects = SubjectBook(categories.tree(work), stem)
                self._version = version
            return self._names, self._subjects

    def _fitting(self, subjects: Sequence[Subject], named: set[CompanyId]) -> list[Fitting]:
        fitting: dict[CompanyId, Fitting] = {}
        for subject in subjects:
            ids = [key for key in self._in_category(subject) if key not in named]
            with self._database.reading() as work:
                for card in cards.by_ids(work, ids):
                    if card.listed and may_stand(card.visibility, self._policy):
                        one = Fitting(card=card, category=subject.category, words=subject.words)
                        fitting.setdefault(card.id, one)
        return list(fitting.values())[:FITTING]

    def _in_category(self, subject: Subject) -> list[CompanyId]:
        chosen = SearchFilters(values={Facet.CATEGORY: frozenset([subject.category])})
        found: list[CompanyId] = []
        try:
            for words in (" ".join(subject.words[:3]), ""):
                request = SearchRequest(
                    text=words, filters=chosen, per_page=20, facets=(), understand=False
                )
                hits = self._reader.search(request).hits
                found += [CompanyId(hit.company_id) for hit in hits]
        except IndexUnavailableError:
            return []
        return list(dict.fromkeys(found))


@cache
def is_word(key: str) -> bool:
    """Tell whether the dictionary holds a word, or the parts it is made of."""
    return lexicon().is_listed(key) or split_compound(key) is not None


def _named(card: Card) -> NamedCompany:
    topics = {atom.key for text in (*card.products, card.town or "") for atom in cut(text)}
    return NamedCompany(
        id=card.id,
        slug=card.slug,
        name=card.name,
        cvr=card.cvr,
        aliases=card.aliases,
        former_names=card.former_names,
        topics=tuple(sorted(topic for topic in topics if len(topic) > 3)),
        website=card.website,
    )


def ask_editor(database: Database, text: str, found: Sequence[Mention], now: datetime) -> int:
    """Leave a question for each doubtful mention that nobody was asked about; return how many."""
    asked = 0
    with database.writing() as work:
        for mention in found:
            if not mention.sure:
                around = text[max(0, mention.start - CONTEXT) : mention.end + CONTEXT]
                surface = decision_key(mention.surface)
                asked += mentions.ask(
                    work, surface, mention.company.id, " ".join(around.split()), now
                )
        work.commit()
    return asked


def answer_question(
    database: Database, surface: str, company_id: CompanyId, yes: bool, actor: str, now: datetime
) -> None:
    """Remember that a word is a company, or is not; it holds for every text from now on."""
    key = decision_key(surface)
    with database.writing() as work:
        mentions.answer(work, key, company_id, yes, actor, now)
        entry = audit.Entry(
            at=now,
            actor=actor,
            action="mention.yes" if yes else "mention.no",
            object_kind="mention",
            object_id=f"{key}/{company_id}",
        )
        audit.write(work, entry)
        work.commit()


def match_json(match: ArticleMatch) -> dict[str, Any]:
    """Return a match in the shape that ``guide match --json`` and ``/api/v1/match`` promise."""
    return {
        "mentions": [
            {
                "name": mention.company.name,
                "slug": mention.company.slug,
                "cvr": mention.company.cvr,
                "surface": mention.surface,
                "start": mention.start,
                "end": mention.end,
                "confidence": mention.confidence,
                "sure": mention.sure,
                "form": mention.kind.value,
                "why": list(mention.why),
            }
            for mention in match.mentions
        ],
        "fitting": [
            {
                "name": one.card.name,
                "slug": one.card.slug,
                "cvr": one.card.cvr,
                "category": one.category,
                "why": list(one.words),
            }
            for one in match.fitting
        ],
    }
