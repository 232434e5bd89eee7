"""The method card: all that is needed to make a list again, identical to the byte.

A ranking document is JSON with the card, the figures that were used (``data``), the placed and
those left out. The card holds the hash of the data; ``rerun`` makes the list anew from the data.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from guide.domain.key_figures import TERMS, KeyFigure
from guide.domain.ranking import Entrant, Exclusion, Placement, lacking, rank
from guide.domain.ranking_methods import MEASURES, METHODS, RANKING_VERSION, Method
from guide.domain.ratios import FORMULA_VERSION, rounded
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureSet, FigureValue, Period

Json: TypeAlias = dict[str, object]

_DECIMALS = 6


class CardError(ValueError):
    """A ranking document cannot be made again; the message says why, in Danish."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """Which companies compete: the year, and in words of the caller's the category or search."""

    year: int
    category: str = ""
    query: str = ""
    as_of: date | None = None


def ranking_document(method: Method, field: Field, entrants: Iterable[Entrant]) -> str:
    """Rank and return the whole document as JSON text; equal input gives equal bytes."""
    data = [_entrant_json(method, e) for e in sorted(entrants, key=lambda e: e.key)]
    return _document(method, field, data)


def rerun(document: str) -> str:
    """Make a list again from its document; the answer equals what was first published.

    Raises ``CardError`` when the card is of another formula version, the data do not match the
    card's hash, or the text is no ranking document.
    """
    try:
        content = json.loads(document)
        card = content["card"]
        method = METHODS[card["method"]]
        versions = (card["formula_version"], card["ranking_version"])
        field = _field(card["field"])
        data, expected = content["data"], card["data_hash"]
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise CardError(f"Filen er ikke en rangliste med metodekort: {error}") from error
    if versions != (FORMULA_VERSION, RANKING_VERSION):
        raise CardError(
            f"Listen er lavet med formelversion {'/'.join(map(str, versions))}; "
            f"programmet regner med {FORMULA_VERSION}/{RANKING_VERSION}."
        )
    if data_hash(data) != expected:
        raise CardError("Tallene i filen svarer ikke til metodekortets kontrolsum.")
    return _document(method, field, data)


def data_hash(data: object) -> str:
    """SHA-256 of the figures in their one canonical spelling."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _document(method: Method, field: Field, data: list[Json]) -> str:
    try:
        entrants = [_entrant(one) for one in data]
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise CardError(f"Tallene i filen kan ikke læses: {error}") from error
    ranking = rank(method, entrants)
    content = {
        "card": _card_json(method, field, data, entrants),
        "placements": [_placement_json(one) for one in ranking.placements],
        "exclusions": [_exclusion_json(one) for one in ranking.exclusions],
        "data": data,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _card_json(method: Method, field: Field, data: list[Json], entrants: list[Entrant]) -> Json:
    return {
        "method": method.key,
        "title": method.danish,
        "source": method.source,
        "field": {
            "year": field.year,
            "category": field.category,
            "query": field.query,
            "as_of": field.as_of.isoformat() if field.as_of else None,
        },
        "measures": [
            {
                "key": measure,
                "name": MEASURES[measure].danish,
                "formula": MEASURES[measure].formula,
            }
            for measure in method.measures
        ],
        "thresholds": [threshold.danish() for threshold in method.thresholds],
        "rules": list(method.rules()),
        "inputs": [TERMS[figure].danish for figure in method.inputs],
        "lacking": {TERMS[f].danish: n for f, n in lacking(method, entrants).items()},
        "candidates": len(entrants),
        "formula_version": FORMULA_VERSION,
        "ranking_version": RANKING_VERSION,
        "data_hash": data_hash(data),
    }


def _placement_json(placement: Placement) -> Json:
    return {
        "place": placement.place,
        "key": placement.key,
        "name": placement.name,
        "score": placement.score,
        "measures": {
            one.measure: {"value": str(rounded(one.value, _DECIMALS)), "place": one.place}
            for one in placement.measures
        },
        "marks": [mark.danish() for mark in placement.marks],
    }


def _exclusion_json(exclusion: Exclusion) -> Json:
    return {
        "key": exclusion.key,
        "name": exclusion.name,
        "reasons": [reason.danish() for reason in exclusion.reasons],
        "note": exclusion.note,
    }


def _entrant_json(method: Method, entrant: Entrant) -> Json:
    return {
        "key": entrant.key,
        "name": entrant.name,
        "year": _set_json(entrant.year, method.inputs),
        "before": _set_json(entrant.before, method.inputs_before),
        "restated": entrant.restated,
        "barred": entrant.barred,
    }


def _set_json(figures: FigureSet | None, inputs: tuple[KeyFigure, ...]) -> Json | None:
    if figures is None:
        return None
    return {
        "scope": figures.scope,
        "currency": figures.currency,
        "label": figures.label,
        "start": figures.exact.start.isoformat() if figures.exact else None,
        "end": figures.exact.end.isoformat() if figures.exact else None,
        "months": figures.stated_months,
        "origin": figures.origin,
        "source": figures.source,
        "figures": {figure: _value_json(figures.value(figure)) for figure in inputs},
    }


def _value_json(value: FigureValue) -> int | str:
    return str(value) if isinstance(value, Decimal) else value


def _field(json_field: Mapping[str, object]) -> Field:
    as_of = json_field["as_of"]
    return Field(
        year=int(str(json_field["year"])),
        category=str(json_field["category"]),
        query=str(json_field["query"]),
        as_of=date.fromisoformat(str(as_of)) if as_of else None,
    )


def _entrant(json_entrant: Json) -> Entrant:
    return Entrant(
        key=str(json_entrant["key"]),
        name=str(json_entrant["name"]),
        year=_figure_set(json_entrant["year"]),
        before=_figure_set(json_entrant["before"]),
        restated=json_entrant["restated"] is True,
        barred=str(json_entrant["barred"]),
    )


def _figure_set(json_set: object) -> FigureSet | None:
    if json_set is None:
        return None
    if not isinstance(json_set, dict):
        raise TypeError("et års tal skal være et objekt")
    start, end = json_set["start"], json_set["end"]
    exact = None
    if start and end:
        exact = Period(start=date.fromisoformat(start), end=date.fromisoformat(end))
    return FigureSet(
        scope=Scope(json_set["scope"]),
        currency=json_set["currency"],
        label=json_set["label"],
        exact=exact,
        stated_months=json_set["months"],
        origin=FigureOrigin(json_set["origin"]),
        source=json_set["source"],
        figures={
            KeyFigure(name): _figure_value(value) for name, value in json_set["figures"].items()
        },
    )


def _figure_value(value: object) -> FigureValue:
    if isinstance(value, int):
        return value
    text = str(value)
    return Absence(text) if text in tuple(Absence) else Decimal(text)
