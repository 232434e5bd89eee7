"""Finding the places where a known form stands in a text, the longest first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.domain.article_text import ArticleText, Atom
from guide.domain.mention_cues import FOREIGN_FORMS
from guide.domain.name_forms import LEGAL_FORM, Form, FormKind, Strength, legal_key

_HYPHENS = r"\-‐‑–"
_HYPHEN_OR_SPACE = re.compile(rf"[ \u00a0\t]{{1,3}}|[ \u00a0]?[{_HYPHENS}][ \u00a0]?|\n")
_APOSTROPHE = re.compile(r"['’´`](?:s(?!\w))?(?!\w)")
_COMPOUND = re.compile(rf"[{_HYPHENS}]([^\W_][\w{_HYPHENS}]{{0,60}})")
_FOREIGN = re.compile(r"(?:[ \u00a0]|,[ \u00a0])\(?([A-Za-z]{2,11})\b")
_EXACT = (Strength.ACRONYM, Strength.TINY)
_KIND_ORDER = {FormKind.NAME: 0, FormKind.ALIAS: 1, FormKind.FORMER: 2, FormKind.CVR: 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A form in a text: atoms ``first``–``last``, surface ``start``–``end``, what follows it.

    ``legal`` says that the company's legal form stands behind it; ``compound`` is the rest of a
    word with a hyphen ("direktør" in "KMD-direktør"); ``exact`` is the canonical spelling.
    """

    form: Form
    first: int
    last: int
    start: int
    end: int
    legal: bool = False
    genitive: bool = False
    compound: str = ""
    exact: bool = True
    lowered: bool = False


class NameBook:
    """All forms, by their first atom; building it is the only work done ahead of a text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Form]]] = defaultdict(dict)
        for form in forms:
            self._by_first[form.keys[0]].setdefault(form.keys, []).append(form)
        self._sequences = {
            first: sorted(several, key=len, reverse=True)
            for first, several in self._by_first.items()
        }

    def places(self, text: ArticleText) -> list[Place]:
        """Return where forms stand, left to right, the longest at each place, never overlapping."""
        found: list[Place] = []
        position = 0
        while position < len(text.atoms):
            place = self._at(text, position)
            if place is None:
                position += 1
            else:
                found.append(place)
                position = place.last + 1
        return found

    def _at(self, text: ArticleText, position: int) -> Place | None:
        for key in _readings(text.atoms[position]):
            for keys in self._sequences.get(key, ()):
                if not _agrees(text.atoms, position, keys):
                    continue
                forms = self._by_first[key][keys]
                places = [place for form in forms if (place := _place(text, position, form))]
                chosen = _best(places)
                if chosen is not None:
                    return chosen
        return None


def _readings(atom: Atom) -> Iterator[str]:
    """Yield the atom's key, and without the s of a genitive (``Despecs``)."""
    yield atom.key
    if atom.key.endswith("s") and len(atom.key) > 3:
        yield atom.key[:-1]


def _agrees(atoms: list[Atom], position: int, keys: tuple[str, ...]) -> bool:
    last = position + len(keys) - 1
    if last >= len(atoms):
        return False
    for offset, key in enumerate(keys[:-1]):
        if atoms[position + offset].key != key:
            return False
    return atoms[last].key in (keys[-1], keys[-1] + "s")


def _place(text: ArticleText, position: int, form: Form) -> Place | None:
    last = position + len(form.keys) - 1
    atoms = text.atoms[position : last + 1]
    if not _joined_alike(text, position, form) or not _free(text, atoms, form):
        return None
    genitive = atoms[-1].key != form.keys[-1]
    if genitive and (form.strength is Strength.TINY or form.keys[-1].endswith("s")):
        return None
    case = _case(text, atoms, form)
    if case is None:
        return None
    end, legal = _with_legal_form(text.text, atoms[-1].end, form)
    if end < 0:
        return None
    if apostrophe := _APOSTROPHE.match(text.text, end):
        quoted = apostrophe.group() in "'’´`" and not form.keys[-1].endswith(("s", "x", "z"))
        end = end if quoted else apostrophe.end()
        genitive = genitive or not quoted
    compound = _COMPOUND.match(text.text, end)
    return Place(
        form=form,
        first=position,
        last=last,
        start=atoms[0].start - len(form.sign),
        end=end,
        legal=legal,
        genitive=genitive,
        compound=compound.group(1) if compound else "",
        exact=case == "exact",
        lowered=case == "lower",
    )


