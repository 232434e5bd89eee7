"""The front page: search, three ways in, what is new, events, and the way to be listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import cards, events, listings
from guide.catalogue.cards import Card
from guide.catalogue.listings import Criteria, Order
from guide.domain.danish_time import danish_day
from guide.domain.events import Event
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.presenters.numbers import number
from guide.web.presenters.results import CountedLink, Glance
from guide.web.public.categories import counted
from guide.web.public.day import box
from guide.web.public.entries import entries
from guide.web.public.events import shown
from guide.web.public.places import region_links
from guide.web.public.sizes import size_links
from guide.web.shared import Shared, shared

NEW = 4
CHANGED = 6
MOST_EVENTS = 4


def front() -> ResponseReturnValue:
    """Show the front page."""
    known = shared()
    day = today()
    if "front" not in known.kept:
        known.kept["front"] = _read(day)
    news: _News = known.kept["front"]
    return render_template(
        "public/front.html",
        stats=_stats(known),
        categories=_top_categories(known),
        category_count=len(known.tree),
        sizes=size_links(known),
        regions=(*region_links(known), _untold_place(known)),
        newest=entries(news.newest, known),
        changed=entries(news.changed, known),
        listed_on=_listed_on(news.newest),
        coming=tuple(shown(event, day) for event in news.coming),
        past=tuple(shown(event, day) for event in news.past),
        sign_up_url=_sign_up(),
        box=box(known),
        total=known.total,
    )


def _changed_since(card: Card) -> bool:
    """Tell whether a company changed after the day it came into the guide."""
    return card.listed_at is not None and card.changed_at - card.listed_at > timedelta(hours=1)


def _listed_on(newest: Sequence[Card]) -> date | None:
    """Give the day on which the newest companies came in, if they came together."""
    days = {danish_day(c.listed_at) for c in newest if c.listed_at}
    return days.pop() if len(days) == 1 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _News:
    newest: tuple[Card, ...]
    changed: tuple[Card, ...]
    coming: tuple[Event, ...]
    past: tuple[Event, ...]


def _read(day: date) -> _News:
    """Read what is new; kept until anything is written."""
    with the_guide().database.reading() as work:
        newest = listings.page(work, Criteria(), day, order=Order.NEWEST, per_page=NEW)
        changed = listings.page(work, Criteria(), day, order=Order.CHANGED, per_page=NEW + CHANGED)
        again = [
            card
            for card in cards.by_ids(work, changed.ids)
            if _changed_since(card) and card.id not in newest.ids
        ]
        coming = events.coming(work, day, MOST_EVENTS, events.HELD)
        past = [] if coming else events.past(work, day, MOST_EVENTS, events.HELD)
        return _News(
            newest=tuple(cards.by_ids(work, newest.ids)),
            changed=tuple(again[:CHANGED]),
            coming=tuple(coming),
            past=tuple(past),
        )


def _stats(known: Shared) -> tuple[Glance, ...]:
    counts = (
        (_("virksomheder"), known.total),
        (_("kategorier"), len(known.tree)),
        (_("med regnskabstal"), known.with_figures),
    )
    return tuple(
        Glance(label=str(label), text=number(count, locale=current_language()))
        for label, count in counts
    )


def _top_categories(known: Shared) -> tuple[CountedLink, ...]:
    links = [counted(top.slug, known) for top in known.children.get(None, ())]
    return tuple(sorted(links, key=lambda link: -link.count)[:6])


def _untold_place(known: Shared) -> CountedLink:
    return CountedLink(
        label=str(_("ikke oplyst")),
        url=url_for("public.search", region="ikke-oplyst"),
        count=known.municipality_counts.get(None, 0),
    )


def _sign_up() -> str:
    """Give where to be listed, as soon as the site has that page."""
    return url_for("signup.start") if "signup.start" in current_app.view_functions else ""


def add_to(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/", view_func=front)
