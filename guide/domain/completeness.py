"""How complete a profile is: points for what readers look for, and the steps that help most."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.domain.facts import FactValue, Field

_POINTS: Mapping[Field, int] = {
    Field.DESCRIPTION: 25,
    Field.CATEGORIES: 20,
    Field.WEBSITE: 15,
    Field.LONG_DESCRIPTION: 15,
    Field.PRODUCTS: 10,
    Field.PHONE: 5,
    Field.EMAIL: 5,
    Field.LOGO: 5,
}
SHORT = 60
"""A description under so many characters gets half its points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A field that would bring so many points more."""

    field: Field
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """Points of a hundred, and the steps in the order of what they bring."""

    score: int
    steps: tuple[Step, ...]


def completeness(values: Mapping[Field, FactValue]) -> Completeness:
    """Return how complete a profile is with these resolved values; three steps at most."""
    missing: list[Step] = []
    score = 0
    for field, points in _POINTS.items():
        value = values.get(field)
        got = points if value else 0
        if field is Field.DESCRIPTION and isinstance(value, str) and 0 < len(value) < SHORT:
            got = points // 2
        score += got
        if got < points:
            missing.append(Step(field=field, points=points - got))
    steps = sorted(missing, key=lambda step: -step.points)[:3]
    return Completeness(score=score, steps=tuple(steps))
