"""What an engine is asked to compute: slots to be filled, and everything that may fill them.

A *slot* is a word of the question. An *alternative* is one way of meeting one or more slots:
all its *terms* must be in the document, and a term is met by any of its *forms*. The plan knows
no engine: the reference and the arrays compute the same numbers from it.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from guide.search.port import MatchKind


class Form(NamedTuple):
    """A key that postings are looked up under, and what a posting there counts (0–1).

    With ``prefix`` every key that begins so counts.
    """

    key: str
    weight: float = 1.0
    prefix: bool = False


class Term(NamedTuple):
    """Forms of one word, weights falling; the strongest in a document counts.

    ``mask`` limits the fields.
    """

    forms: tuple[Form, ...]
    mask: int = 0


class Alternative(NamedTuple):
    """One way to meet ``slots``; the weakest of its terms counts.

    With ``phrase`` the terms, one form each, must stand next to each other in order.
    ``label`` is what the alternative looks for, as a reader would write it.
    """

    slots: tuple[int, ...]
    terms: tuple[Term, ...]
    weight: float
    kind: MatchKind
    label: str
    distance: int = 0
    phrase: bool = False


class Slot(NamedTuple):
    """A word of the question. One that is not ``required`` only lifts what the others find.

    ``topical`` tells words that can carry a search alone from places, general words and
    function words.
    """

    text: str
    required: bool = True
    topical: bool = True


class Bonus(NamedTuple):
    """What a whole name is worth in the fields of ``mask`` (any field if it is 0)."""

    worth: float
    kind: MatchKind
    mask: int = 0


class Whole(NamedTuple):
    """A key of a whole name, number or address: meets the entire question, with a bonus.

    ``bonuses`` fall; the first whose fields hold the key counts. With ``prefix`` the name only
    begins so, and the bonus shrinks with what is missing.
    """

    key: str
    bonuses: tuple[Bonus, ...]
    label: str
    distance: int = 0
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A document is found when every required slot is met, or the whole of the question is.

    Documents that meet an alternative in ``without`` are left out.
    """

    slots: tuple[Slot, ...]
    alternatives: tuple[Alternative, ...]
    whole: tuple[Whole, ...] = ()
    without: tuple[Alternative, ...] = ()
    synonyms: tuple[str, ...] = ()
    terms: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False


OPTIONAL_WEIGHT = 0.1
"""What a slot that is not required counts."""


def bonus_in(whole: Whole, mask: int) -> Bonus | None:
    """Give the bonus of a whole name in a document that holds it in the fields of ``mask``."""
    for bonus in whole.bonuses:
        if not bonus.mask or mask & bonus.mask:
            return bonus
    return None