def _joined_alike(text: ArticleText, position: int, form: Form) -> bool:
    """Tell whether the signs between the atoms are those of the form; hyphen and space are one."""
    for offset, sign in enumerate(form.between):
        found = text.between(position + offset)
        if _HYPHEN_OR_SPACE.fullmatch(sign):
            if not _HYPHEN_OR_SPACE.fullmatch(found):
                return False
        elif found.strip() != sign.strip() or "\n" in found:
            return False
    return True


def _free(text: ArticleText, atoms: list[Atom], form: Form) -> bool:
    """Refuse what stands inside a web or mail address, or behind a sign that is not the name's."""
    start, end = atoms[0].start, atoms[-1].end
    if form.sign and not text.text.startswith(form.sign, start - len(form.sign)):
        return False
    before = text.text[max(0, start - 1 - len(form.sign)) : start - len(form.sign)]
    if before and before in "@#_\\":
        return False
    address = text.address_at(start)
    if address is None or form.sign:
        return text.text[end : end + 1] != "_"
    return address[0] == start and address[1] <= end


def _case(text: ArticleText, atoms: list[Atom], form: Form) -> str | None:
    """Compare capitals: "exact", "other", "lower" (one is missing), ``None`` for no match."""
    spelled = [atom.text for atom in atoms]
    if spelled[-1] != form.texts[-1] and atoms[-1].key != form.keys[-1]:
        spelled[-1] = spelled[-1][:-1]
    if tuple(spelled) == form.texts:
        return "exact"
    if text.line_at(atoms[0].start).all_caps:
        return None if form.strength is Strength.TINY else "other"
    return None if form.strength in _EXACT else _other_case(spelled, form)


def _other_case(spelled: list[str], form: Form) -> str | None:
    wanted = [known[0].isupper() for known in form.texts]
    given = [some[0].isupper() or some[0].isdigit() for some in spelled]
    lacking = any(w and not g for w, g in zip(wanted, given, strict=True))
    if form.strength in (Strength.DISTINCT, Strength.SHORT):
        if not lacking:
            return "other"
        long_enough = len(form.keys[0]) >= 6 and form.strength is Strength.DISTINCT
        return "lower" if long_enough and len(form.keys) == 1 else _some_capital(given, wanted)
    return None if lacking or not any(given) else "other"


def _some_capital(given: list[bool], wanted: list[bool]) -> str | None:
    """Allow a later word in lower case ("Blue Ocean robotics") when the first has its capital."""
    return "lower" if len(given) > 1 and given[0] >= wanted[0] and any(given) else None


def _with_legal_form(text: str, end: int, form: Form) -> tuple[int, bool]:
    """Take in the legal form; -1 when the form behind the name is another company's."""
    if match := LEGAL_FORM.match(text, end):
        given = legal_key(match.group(1))
        if match.group(1) == "as":
            return end, False
        if form.legal_forms and given not in form.legal_forms:
            return -1, False
        return match.end() - match.group().endswith(")") * ("(" not in match.group()), True
    foreign = _FOREIGN.match(text, end)
    if foreign and foreign.group(1).lower() in FOREIGN_FORMS and foreign.group(1)[0].isupper():
        return -1, False
    return end, False


def _best(places: list[Place]) -> Place | None:
    """Choose among companies of one spelling: legal form, exact spelling, own name; else nobody."""
    if not places:
        return None

    def rank(place: Place) -> tuple[bool, bool, bool, int]:
        kind = _KIND_ORDER[place.form.kind]
        return (not place.legal, place.lowered, not place.exact, kind)

    best = min(places, key=rank)
    rivals = {place.form.company.id for place in places if rank(place) == rank(best)}
    return best if len(rivals) == 1 else None
