"""/steder, /region/<slug>, /kommune/<slug>: where the companies are."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue.listings import Criteria
from guide.domain.places import Municipality, Region
from guide.domain.sorting import danish_sort_key
from guide.web.presenters.frame import Link
from guide.web.presenters.results import CountedLink
from guide.web.public.lists import Neighbours, company_list
from guide.web.shared import Shared, shared


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionBranch:
    """A region with its municipalities in Danish order."""

    top: CountedLink
    children: tuple[CountedLink, ...]


def region_links(known: Shared) -> tuple[CountedLink, ...]:
    """Link to the regions of the day, the one with most companies first."""
    regions = known.places.regions.values()
    links = [_region_link(region, known) for region in regions]
    return tuple(sorted(links, key=lambda link: -link.count))


def places() -> ResponseReturnValue:
    """Show regions and municipalities, and how many companies have told where they are."""
    known = shared()
    branches = tuple(
        RegionBranch(top=_region_link(region, known), children=_municipalities(region.code, known))
        for region in known.places.regions.values()
    )
    return render_template(
        "public/places.html",
        branches=branches,
        untold=known.municipality_counts.get(None, 0),
        total=known.total,
    )


def region(slug: str) -> ResponseReturnValue:
    """Show one region of the day with its companies and municipalities."""
    known = shared()
    place = next((r for r in known.places.regions.values() if r.slug == slug), None)
    if place is None:
        abort(404)
    here = Neighbours(heading=str(_("Kommuner")), links=_municipalities(place.code, known))
    beside = Neighbours(
        heading=str(_("Andre regioner")),
        links=tuple(link for link in region_links(known) if link.label != place.name),
    )
    return render_template(
        "public/listing.html",
        title=place.name,
        lead=_(
            "Virksomheder, der har oplyst hjemsted i en af de %(count)s kommuner i %(region)s.",
            count=len(here.links),
            region=place.name,
        ),
        kicker=_("Region"),
        crumbs=(_start(), Link(label=place.name, url="")),
        found=company_list(Criteria(values={"region": frozenset([place.code])}), known),
        neighbours=(here, beside),
        narrow_url=url_for("public.search", region=slug),
        feed={"region": slug},
        note=told_note(known),
    )


def municipality(slug: str) -> ResponseReturnValue:
    """Show one municipality with its companies and the others of its region."""
    known = shared()
    place = next((m for m in known.places.municipalities.values() if m.slug == slug), None)
    if place is None:
        abort(404)
    home = known.places.regions[known.places.region_of[place.code]]
    beside = [link for link in _municipalities(home.code, known) if link.label != place.name]
    return render_template(
        "public/listing.html",
        title=_("%(name)s Kommune", name=place.name),
        lead="",
        kicker=_("Kommune"),
        crumbs=(
            _start(),
            Link(label=home.name, url=url_for("public.region", slug=home.slug)),
            Link(label=place.name, url=""),
        ),
        found=company_list(Criteria(values={"municipality": frozenset([place.code])}), known),
        neighbours=(Neighbours(heading=str(_("Andre kommuner i regionen")), links=tuple(beside)),),
        narrow_url=url_for("public.search", kommune=slug),
        feed={"kommune": slug},
        note=told_note(known),
    )


def told_note(known: Shared) -> str:
    """Tell of how many companies the place is known at all."""
    told = known.total - known.municipality_counts.get(None, 0)
    return str(
        _("Stedet er oplyst for %(told)s af %(total)s virksomheder.", told=told, total=known.total)
    )


def _start() -> Link:
    return Link(label=str(_("Steder")), url=url_for("public.places"))


def _region_link(region: Region, known: Shared) -> CountedLink:
    return CountedLink(
        label=region.name,
        url=url_for("public.region", slug=region.slug),
        count=known.region_counts.get(region.code, 0),
    )


def _municipalities(region: str, known: Shared) -> tuple[CountedLink, ...]:
    inside = [
        place
        for place in known.places.municipalities.values()
        if known.places.region_of.get(place.code) == region
    ]
    inside.sort(key=lambda place: danish_sort_key(place.name))
    return tuple(municipality_link(place, known) for place in inside)


def municipality_link(place: Municipality, known: Shared) -> CountedLink:
    """Link to a municipality with how many listed companies are there."""
    return CountedLink(
        label=place.name,
        url=url_for("public.municipality", slug=place.slug),
        count=known.municipality_counts.get(place.code, 0),
    )


def untold_place() -> ResponseReturnValue:
    """Lead to the companies of which nobody told the place."""
    return redirect(url_for("public.search", region="ikke-oplyst"), 302)


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/steder", view_func=places)
    bp.add_url_rule("/steder/ikke-oplyst", view_func=untold_place)
    bp.add_url_rule("/region/<slug>", view_func=region)
    bp.add_url_rule("/kommune/<slug>", view_func=municipality)
