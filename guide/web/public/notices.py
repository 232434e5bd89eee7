"""What a reader should know of a result besides its hits."""

from flask_babel import gettext as _

from guide.usecases.search_companies import Answer
from guide.web.languages import current_language
from guide.web.presenters.numbers import number
from guide.web.public.parameters import Asked
from guide.web.public.reasons import relaxed

DEEPEST = 1000
"""Hits further on are not shown."""

LONGEST = 200
"""Characters of a search that are used."""


def notices(asked: Asked, answer: Answer) -> tuple[str, ...]:
    """Tell what was given up, added, cut or left out, in that order."""
    result = answer.result
    told: list[str] = list(relaxed(result.relaxed))
    if result.synonyms and result.total:
        listed = ", ".join(f"“{word}”" for word in result.synonyms[:6])
        told.append(str(_("Vi søgte også på %(words)s.", words=listed)))
    if result.limited and not answer.reason and len(asked.text) > LONGEST:
        told.append(
            str(_("Søgningen er lang: kun de første %(count)s tegn er brugt.", count=LONGEST))
        )
    if asked.ignored:
        listed = ", ".join(f"“{word}”" for word in asked.ignored[:5])
        told.append(
            str(_("Filteret %(values)s findes ikke i guiden og er ikke brugt.", values=listed))
        )
    if result.partial:
        told.append(str(_("Søgningen tog for lang tid, så der kan være flere.")))
    if result.total > DEEPEST:
        told.append(
            str(
                _(
                    "Der vises højst %(most)s virksomheder. Indsnævr søgningen for at se resten.",
                    most=number(DEEPEST, locale=current_language()),
                )
            )
        )
    return tuple(told)
