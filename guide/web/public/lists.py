"""A page that is a list of companies from the database: sorted, in pages, never too deep."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request, url_for
from flask_babel import gettext as _

from guide.catalogue import cards, listings
from guide.catalogue.listings import Criteria, Order
from guide.web.context import the_guide, today
from guide.web.presenters.frame import Link
from guide.web.presenters.results import CountedLink, Entry, Pages, page_numbers
from guide.web.public.entries import entries
from guide.web.shared import Shared

PER_PAGE = 20
DEEPEST = 1000

ORDERS = {
    "navn": Order.NAME,
    "ansatte": Order.EMPLOYEES,
    "omsaetning": Order.REVENUE,
    "vaekst": Order.GROWTH,
    "stiftet": Order.FOUNDED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyList:
    """One page of companies with its orders and page numbers; ``too_deep`` asks to narrow."""

    total: int
    entries: tuple[Entry, ...]
    sorts: tuple[Link, ...]
    pages: Pages
    too_deep: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """A short list of pages beside the present one, under a heading."""

    heading: str
    links: tuple[CountedLink, ...]


def order_words() -> dict[str, str]:
    """Name the orders as links."""
    return {
        "navn": str(_("Navn")),
        "ansatte": str(_("Ansatte")),
        "omsaetning": str(_("Omsætning")),
        "vaekst": str(_("Vækst")),
        "stiftet": str(_("Stiftet")),
    }


def asked_page() -> int:
    """Read the page number of the address; anything but a whole number above 0 is not found."""
    text = request.args.get("side", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0):
        abort(404)
    return int(text)


def company_list(
    criteria: Criteria, known: Shared, *, sorts: Sequence[str] = tuple(ORDERS)
) -> CompanyList:
    """Read the page that the address asks for; 404 beyond the last one."""
    page = asked_page()
    chosen = request.args.get("sorter", "navn")
    order = chosen if chosen in sorts else "navn"
    guide = the_guide()
    if (page - 1) * PER_PAGE >= DEEPEST:
        abort(404)
    with guide.database.reading() as work:
        found = listings.page(
            work, criteria, today(), order=ORDERS[order], number=page, per_page=PER_PAGE
        )
        shown = cards.by_ids(work, found.ids)
    if page > 1 and not found.ids:
        abort(404)
    return CompanyList(
        total=found.total,
        entries=entries(shown, known),
        sorts=tuple(
            Link(label=word, url=_here(sorter=name), current=name == order)
            for name, word in order_words().items()
            if name in sorts
        ),
        pages=page_numbers(
            page,
            min(found.total, DEEPEST),
            PER_PAGE,
            lambda number: _here(sorter=order, side=number),
        ),
        too_deep=found.total > DEEPEST,
    )


def _here(*, sorter: str, side: int = 1) -> str:
    """Give the present address with an order and a page; what is the rule is left out."""
    changes: dict[str, str | int] = {}
    if sorter != "navn":
        changes["sorter"] = sorter
    if side > 1:
        changes["side"] = side
    return url_for(str(request.endpoint), **(request.view_args or {}), **changes)  # type: ignore[arg-type]
