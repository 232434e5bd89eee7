"""Filters said in plain words: "under 50 ansatte", "i Aarhus", "stiftet efter 2015".

Danish and English. What is recognised becomes a filter and a chip that can be taken away; what
is not stays as words. The rules are a table of patterns, tried in order, each on what those
before it left.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from guide.domain.places import distance_km
from guide.search.analysis import fold, normalise
from guide.search.port import (
    YES,
    Facet,
    Near,
    PlaceKind,
    PlaceName,
    Range,
    SearchFilters,
    UnderstoodFilter,
)

NEAR_KILOMETRES = 25.0
"""What "nær" means when no distance is given."""

LEAST = math.nextafter(0.0, 1.0)
"""The smallest growth that is growth at all."""

_NUMBER = r"(?P<{0}>\d{{1,3}}(?:[.  ]\d{{3}})+|\d+(?:,\d+)?)"
_ONE = _NUMBER.format("one")
_TWO = _NUMBER.format("two")
_UNIT = (
    r"\s*(?P<unit>mia\.?|milliarder?|billions?|bn|mio\.?|mill?\.?|millioner|million|millions|m"
    r"|tusind|thousand|t|k)?\s*(?:kr\.?|kroner|dkk)?"
)
_STAFF = r"(?:ansatte|medarbejdere|mand|fuldtidsansatte|årsværk|employees|staff|people)"
_REVENUE = r"(?:omsætning|omsætningen|revenue|turnover|sales)"
_UNDER = r"(?P<under>under|mindre\s+end|færre\s+end|less\s+than|fewer\s+than|below|<)"
_OVER = r"(?P<over>over|mere\s+end|flere\s+end|more\s+than|above|>)"
_MOST = r"(?P<most>højst|maks\.?|max\.?|op\s+til|at\s+most|up\s+to|<=)"
_LEAST = r"(?P<least>mindst|minimum|min\.?|fra|at\s+least|from|>=)"
_BOUND = rf"(?:med\s+|with\s+)?(?:{_UNDER}|{_OVER}|{_MOST}|{_LEAST})\s*"
_BETWEEN = rf"(?:med\s+|with\s+)?(?:mellem\s+|between\s+)?{_ONE}\s*(?:-|–|og|til|and|to)\s*{_TWO}"
_FOUNDED = r"(?:stiftet|grundlagt|etableret|startet|founded|established|started)"
_MULTIPLES = {"mia": 1e9, "mil": 1e6, "mio": 1e6, "bil": 1e9, "bn": 1e9, "m": 1e6}
_THOUSANDS = frozenset({"t", "k", "tusind", "thousand"})


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read out of the words, and the words that were left."""

    words: str
    filters: SearchFilters
    chips: tuple[UnderstoodFilter, ...] = ()


class Gazetteer:
    """Places by name, and which municipalities lie within so many kilometres of one."""

    def __init__(self, places: Iterable[PlaceName]) -> None:
        self._places: dict[str, PlaceName] = {}
        for place in places:
            key = _place_key(place.name)
            known = self._places.get(key)
            if known is None or _RANKS[place.kind] < _RANKS[known.kind]:
                self._places[key] = place
        self._points = {
            municipality: place.point
            for place in self._places.values()
            if place.kind is PlaceKind.MUNICIPALITY and place.point is not None
            for municipality in place.municipalities
        }
        self.longest = max((len(key.split()) for key in self._places), default=0)

    @property
    def names(self) -> frozenset[str]:
        """The folded names of all places."""
        return frozenset(self._places)

    def find_place(self, name: str) -> PlaceName | None:
        """Find a place by its name in any spelling."""
        return self._places.get(_place_key(name))

    def within(self, place: PlaceName, kilometres: float) -> frozenset[str]:
        """Give the municipalities whose centroid lies so near to one of the place's."""
        centres = [self._points[each] for each in place.municipalities if each in self._points]
        return place.municipalities | {
            municipality
            for municipality, point in self._points.items()
            if any(distance_km(*centre, *point) <= kilometres for centre in centres)
        }


def understand(words: str, filters: SearchFilters, gazetteer: Gazetteer) -> Understood:
    """Read filters out of words; one already set beside the words is not read again."""
    state = Understood(" ".join(words.split()), filters)
    if _TRIGGERS.isdisjoint(_TRIGGER.findall(words.casefold())):
        return state
    for pattern, kind, rule in _RULES:
        state = _apply(state, pattern, kind, rule)
    return _places(state, gazetteer)


