"""How likely a name at a place in a text is the company's: evidence added up in log-odds."""

from collections.abc import Iterator
from dataclasses import dataclass

from guide.domain import mention_cues as cues
from guide.domain.article_text import ArticleText, Atom
from guide.domain.name_forms import IsWord, Strength
from guide.domain.name_matching import Place
from guide.domain.ordinary_words import GIVEN_NAMES, PLACES_AND_MYTHS, SURNAMES

BASE = {
    Strength.DISTINCT: 2.9,
    Strength.SHORT: 1.5,
    Strength.ACRONYM: 1.5,
    Strength.PHRASE: 1.9,
    Strength.GENERIC: -0.2,
    Strength.WORD: -1.2,
    Strength.BORROWED: -1.5,
    Strength.TINY: -1.0,
}
_ALIAS = {Strength.ACRONYM: -0.5, Strength.TINY: -1.2, Strength.SHORT: -0.3}
_NO_CAPITALS = -3.0
_WEAK = (Strength.WORD, Strength.BORROWED, Strength.TINY, Strength.GENERIC, Strength.PHRASE)
_NAMES = GIVEN_NAMES | SURNAMES | PLACES_AND_MYTHS
_SAID_TEXT = """
    siger sagde fortæller fortalte mener mente tilføjer forklarer says said
"""
_SAID = frozenset(_SAID_TEXT.split())


@dataclass(frozen=True, slots=True)
class Weight:
    """One piece of evidence: its code and its log-odds."""

    why: str
    odds: float


def weigh(text: ArticleText, place: Place, is_word: IsWord) -> list[Weight]:
    """Return the evidence at one place, the base by the form's strength first."""
    return [
        Weight(place.form.strength.value, BASE[place.form.strength]),
        *_form(place),
        *_capitals(text, place),
        *_neighbours(text, place, is_word),
        *_before(text, place),
        *_after(text, place),
        *_around(text, place),
    ]


def _form(place: Place) -> Iterator[Weight]:
    strength = place.form.strength
    if strength in _ALIAS and not place.form.is_own:
        yield Weight("alias", _ALIAS[strength])
    if strength is Strength.TINY and sum(map(str.isupper, place.form.written)) < 2:
        yield Weight("no_capitals", _NO_CAPITALS)
    if place.legal:
        yield Weight("legal_form", 7.0)
    if place.lowered:
        yield Weight("lower_case", -1.4)
    if place.compound and place.compound[0].islower():
        firm = place.compound.startswith(cues.FIRM_COMPOUNDS)
        yield Weight("compound", 2.5 if firm else -0.6)
    elif place.compound:
        yield Weight("inside_name", -4.0)


def _capitals(text: ArticleText, place: Place) -> Iterator[Weight]:
    strength = place.form.strength
    line = text.line_at(place.start)
    if line.all_caps:
        yield Weight("capitals_line", -0.3 if strength is Strength.DISTINCT else -1.5)
    elif strength in (Strength.WORD, Strength.BORROWED, Strength.PHRASE, Strength.GENERIC):
        begins = text.starts_sentence(place.first)
        several = len(place.form.keys) > 1
        inner = any(atom[0].isupper() for atom in place.form.texts[1:])
        if line.title_case:
            yield Weight("title_case", -1.0)
        elif not begins:
            yield Weight("capital", _capital(place))
        elif several and inner:
            yield Weight("capital", 0.2 if strength is Strength.PHRASE else 0.0)
        else:
            yield Weight("sentence_start", -1.3 if several else -0.8)


def _capital(place: Place) -> float:
    """What a capital inside a sentence proves: most for a Danish word, least for a name."""
    if place.form.strength is Strength.WORD:
        return 2.6
    if place.form.strength is Strength.GENERIC:
        return 0.8
    if len(place.form.keys) == 1 and place.form.keys[0] in _NAMES:
        return 0.4
    return 1.2


def _neighbours(text: ArticleText, place: Place, is_word: IsWord) -> Iterator[Weight]:
    """A capital word directly beside the name makes it part of another name."""
    if place.legal or text.line_at(place.start).all_caps:
        return
    strength = place.form.strength
    titled = text.line_at(place.start).title_case
    before = _adjacent(text, place.first - 1, place.first - 1)
    if before is not None and not titled and _is_name(text, place.first - 1, is_word):
        person = before.key in GIVEN_NAMES
        yield Weight("inside_name", -9.0 if person or strength in _WEAK else -5.0)
    if place.genitive or place.compound or titled:
        return
    after = _adjacent(text, place.last, place.last + 1)
    if after is None or after.key in cues.ROLE_WORDS | cues.HOME_WORDS:
        return
    if after.text[0].isupper() or (after.text[0].isdigit() and strength in _WEAK):
        surname = after.key in SURNAMES or after.key.endswith(("sen", "gaard"))
        yield Weight("inside_name", -9.0 if surname or strength in _WEAK else -6.0)


