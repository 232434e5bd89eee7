"""The guide's own words for statuses, sizes and forms, in the language of the page."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from guide.domain.company import SizeBand
from guide.domain.form_names import long_form, short_form
from guide.domain.protection import Visibility
from guide.domain.status import CompanyStatus
from guide.web.context import the_guide
from guide.web.languages import ENGLISH, current_language
from guide.web.presenters.results import Badge
from guide.web.shared import Shared

_STATUSES = {
    CompanyStatus.UNKNOWN: lazy_gettext("Status ikke oplyst"),
    CompanyStatus.ACTIVE: lazy_gettext("Aktiv"),
    CompanyStatus.WARNING: lazy_gettext("Under ophør eller rekonstruktion"),
    CompanyStatus.FUTURE: lazy_gettext("Ikke begyndt endnu"),
    CompanyStatus.CEASED: lazy_gettext("Ophørt"),
    CompanyStatus.TAKEN_OVER: lazy_gettext("Overtaget"),
}


def status_word(status: CompanyStatus) -> str:
    """Name a status."""
    return str(_STATUSES[status])


def told_status(status: CompanyStatus, note: str) -> str:
    """Tell a status in the source's own words ("Konkurs 2008") where it has some."""
    return note[:1].upper() + note[1:] if note else status_word(status)


def status_badge(status: CompanyStatus, note: str) -> Badge | None:
    """Give the badge of a company that is not simply in business."""
    if status in (CompanyStatus.ACTIVE, CompanyStatus.UNKNOWN):
        return None
    kinds = {CompanyStatus.TAKEN_OVER: "merged", CompanyStatus.FUTURE: "unknown"}
    broke = status is CompanyStatus.WARNING or "konkurs" in note.casefold()
    kind = "bankrupt" if broke else kinds.get(status, "ceased")
    return Badge(kind=kind, label=told_status(status, note))


def protected_badge(visibility: Visibility) -> Badge | None:
    """Give the badge that protection against advertising asks for."""
    if not the_guide().policy.shows_badge(visibility):
        return None
    label = str(_("Reklamebeskyttet – må ikke kontaktes i reklameøjemed"))
    return Badge(kind="protected", label=label)


def size_word(band: SizeBand) -> str:
    """Name a size band by its head count."""
    if band is SizeBand.UNKNOWN:
        return str(_("ikke oplyst"))
    if band is SizeBand.LARGE:
        return str(_("250 ansatte og derover"))
    low, high = band.value.split("-")
    return str(_("%(low)s–%(high)s ansatte", low=low, high=high))


def form_short(code: str | None, known: Shared) -> str:
    """Give what stands behind a name: ApS, A/S."""
    form = known.places.legal_forms.get(code or "")
    return short_form(code, form.long if form else "") if code else ""


def form_long(code: str | None, known: Shared) -> str:
    """Give the full name of a form."""
    form = known.places.legal_forms.get(code or "")
    return long_form(code, form.long if form else "") if code else ""


def category_name(slug: str, known: Shared) -> str:
    """Name a category in the language of the page."""
    category = known.tree[slug]
    return category.name_en if current_language() == ENGLISH else category.name_da


def category_definition(slug: str, known: Shared) -> str:
    """Define a category in the language of the page; empty where nobody wrote it."""
    category = known.tree[slug]
    return category.definition_en if current_language() == ENGLISH else category.definition_da