_Rule = Callable[[re.Match[str], SearchFilters], SearchFilters | None]


def _apply(state: Understood, pattern: re.Pattern[str], kind: str, rule: _Rule) -> Understood:
    match = pattern.search(state.words)
    if match is None:
        return state
    filters = rule(match, state.filters)
    if filters is None:
        return state
    return _taken(state, match.span(), filters, kind, match.group().strip(" ,;."))


def _taken(
    state: Understood, span: tuple[int, int], filters: SearchFilters, kind: str, value: str
) -> Understood:
    start, end = span
    surface = state.words[start:end].strip()
    words = " ".join(f"{state.words[:start]} {state.words[end:]}".split())
    chip = UnderstoodFilter(kind=kind, surface=surface, value=value)
    return Understood(words, filters, (*state.chips, chip))


def _bounds(match: re.Match[str], step: float, multiple: float = 1.0) -> Range | None:
    """Turn under/over/most/least or two numbers into a closed range; ``step`` is one unit."""
    groups = match.groupdict()
    one = _amount(groups["one"]) * multiple
    if groups.get("two"):
        two = _amount(groups["two"]) * multiple
        return Range(low=min(one, two), high=max(one, two))
    if groups.get("under"):
        return Range(high=one - step)
    if groups.get("over"):
        return Range(low=one + step)
    if groups.get("most"):
        return Range(high=one)
    return Range(low=one)


def _amount(text: str) -> float:
    return float(re.sub(r"[.  ](?=\d{3})", "", text).replace(",", "."))


