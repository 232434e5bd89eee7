"""Why a company is among the hits, and what was given up to find any, told in words."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from guide.search.port import MatchKind, Reason, Relaxation, RelaxationKind
from guide.web.languages import current_language
from guide.web.presenters.numbers import percent

LEAST_SHARE = 0.005
"""A reason that rounds to nothing is not told."""


def why(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Tell each reason with its part of the score, the strongest first; one text once."""
    shares: dict[str, float] = {}
    for reason in reasons:
        text = _met(reason)
        shares[text] = shares.get(text, 0.0) + reason.share
    return tuple(
        _told(text, share) for text, share in shares.items() if not 0 < share < LEAST_SHARE
    )


def relaxed(steps: Iterable[Relaxation]) -> tuple[str, ...]:
    """Tell what was given up, in the order in which it was."""
    return tuple(_given_up(step) for step in steps)


def _told(text: str, share: float) -> str:
    if not share:
        return text
    shown = percent(share, digits=0, locale=current_language())
    return str(_("%(reason)s – %(share)s af pointene", reason=text, share=shown))


def _met(reason: Reason) -> str:
    names = {
        "form": reason.form,
        "term": reason.term or reason.form,
        "where": str(_FIELDS.get(reason.field, reason.field)),
    }
    return str(_MET[reason.kind]) % names


def _given_up(step: Relaxation) -> str:
    return str(_GIVEN_UP[step.kind]) % {"word": step.word, "became": step.became}


_READ_AS = lazy_gettext("Vi læste “%(word)s” som “%(became)s”.")

_MET = {
    MatchKind.EXACT: lazy_gettext("“%(form)s” står i %(where)s"),
    MatchKind.NAME: lazy_gettext("“%(form)s” står i navnet"),
    MatchKind.PREFIX: lazy_gettext("“%(form)s” begynder med det, du skrev"),
    MatchKind.JOINED: lazy_gettext("“%(form)s” skrevet sammen eller delt"),
    MatchKind.FORMER_NAME: lazy_gettext("hed tidligere noget med “%(form)s”"),
    MatchKind.STEM: lazy_gettext("“%(form)s” i %(where)s er en bøjning af “%(term)s”"),
    MatchKind.FOLDED: lazy_gettext("“%(form)s” i %(where)s staves eller lyder som “%(term)s”"),
    MatchKind.SYNONYM: lazy_gettext("“%(form)s” i %(where)s betyder det samme som “%(term)s”"),
    MatchKind.COMPOUND: lazy_gettext("“%(form)s” i %(where)s er en del af et sammensat ord"),
    MatchKind.TYPO: lazy_gettext("“%(form)s” i %(where)s ligner “%(term)s”"),
    MatchKind.CATEGORY: lazy_gettext("“%(form)s” hører til kategorien"),
    MatchKind.NUMBER: lazy_gettext("nummeret er virksomhedens"),
    MatchKind.WEBSITE: lazy_gettext("adressen er virksomhedens websted"),
}

_FIELDS = {
    "name": lazy_gettext("navnet"),
    "former_names": lazy_gettext("et tidligere navn"),
    "brand_names": lazy_gettext("et varemærke eller andet navn"),
    "category_texts": lazy_gettext("kategorien"),
    "own_words": lazy_gettext("beskrivelsen"),
    "products": lazy_gettext("produkterne"),
    "purpose": lazy_gettext("formålet"),
    "place_texts": lazy_gettext("stedet"),
    "number": lazy_gettext("numrene"),
    "website": lazy_gettext("webadressen"),
}

_GIVEN_UP = {
    RelaxationKind.LEGAL_FORM: lazy_gettext("Vi så bort fra selskabsformen “%(word)s”."),
    RelaxationKind.JOINED: _READ_AS,
    RelaxationKind.FOLDED: lazy_gettext("Vi søgte på det, der lyder som “%(word)s”."),
    RelaxationKind.TYPO_1: _READ_AS,
    RelaxationKind.TYPO_2: _READ_AS,
    RelaxationKind.DROPPED: lazy_gettext(
        "Ingen virksomhed har alle ordene; vi så bort fra “%(word)s”."
    ),
    RelaxationKind.PEELED: lazy_gettext("Vi søgte på begyndelsen “%(became)s” af “%(word)s”."),
}
"""Texts are looked up when told, in the language of the page."""
