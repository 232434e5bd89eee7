"""/stoerrelser and /stoerrelse/<band>: how big the companies are, by employees."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue.listings import Criteria
from guide.domain.company import SizeBand
from guide.web.presenters.frame import Link
from guide.web.presenters.results import CountedLink
from guide.web.public.lists import Neighbours, company_list
from guide.web.public.words import size_word
from guide.web.shared import Shared, shared

SLUGS = {
    SizeBand.MICRO: "1-9",
    SizeBand.SMALL: "10-49",
    SizeBand.MEDIUM: "50-249",
    SizeBand.LARGE: "250-plus",
    SizeBand.UNKNOWN: "ikke-oplyst",
}
"""The bands in the order of size and their words in addresses."""

_BANDS = {slug: band for band, slug in SLUGS.items()}


def size_links(known: Shared) -> tuple[CountedLink, ...]:
    """Link to every band with its count; "ikke oplyst" is a band of its own."""
    return tuple(
        CountedLink(
            label=size_word(band),
            url=url_for("public.size", band=slug),
            count=known.size_counts.get(band, 0),
        )
        for band, slug in SLUGS.items()
    )


def told_note(known: Shared) -> str:
    """Tell of how many companies the head count is known."""
    told = known.total - known.size_counts.get(SizeBand.UNKNOWN, 0)
    return str(
        _(
            "Antal ansatte er oplyst for %(told)s af %(total)s virksomheder.",
            told=told,
            total=known.total,
        )
    )


def sizes() -> ResponseReturnValue:
    """Show the bands."""
    known = shared()
    return render_template("public/sizes.html", links=size_links(known), note=told_note(known))


def size(band: str) -> ResponseReturnValue:
    """Show the companies of one band."""
    known = shared()
    if band not in _BANDS:
        abort(404)
    chosen = _BANDS[band]
    word = size_word(chosen)
    title = _("Antal ansatte ikke oplyst") if chosen is SizeBand.UNKNOWN else word
    beside = tuple(link for link in size_links(known) if link.label != word)
    return render_template(
        "public/listing.html",
        title=title,
        lead=_("Vi gætter ikke på et tal, som ingen har oplyst.")
        if chosen is SizeBand.UNKNOWN
        else "",
        kicker=_("Størrelse"),
        crumbs=(
            Link(label=str(_("Størrelse")), url=url_for("public.sizes")),
            Link(label=str(title), url=""),
        ),
        found=company_list(Criteria(values={"size": frozenset([chosen.value])}), known),
        neighbours=(Neighbours(heading=str(_("Andre størrelser")), links=beside),),
        narrow_url=url_for("public.search", stoerrelse=band),
        note=told_note(known),
    )


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/stoerrelser", view_func=sizes)
    bp.add_url_rule("/stoerrelse/<band>", view_func=size)
