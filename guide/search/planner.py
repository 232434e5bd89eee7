"""A question to a plan: every form, compound, synonym and name under which it may be met."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from guide.search.analysis import (
    NameTokens,
    Part,
    QueryWord,
    QueryWords,
    SynonymMatch,
    Synonyms,
    Word,
    analyse_name,
    analyse_query_words,
    analyse_word,
    fold,
    is_generic,
)
from guide.search.analysis.texts import Token
from guide.search.fields import BITS, Field, Space
from guide.search.lexicon import Lexicon
from guide.search.plan import Alternative, Bonus, Form, Plan, Slot, Term, Whole
from guide.search.port import MatchKind
from guide.search.query import MOST_WORDS, SHORTEST_PREFIX, Clause, Query

EXACT, STEM, FOLDED, MEMBER = 1.0, 0.9, 0.7, 0.55
RESTORED = 0.9
ALL_PARTS = 0.7
SPECIFIC_PART = 0.35
RAREST_PART = 0.2
NAME_PREFIX = 0.5


def _name_bonuses(lost: float) -> tuple[Bonus, ...]:
    return (
        Bonus(1000.0 - lost, MatchKind.NAME, BITS[Field.NAME]),
        Bonus(850.0 - lost, MatchKind.NAME, BITS[Field.BRAND]),
        Bonus(800.0 - lost, MatchKind.FORMER_NAME, BITS[Field.FORMER]),
    )


FORM_NAME = (Bonus(1100.0, MatchKind.NAME, BITS[Field.NAME]),)
EXACT_NAME = _name_bonuses(0.0)
FOLDED_NAME = _name_bonuses(100.0)
NAME_BEGINS = (Bonus(6.0, MatchKind.PREFIX),)
"""What it is worth that the whole question is a name: always more than words can be."""

_COMPANY_WORDS = """
    firma virksomhed selskab leverandør udbyder company firm vendor supplier provider business
"""

WEAK_WORDS = frozenset({"it", "edb", "ict", "dansk", "danske", "danish", "danmark", "denmark"})
"""Words that, like general ones, do not carry a search when the only others are general."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the planner knows beside the index: synonyms, and the folded names of places."""

    synonyms: Synonyms
    places: frozenset[str] = frozenset()