def _employees(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    if filters.employees is not None:
        return None
    return replace(filters, employees=_bounds(match, 1))


def _revenue(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    if filters.revenue is not None:
        return None
    return replace(filters, revenue=_bounds(match, 1, _multiple(match["unit"])))


def _multiple(unit: str | None) -> float:
    if unit is None:
        return 1.0
    unit = unit.casefold().rstrip(".")
    if unit in _THOUSANDS:
        return 1e3
    return next(value for start, value in _MULTIPLES.items() if unit.startswith(start))


def _founded(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    if filters.founded is not None:
        return None
    year = float(match["one"])
    groups = match.groupdict()
    if groups.get("after"):
        limits = Range(low=year + 1)
    elif groups.get("before"):
        limits = Range(high=year - 1)
    elif groups.get("since"):
        limits = Range(low=year)
    else:
        limits = Range(low=year, high=year)
    return replace(filters, founded=limits)


def _growth(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    return None if filters.growth else replace(filters, growth=Range(low=LEAST))


def _profit(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    return None if filters.result else replace(filters, result=Range(low=1))


def _loss(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    return None if filters.result else replace(filters, result=Range(high=-1))


def _figures(match: re.Match[str], filters: SearchFilters) -> SearchFilters | None:
    return _value(filters, Facet.FIGURES, YES)


def _value(filters: SearchFilters, facet: Facet, value: str) -> SearchFilters | None:
    if filters.values.get(facet):
        return None
    values: Mapping[Facet, frozenset[str]] = {**filters.values, facet: frozenset({value})}
    return replace(filters, values=values)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){pattern}(?![\w-])[,;.]?", re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], str, _Rule], ...] = tuple(
    (_compiled(pattern), kind, rule)
    for pattern, kind, rule in (
        (rf"{_BETWEEN}\s*{_STAFF}", "employees", _employees),
        (rf"{_BOUND}{_ONE}\s*{_STAFF}", "employees", _employees),
        (rf"(?:med\s+|with\s+)?{_ONE}\s*(?P<least>\+)\s*{_STAFF}", "employees", _employees),
        (rf"{_BOUND}{_ONE}{_UNIT}\s*(?:i|in)?\s*{_REVENUE}", "revenue", _revenue),
        (rf"{_REVENUE}\s+(?:på\s+|of\s+)?{_BOUND}{_ONE}{_UNIT}", "revenue", _revenue),
        (rf"{_BETWEEN}{_UNIT}\s*(?:i|in)\s*{_REVENUE}", "revenue", _revenue),
        (rf"{_REVENUE}\s+(?:på\s+|of\s+)?{_BETWEEN}{_UNIT}", "revenue", _revenue),
        (
            rf"{_FOUNDED}\s+(?:(?P<after>efter|after)|(?P<before>før|before)"
            r"|(?P<since>siden|fra|since|from)|i|in)\s+(?P<one>[12]\d{3})",
            "founded",
            _founded,
        ),
        (r"(?:i\s+(?:stærk\s+)?vækst|voksende|growing|with\s+growth)", "growth", _growth),
        (r"(?:med\s+overskud|overskudsgivende|profitable|with\s+profits?)", "result", _profit),
        (r"(?:med\s+underskud|loss-making|with\s+(?:a\s+)?loss(?:es)?)", "result", _loss),
        (
            r"(?:med\s+(?:regnskab(?:er)?|regnskabstal|tal)|with\s+(?:accounts|figures))",
            "figures",
            _figures,
        ),
    )
)

_TRIGGER = re.compile(r"[^\W\d_]+")
_TRIGGER_WORDS = """
    ansatte medarbejdere mand fuldtidsansatte årsværk employees staff people omsætning
    omsætningen revenue turnover sales stiftet grundlagt etableret startet founded established
    started vækst voksende growing growth overskud overskudsgivende profitable profit profits
    underskud loss losses regnskab regnskaber regnskabstal tal accounts figures nær tæt omkring
    near close around af fra of from i på in on
"""
_TRIGGERS = frozenset(_TRIGGER_WORDS.split())
"""One of these is in all that is understood: whatever has none is not looked at further."""

_NEAR = re.compile(
    rf"(?<!\S)(?:(?:inden\s*for|within|under|højst|max\.?)?\s*{_ONE}\s*(?:km\.?|kilometer|"
    r"kilometers|kilometres)\s+(?:af|fra|of|from|omkring|around)|nær(?:\s+ved)?|tæt\s+på|"
    r"omkring|near|close\s+to|around)\s+",
    re.IGNORECASE,
)
_IN = re.compile(r"(?<!\S)(?:i|på|in|on)\s+", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_RANKS = {
    PlaceKind.MUNICIPALITY: 0,
    PlaceKind.TOWN: 1,
    PlaceKind.REGION: 2,
    PlaceKind.POSTCODE: 3,
}
_SUFFIX = re.compile(r"\s+(?:kommune|municipality|by)$")


def _places(state: Understood, gazetteer: Gazetteer) -> Understood:
    """Read the first "nær …" or "i …" that a known place follows."""
    if state.filters.near is None:
        for match in _NEAR.finditer(state.words):
            found = _longest_place(state.words, match.end(), gazetteer)
            if found is not None:
                place, end = found
                kilometres = _amount(match["one"]) if match["one"] else NEAR_KILOMETRES
                near = Near(
                    place=place.name,
                    kilometres=kilometres,
                    municipalities=gazetteer.within(place, kilometres),
                )
                filters = replace(state.filters, near=near)
                shown = f"{place.name} {kilometres:g} km"
                return _taken(state, (match.start(), end), filters, "near", shown)
    for match in _IN.finditer(state.words):
        found = _longest_place(state.words, match.end(), gazetteer)
        if found is not None:
            place, end = found
            inside = _inside(state.filters, place)
            if inside is not None:
                return _taken(state, (match.start(), end), inside, "place", place.name)
    return state


def _inside(filters: SearchFilters, place: PlaceName) -> SearchFilters | None:
    if filters.values.get(Facet.MUNICIPALITY) or filters.near is not None:
        return None
    values = {**filters.values, Facet.MUNICIPALITY: place.municipalities}
    return replace(filters, values=values)


def _longest_place(words: str, start: int, gazetteer: Gazetteer) -> tuple[PlaceName, int] | None:
    """Read as many words as make the name of a place."""
    ends = [match.end() for match in _WORD.finditer(words, start)][: gazetteer.longest + 1]
    for end in reversed(ends):
        place = gazetteer.find_place(words[start:end])
        if place is not None:
            return place, end
    return None


def _place_key(name: str) -> str:
    """Fold a place name, without "Kommune", so that every spelling of it meets."""
    text = normalise(name).strip(" ,.;")
    return fold(" ".join(_SUFFIX.sub("", text).split()))
