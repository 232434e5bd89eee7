"""A sign-up: what a company proposes about itself, and the way it goes until it is decided."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from guide.domain.categories import Category
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.legal_forms import form_code_in_name

SubmissionId = NewType("SubmissionId", int)
CONFIRM_WITHIN = timedelta(hours=48)
UNCONFIRMED_KEPT = timedelta(days=14)
MAX_CATEGORIES = 3
SHORT_TEXT, LONG_TEXT = 300, 4000


class SubmissionState(StrEnum):
    """Where a sign-up is."""

    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (SubmissionState.UNCONFIRMED, SubmissionState.PENDING)
_MOVES: Mapping[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.DRAFT: frozenset({SubmissionState.UNCONFIRMED, SubmissionState.WITHDRAWN}),
    SubmissionState.UNCONFIRMED: frozenset(
        {
            SubmissionState.PENDING,
            SubmissionState.APPROVED,
            SubmissionState.REFUSED,
            SubmissionState.WITHDRAWN,
        }
    ),
    SubmissionState.PENDING: frozenset(
        {SubmissionState.APPROVED, SubmissionState.REFUSED, SubmissionState.WITHDRAWN}
    ),
    SubmissionState.REFUSED: frozenset({SubmissionState.PENDING, SubmissionState.WITHDRAWN}),
    SubmissionState.APPROVED: frozenset(),
    SubmissionState.WITHDRAWN: frozenset(),
}
"""An editor may decide before the mail is confirmed; only a confirmation makes a sign-up."""


class IllegalMoveError(Exception):
    """A state cannot be left for another in this way."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"cannot go from {before} to {after}")
        self.before, self.after = before, after


def check_move(before: SubmissionState, after: SubmissionState) -> None:
    """Raise ``IllegalMoveError`` when a sign-up cannot go from one state to the other."""
    if after not in _MOVES[before]:
        raise IllegalMoveError(before, after)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What a company says about itself; the first category is the main one."""

    cvr: str
    name: str
    description: str
    long_description: str = ""
    categories: tuple[str, ...] = ()
    website: str = ""
    products: tuple[str, ...] = ()
    postcode: str = ""
    contact_mail: str = ""
    show_mail: bool = False

    def content(self) -> dict[str, Any]:
        """Return the proposal as it is kept."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self).items()
        }


def read_proposal(content: Mapping[str, Any]) -> Proposal:
    """Return a proposal as it was kept; fields it lacks are empty."""
    return Proposal(
        cvr=str(content.get("cvr", "")),
        name=str(content.get("name", "")),
        description=str(content.get("description", "")),
        long_description=str(content.get("long_description", "")),
        categories=tuple(content.get("categories", ())),
        website=str(content.get("website", "")),
        products=tuple(content.get("products", ())),
        postcode=str(content.get("postcode", "")),
        contact_mail=str(content.get("contact_mail", "")),
        show_mail=bool(content.get("show_mail", False)),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a postcode lies; ``municipality`` is ``None`` when it touches several."""

    town: str
    municipality: str | None


def company_facts(
    proposal: Proposal, place: Place | None, source: str, actor: str, now: datetime
) -> list[Fact]:
    """Return the company layer's statements of an approved proposal; what is empty is not said."""
    told: dict[Field, FactValue] = {
        Field.NAME: proposal.name,
        Field.DESCRIPTION: proposal.description,
        Field.LONG_DESCRIPTION: proposal.long_description,
        Field.CATEGORIES: list(proposal.categories),
        Field.WEBSITE: proposal.website,
        Field.PRODUCTS: list(proposal.products),
        Field.EMAIL: proposal.contact_mail if proposal.show_mail else "",
    }
    concluded: dict[Field, FactValue] = {Field.LEGAL_FORM: form_code_in_name(proposal.name)}
    if place is not None:
        told |= {Field.POSTCODE: proposal.postcode, Field.TOWN: place.town}
        concluded[Field.MUNICIPALITY] = place.municipality
    return [
        Fact(
            field=field,
            layer=Layer.COMPANY,
            value=value,
            recorded_at=now,
            source=source,
            derived=field in concluded,
            actor=actor,
        )
        for field, value in (told | concluded).items()
        if value
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """A category that a text seems to be about, with the words that led to it."""

    category: str
    words: tuple[str, ...]


def suggest_categories(
    text: str, tree: Iterable[Category], limit: int = 3
) -> tuple[Suggestion, ...]:
    """Return the categories whose names and keywords stand in a text, most words first.

    A keyword of four letters or more also counts at the beginning of a longer word
    (``lagerstyring`` in ``lagerstyringssystemer``).
    """
    words = re.findall(r"[\w+#.&-]+", text.casefold())
    spaced = f" {' '.join(words)} "
    found: list[Suggestion] = []
    for category in tree:
        if category.parent is None:
            continue
        hits = tuple(
            dict.fromkeys(key for key in map(str.casefold, category.texts) if _stands(key, spaced))
        )
        if hits:
            found.append(Suggestion(category=category.slug, words=hits))
    return tuple(sorted(found, key=lambda one: (-len(one.words), one.category))[:limit])


def _stands(keyword: str, spaced: str) -> bool:
    tail = "" if len(keyword) >= 4 else " "
    return f" {keyword}{tail}" in spaced