def _adjacent(text: ArticleText, gap: int, neighbour: int) -> Atom | None:
    """Return the atom beside, when nothing but a space or a hyphen is between."""
    if not 0 <= neighbour < len(text.atoms):
        return None
    between = text.between(gap)
    return text.atoms[neighbour] if between in (" ", "\u00a0", "-") else None


def _is_name(text: ArticleText, position: int, is_word: IsWord) -> bool:
    """Tell whether the word before is a name: no title, genitive or first word of a sentence."""
    atom = text.atoms[position]
    if not atom.text[0].isupper() or atom.key in cues.ROLE_WORDS:
        return False
    if atom.key.endswith(cues.BEFORE_ENDINGS) or (len(atom.text) > 3 and atom.key.endswith("s")):
        return atom.key in GIVEN_NAMES
    if position and text.between(position - 1) in ("-", "'", "’"):
        return False
    started = text.starts_sentence(position)
    if atom.key in GIVEN_NAMES:
        return True
    return not (started and (is_word(atom.key) or atom.key in cues.PREPOSITIONS))


def _before(text: ArticleText, place: Place) -> Iterator[Weight]:
    window = [atom.key for atom in text.atoms[max(0, place.first - 5) : place.first]]
    if not window or not _close(text, place.first - 1):
        return
    last = window[-1]
    if last.endswith(cues.BEFORE_ENDINGS) and last not in cues.NOT_A_FIRM:
        yield Weight("kind_before", 4.0)
    elif last in cues.OBJECT_VERBS:
        yield Weight("verb_before", 2.2)
    elif last in cues.PREPOSITIONS:
        if last in cues.FIRM_PREPOSITIONS:
            yield Weight("hos", 1.6)
        if any(key.startswith(cues.ROLES) or _ends_in_role(key) for key in window[:-1]):
            yield Weight("role_before", 2.4)
    elif last in _SAID and place.form.keys[0] in _NAMES:
        yield Weight("person", -2.0)


def _ends_in_role(key: str) -> bool:
    return key.endswith(
        ("direktør", "chef", "kontrakt", "aftale", "partner", "leverandør", "aktier")
    )


def _close(text: ArticleText, position: int) -> bool:
    return not any(sign in text.between(position) for sign in ".!?;:\n,()")


def _after(text: ArticleText, place: Place) -> Iterator[Weight]:
    limit = text.sentence(place.last)[1]
    keys = [atom.key for atom in text.atoms[place.last + 1 : min(limit, place.last + 5)]]
    if not keys:
        return
    at_once = not place.compound and keys[0] in cues.VERBS and _close(text, place.last)
    if any(key in cues.VERBS for key in keys):
        yield Weight("verb_after", 2.0 if at_once or keys[0] in ("der", "som") else 1.2)
    if place.genitive and keys[0].startswith(cues.ROLES + cues.FIRM_COMPOUNDS + cues.TRADE):
        yield Weight("role_after", 1.6)
    elif place.genitive and any(key.startswith(cues.FIRM_COMPOUNDS) for key in keys[:2]):
        yield Weight("role_after", 1.2)


def _around(text: ArticleText, place: Place) -> Iterator[Weight]:
    """Words of the trade, of this very company, and of quite other things in the sentence."""
    first, last = text.sentence(place.first)
    first, last = max(first, place.first - 25), min(last, place.last + 26)
    keys = [
        atom.key
        for position, atom in enumerate(text.atoms[first:last], start=first)
        if not place.first <= position <= place.last
    ]
    trade = {key for key in keys if is_trade(key)}
    if trade:
        yield Weight("trade", 0.6 if len(trade) == 1 else 1.2)
    topics = place.form.company.topics
    own = {key for key in keys if len(key) > 3 and key.startswith(topics)} if topics else set()
    if own:
        yield Weight("own_words", 0.9 if len(own) == 1 else 1.5)
    named_as_firm = any(one.why == "kind_before" for one in _before(text, place)) or place.legal
    if any(key in cues.NOT_A_FIRM for key in keys) and not named_as_firm:
        yield Weight("other_sense", -3.0 if place.form.strength in _WEAK else -0.7)


def is_trade(key: str) -> bool:
    """Tell whether a word belongs to business or IT."""
    short = key in ("it", "ai", "app", "kr", "pc", "crm", "erp", "mio", "mia")
    return short or (len(key) > 3 and key.startswith(cues.TRADE)) or key.endswith(_TRADE_ENDINGS)


_TRADE_ENDINGS_TEXT = """
    system systemet systemer software selskab selskabet firma firmaet virksomhed virksomheden
    konsulent leverandør platform
"""
_TRADE_ENDINGS = tuple(_TRADE_ENDINGS_TEXT.split())