class Plans:
    """The plans of the questions asked last: a further page or filter is not planned again."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._made: dict[tuple[Query, bool], Plan] = {}

    def plan(self, query: Query, language: Language, lexicon: Lexicon, *, keep_form: bool) -> Plan:
        """Give the plan of a question over one generation."""
        key = query, keep_form
        plan = self._made.get(key)
        if plan is None:
            plan = build_plan(query, language, lexicon, keep_form=keep_form)
            if len(self._made) >= self._most:
                self._made.pop(next(iter(self._made)), None)
            self._made[key] = plan
        return plan


def build_plan(
    query: Query, language: Language, lexicon: Lexicon, *, keep_form: bool = True
) -> Plan:
    """Plan a question; one without words and clauses finds everything.

    With ``keep_form`` a legal form in the words must be in the name, unless the whole name fits.
    """
    name = analyse_name(query.words)
    asked = analyse_query_words(name.bare)
    words = kept_words(asked.words)
    slots = _slots(words, language)
    matches = language.synonyms.match(words)
    alternatives = [
        *_direct(words, lexicon),
        *_joined(asked, words),
        *_synonyms(matches),
        *_name_prefix(words),
    ]
    terms = frozenset(_highlighted(alternatives))
    if name.form and keep_form:
        alternatives.append(_legal_form(name.form, len(slots)))
        slots.append(Slot(name.form, topical=False))
    for clause in query.clauses:
        if not clause.without:
            alternatives.append(_clause(clause, len(slots)))
            slots.append(Slot(clause.surface))
    return Plan(
        slots=tuple(slots),
        alternatives=tuple(alternatives),
        whole=tuple(whole_names(name)) if query.is_plain and words else (),
        without=tuple(_clause(clause, 0) for clause in query.clauses if clause.without),
        synonyms=tuple(e.term for match in matches for e in match.expansions),
        terms=terms,
        everything=not slots,
    )


def _legal_form(form: str, slot: int) -> Alternative:
    term = Term((Form(Space.LEGAL_FORM + form),))
    return Alternative((slot,), (term,), 0.1, MatchKind.NAME, form)


def kept_words(words: Sequence[QueryWord]) -> tuple[QueryWord, ...]:
    """Leave function words out, unless there is nothing else; what is kept fills the slots."""
    topical = tuple(word for word in words if not word.function)
    return (topical or tuple(words))[:MOST_WORDS]


def says_nothing(text: str) -> bool:
    """Tell whether words only say that companies are meant: all that are listed are."""
    words = kept_words(analyse_query_words(text).words)
    return all(is_noise(word.key) or word.text in WEAK_WORDS for word in words)


def _slots(words: Sequence[QueryWord], language: Language) -> list[Slot]:
    """Tell which words must be met.

    Topics and places must; general words and "it" only where there is no topic, and words for
    a company as such ("firma") only where there is nothing else: all of them are companies.
    """
    places = [fold(word.text) in language.places for word in words]
    noise = [is_noise(word.key) for word in words]
    light = [word.generic or word.text in WEAK_WORDS for word in words]
    topical = [not (light[n] or noise[n] or places[n]) for n in range(len(words))]
    general = [word.generic and not noise[n] for n, word in enumerate(words)]
    if any(topical):
        required = [topical[n] or places[n] for n in range(len(words))]
    elif any(general):
        required = [not noise[n] for n in range(len(words))]
    else:
        required = places if any(places) else [True] * len(words)
    return [
        Slot(word.text, required=required[n], topical=topical[n]) for n, word in enumerate(words)
    ]


@cache
def _noise_keys() -> frozenset[str]:
    return frozenset(analyse_word(word).key for word in _COMPANY_WORDS.split())


def is_noise(key: str) -> bool:
    """Tell whether a tier 2 key is a word for a company as such."""
    return key in _noise_keys()


def word_forms(word: QueryWord | Word | Token | Part, *, member: bool) -> tuple[Form, ...]:
    """Give the forms of one word, exact first; keys that repeat count once."""
    forms = [
        Form(Space.WORD + word.text, EXACT),
        Form(Space.STEM + word.stem, STEM),
        Form(Space.FOLDED + word.key, FOLDED),
        Form(Space.FOLDED + fold(word.text), FOLDED),
    ]
    if member:
        forms.append(Form(Space.MEMBER + word.stem, MEMBER))
    return tuple({form.key: form for form in reversed(forms)}.values())[::-1]


def _direct(words: Sequence[QueryWord], lexicon: Lexicon) -> Iterator[Alternative]:
    for slot, word in enumerate(words):
        member = not word.generic
        term = Term(word_forms(word, member=member))
        yield Alternative((slot,), (term,), 1.0, MatchKind.EXACT, word.text)
        for restored in word.restored:
            term = Term(word_forms(restored, member=member))
            yield Alternative((slot,), (term,), RESTORED, MatchKind.FOLDED, restored.text)
        yield from _parts((slot,), word.parts, lexicon)


def _parts(
    slots: tuple[int, ...], parts: Sequence[Part], lexicon: Lexicon
) -> Iterator[Alternative]:
    """All parts together, else what is specific: never a general part, never just any."""
    if not parts:
        return
    yield _all_of(slots, parts, ALL_PARTS)
    specific = [part for part in parts if not is_generic(part.key)]
    if specific and len(specific) < len(parts):
        yield _all_of(slots, specific, SPECIFIC_PART)
    elif len(specific) == len(parts):
        counts = [_holding(part, lexicon) for part in parts]
        if all(counts):
            yield _all_of(slots, [parts[counts.index(min(counts))]], RAREST_PART)


def _all_of(slots: tuple[int, ...], parts: Sequence[Part], weight: float) -> Alternative:
    terms = tuple(Term(word_forms(part, member=True)) for part in parts)
    label = " + ".join(part.text for part in parts)
    return Alternative(slots, terms, weight, MatchKind.COMPOUND, label)


def _holding(part: Part, lexicon: Lexicon) -> int:
    """Count roughly the documents that hold a part, alone or in compounds."""
    return lexicon.count(Space.STEM + part.stem) + lexicon.count(Space.MEMBER + part.stem)


def _joined(asked: QueryWords, words: Sequence[QueryWord]) -> Iterator[Alternative]:
    """Neighbours read as one word stand for all of them."""
    places = {word.position: slot for slot, word in enumerate(words)}
    for joined in asked.joined:
        positions = range(joined.position, joined.position + joined.width)
        if all(position in places for position in positions):
            slots = tuple(places[position] for position in positions)
            term = Term(word_forms(joined.word, member=False))
            yield Alternative(slots, (term,), 1.0, MatchKind.JOINED, joined.word.text)


def _synonyms(matches: Iterable[SynonymMatch]) -> Iterator[Alternative]:
    for match in matches:
        slots = tuple(range(match.first, match.first + match.width))
        for expansion in match.expansions:
            terms = tuple(Term(word_forms(word, member=True)) for word in expansion.words)
            if terms:
                yield Alternative(slots, terms, match.weight, MatchKind.SYNONYM, expansion.term)


def _name_prefix(words: Sequence[QueryWord]) -> Iterator[Alternative]:
    """The last word may not be finished, as far as names go."""
    if words and len(words[-1].text) >= SHORTEST_PREFIX:
        form = Form(Space.NAME_WORD + fold(words[-1].text), NAME_PREFIX, prefix=True)
        slot = len(words) - 1
        yield Alternative((slot,), (Term((form,)),), 1.0, MatchKind.PREFIX, words[-1].text)


def whole_names(name: NameTokens) -> Iterator[Whole]:
    """The question as the name of a company: exact before folded, own before former."""
    exact = name.normal.replace(" ", "")
    label = name.normal
    if name.form:
        yield Whole(f"{Space.FORM_NAME}{exact}|{name.form}", FORM_NAME, label)
    yield Whole(Space.EXACT_NAME + exact, EXACT_NAME, label)
    yield Whole(Space.FULL_NAME + name.key, FOLDED_NAME, label)
    if len(name.key) >= SHORTEST_PREFIX and name.form is None:
        yield Whole(Space.FULL_NAME + name.key, NAME_BEGINS, label, prefix=True)


def _clause(clause: Clause, slot: int) -> Alternative:
    mask = sum(BITS[field] for field in clause.fields)
    words = analyse_query_words(clause.text).words
    if clause.phrase and len(words) > 1:
        terms = tuple(Term((Form(Space.WORD + word.text),), mask) for word in words)
        return Alternative((slot,), terms, 1.0, MatchKind.EXACT, clause.text, phrase=True)
    if clause.prefix:
        text = words[0].text if words else clause.text
        term = Term((Form(Space.WORD + text, prefix=True),), mask)
        return Alternative((slot,), (term,), 1.0, MatchKind.PREFIX, clause.text)
    terms = tuple(Term(_clause_forms(word, clause), mask) for word in words)
    return Alternative((slot,), terms, 1.0, MatchKind.EXACT, clause.text)


def _clause_forms(word: QueryWord, clause: Clause) -> tuple[Form, ...]:
    return (Form(Space.WORD + word.text),) if clause.phrase else word_forms(word, member=False)


def _highlighted(alternatives: Iterable[Alternative]) -> Iterator[str]:
    """Give the keys that a word of a text is marked for; ``*`` ends one that is a beginning.

    General words are marked only where the reader typed them: "system" is no find of its own
    when "lønsystem" was asked for.
    """
    for alternative in alternatives:
        typed = alternative.kind is MatchKind.EXACT
        for term in alternative.terms:
            keys = {form.key for form in term.forms}
            if not typed and any(key[0] == Space.FOLDED and is_generic(key[1:]) for key in keys):
                continue
            yield from (form.key + ("*" if form.prefix else "") for form in term.forms)
