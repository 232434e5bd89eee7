"""Why a company is among the hits, and what was given up to find any, told in words."""

from collections.abc import Iterable

from flask_babel import gettext as _

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
    where = _field(reason.field)
    term, form = reason.term or reason.form, reason.form
    texts = {
        MatchKind.EXACT: _("“%(form)s” står i %(where)s", form=form, where=where),
        MatchKind.NAME: _("“%(form)s” står i navnet", form=form),
        MatchKind.PREFIX: _("“%(form)s” begynder med det, du skrev", form=form),
        MatchKind.JOINED: _("“%(form)s” skrevet sammen eller delt", form=form),
        MatchKind.FORMER_NAME: _("hed tidligere noget med “%(form)s”", form=form),
        MatchKind.STEM: _(
            "“%(form)s” i %(where)s er en bøjning af “%(term)s”", form=form, where=where, term=term
        ),
        MatchKind.FOLDED: _(
            "“%(form)s” i %(where)s staves eller lyder som “%(term)s”",
            form=form,
            where=where,
            term=term,
        ),
        MatchKind.SYNONYM: _(
            "“%(form)s” i %(where)s betyder det samme som “%(term)s”",
            form=form,
            where=where,
            term=term,
        ),
        MatchKind.COMPOUND: _(
            "“%(form)s” i %(where)s er en del af et sammensat ord", form=form, where=where
        ),
        MatchKind.TYPO: _(
            "“%(form)s” i %(where)s ligner “%(term)s”", form=form, where=where, term=term
        ),
        MatchKind.CATEGORY: _("“%(form)s” hører til kategorien", form=form),
        MatchKind.NUMBER: _("nummeret er virksomhedens"),
        MatchKind.WEBSITE: _("adressen er virksomhedens websted"),
    }
    return str(texts[reason.kind])


def _field(name: str) -> str:
    names = {
        "name": _("navnet"),
        "former_names": _("et tidligere navn"),
        "brand_names": _("et varemærke eller andet navn"),
        "category_texts": _("kategorien"),
        "own_words": _("beskrivelsen"),
        "products": _("produkterne"),
        "purpose": _("formålet"),
        "place_texts": _("stedet"),
        "number": _("numrene"),
        "website": _("webadressen"),
    }
    return str(names.get(name, name))


def _given_up(step: Relaxation) -> str:
    texts = {
        RelaxationKind.LEGAL_FORM: _("Vi så bort fra selskabsformen “%(word)s”.", word=step.word),
        RelaxationKind.JOINED: _(
            "Vi læste “%(word)s” som “%(became)s”.", word=step.word, became=step.became
        ),
        RelaxationKind.FOLDED: _("Vi søgte på det, der lyder som “%(word)s”.", word=step.word),
        RelaxationKind.TYPO_1: _(
            "Vi læste “%(word)s” som “%(became)s”.", word=step.word, became=step.became
        ),
        RelaxationKind.TYPO_2: _(
            "Vi læste “%(word)s” som “%(became)s”.", word=step.word, became=step.became
        ),
        RelaxationKind.DROPPED: _(
            "Ingen virksomhed har alle ordene; vi så bort fra “%(word)s”.", word=step.word
        ),
        RelaxationKind.PEELED: _(
            "Vi søgte på begyndelsen “%(became)s” af “%(word)s”.",
            word=step.word,
            became=step.became,
        ),
    }
    return str(texts[step.kind])
