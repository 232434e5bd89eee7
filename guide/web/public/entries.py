"""A card as it stands in any list."""

from collections.abc import Iterable, Sequence

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from guide.catalogue.cards import Card
from guide.web.languages import current_language
from guide.web.presenters.frame import Link
from guide.web.presenters.numbers import compact_money, number
from guide.web.presenters.results import Entry, Glance
from guide.web.public.words import category_name, form_short, protected_badge, status_badge
from guide.web.shared import Shared


def entry(
    card: Card, known: Shared, *, snippet: Markup | str = "", why: Sequence[str] = ()
) -> Entry:
    """Present one company; the snippet, where given, replaces its description."""
    return Entry(
        name=card.name,
        url=url_for("public.profile", slug=card.slug),
        place=place_text(card, known),
        form=_form_beside(card, known),
        snippet=snippet or card.description,
        categories=category_links(card.categories, known),
        badge=protected_badge(card.visibility) or status_badge(card.status, card.status_note),
        figures=glances(card),
        why=why,
    )


def entries(cards: Iterable[Card], known: Shared) -> tuple[Entry, ...]:
    """Present companies in the order given."""
    return tuple(entry(card, known) for card in cards)


def category_links(slugs: Iterable[str], known: Shared) -> tuple[Link, ...]:
    """Link to categories that are still in the tree."""
    return tuple(
        Link(label=category_name(slug, known), url=url_for("public.category", slug=slug))
        for slug in slugs
        if slug in known.tree
    )


def _form_beside(card: Card, known: Shared) -> str:
    """Give the legal form, unless the name says it already."""
    form = form_short(card.legal_form, known)
    return "" if card.name.casefold().endswith(form.casefold()) else form


def place_text(card: Card, known: Shared) -> str:
    """Tell the town with its region, as far as they are known."""
    place = known.places.municipalities.get(card.municipality or "")
    region = known.places.regions.get(known.places.region_of.get(card.municipality or "", ""))
    town = card.town or (place.name if place else "")
    return " · ".join(part for part in (town, region.name if region else "") if part)


def glances(card: Card) -> tuple[Glance, ...]:
    """Give revenue and head count with their years, where anything is known of either."""
    if not card.has_figures and card.employees is None:
        return ()
    locale = current_language()
    unpublished = str(_("ikke offentliggjort")) if card.revenue_state == "not_published" else ""
    revenue = None if card.revenue is None else compact_money(card.revenue, locale=locale)
    heads = None if card.employees is None else number(card.employees, locale=locale)
    return (
        Glance(
            label=str(_("Omsætning")),
            text=revenue,
            missing=unpublished,
            period=card.revenue_year or "",
        ),
        Glance(label=str(_("Ansatte")), text=heads, period=(card.employees_as_of or "")[:7]),
    )
