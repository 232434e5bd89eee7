"""The guide's box: put together here for our own pages and for those that show it elsewhere."""

from collections.abc import Callable, Sequence

from flask import current_app, url_for
from flask_babel import gettext as _

from guide.catalogue.cards import Card
from guide.domain.danish_time import danish_day
from guide.usecases.choose_company_of_the_day import DayChoice, company_of_the_day
from guide.web.context import the_guide
from guide.web.presenters.boxes import Box, BoxEvent
from guide.web.presenters.frame import Link
from guide.web.presenters.results import Entry
from guide.web.public.entries import place_text
from guide.web.shared import Shared

Address = Callable[..., str]
"""Gives the address of an endpoint with its values; "" where the site has no such page."""


def box(known: Shared) -> Box:
    """Fill the box for today, with addresses of this site."""
    guide = the_guide()
    if "day" not in known.kept:
        known.kept["day"] = company_of_the_day(guide.database, guide.policy, known.day)
    choice: DayChoice | None = known.kept["day"]
    return present_box(choice.card if choice else None, known, _here, str(_("Dagens virksomhed")))


def present_box(
    card: Card | None,
    known: Shared,
    address: Address,
    kicker: str,
    events: Sequence[BoxEvent] | None = None,
) -> Box:
    """Put the box together from what the catalogue holds now; ``events`` may be left out whole."""
    company = None if card is None else _company(card, known, address)
    has_figures = card is not None and card.has_figures
    return Box(
        heading=the_guide().settings.site_name,
        url=address("public.front"),
        count=known.total,
        updated=None if known.published is None else danish_day(known.published),
        ways=_ways(address),
        company=company,
        kicker=kicker,
        figures_url=f"{company.url}#tal" if company is not None and has_figures else "",
        sign_up_url=address("signup.start"),
        events=events,
        events_url="" if events is None else address("events.coming"),
    )


def _here(endpoint: str, **values: str) -> str:
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""  # type: ignore[arg-type]


def _company(card: Card, known: Shared, address: Address) -> Entry:
    return Entry(
        name=card.name,
        url=address("public.profile", slug=card.slug),
        place=place_text(card, known),
        snippet=card.description,
    )


def _ways(address: Address) -> Sequence[Link]:
    ways = (
        (_("Hvad de kan"), "public.categories"),
        (_("Hvor store de er"), "public.sizes"),
        (_("Hvor de er"), "public.places"),
    )
    links = (Link(label=str(label), url=address(endpoint)) for label, endpoint in ways)
    return tuple(link for link in links if link.url)
