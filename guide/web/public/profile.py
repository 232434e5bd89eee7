"""/virksomhed/<slug> and /cvr/<number>: everything the guide may tell of one company."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import cards, companies, profiles
from guide.catalogue.companies import Identity
from guide.catalogue.database import UnitOfWork
from guide.catalogue.profiles import Profile
from guide.domain.cvr_number import parse_cvr
from guide.domain.facts import Field
from guide.domain.protection import Channel, PageKind
from guide.web.context import the_guide
from guide.web.presenters.frame import Link
from guide.web.public.entries import category_links, entries
from guide.web.public.facts import contact, description_source, fact_groups
from guide.web.public.figure_tables import blocks
from guide.web.public.linked_data import organisation
from guide.web.public.peers import peer_table
from guide.web.public.words import (
    form_short,
    protected_badge,
    status_badge,
    status_word,
)
from guide.web.rankings.kept import kept_placings
from guide.web.rankings.rows import company_placing
from guide.web.shared import Shared, shared

SIMILAR = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Meta:
    """What machines read of a profile."""

    canonical: str
    indexed: bool


def profile(slug: str) -> ResponseReturnValue:
    """Show a company; old slugs lead on, merged ones too, erased ones are gone."""
    guide = the_guide()
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, slug)
        if known is None:
            abort(404)
        elsewhere = _elsewhere(work, known, slug)
        if elsewhere is not None:
            return elsewhere
        found = _full(work, known)
    return _render(found, shared())


def by_number(number: str) -> ResponseReturnValue:
    """Lead from a CVR number in any spelling to the profile, or show the stub."""
    digits = parse_cvr(number)
    if digits is None:
        abort(404)
    if digits != number:
        return redirect(url_for("public.by_number", number=digits), 301)
    guide = the_guide()
    with guide.database.reading() as work:
        known = companies.find_by_cvr(work, digits)
        if known is None:
            abort(404)
        if known.merged_into is not None or not guide.policy.stub_only(known.visibility):
            return redirect(url_for("public.profile", slug=known.slug), 302)
        card = cards.find(work, known.id)
    if card is None or not guide.policy.may_appear(card.visibility, Channel.PAGE):
        abort(404)
    return render_template(
        "public/stub.html",
        name=card.name,
        cvr=digits,
        form=form_short(card.legal_form, shared()),
        town=card.town or "",
        status=status_badge(card.status, card.status_note),
        status_text=status_word(card.status),
        badge=protected_badge(card.visibility),
    )


def _elsewhere(work: UnitOfWork, known: Identity, slug: str) -> ResponseReturnValue | None:
    """Answer for an address that is not a full profile's own."""
    if known.merged_into is not None:
        target = companies.get(work, known.merged_into)
        return redirect(url_for("public.profile", slug=target.slug), 308)
    kind = the_guide().policy.page_kind(known.visibility)
    if kind is PageKind.GONE:
        abort(410)
    if kind is PageKind.ABSENT:
        abort(404)
    if kind is PageKind.STUB:
        if known.cvr is None:
            abort(404)
        return redirect(url_for("public.by_number", number=known.cvr), 302)
    if slug != known.slug:
        return redirect(url_for("public.profile", slug=known.slug), 301)
    return None


def _full(work: UnitOfWork, known: Identity) -> Profile:
    found = profiles.find(work, known.id)
    if found is None:
        abort(404)
    return found


def find_profile(slug: str) -> Profile:
    """Read a profile that may be shown under exactly this slug; 404 or 410 otherwise."""
    with the_guide().database.reading() as work:
        known = companies.find_by_slug(work, slug)
        if known is None or known.slug != slug:
            abort(404)
        kind = the_guide().policy.page_kind(known.visibility)
        if kind is PageKind.GONE:
            abort(410)
        if kind is not PageKind.FULL:
            abort(404)
        return _full(work, known)


def _render(found: Profile, known: Shared) -> ResponseReturnValue:
    card = found.card
    guide = the_guide()
    address = guide.settings.site_url + url_for("public.profile", slug=card.slug)
    links = category_links(card.categories, known)
    return render_template(
        "public/profile.html",
        card=card,
        crumbs=(*_above(card.categories, known), *links[:1], Link(label=card.name, url="")),
        categories=links,
        badge=status_badge(card.status, card.status_note),
        protected=protected_badge(card.visibility),
        description_source=description_source(found),
        blocks=blocks(found.figures),
        peers=peer_table(found, known),
        groups=fact_groups(found, known),
        placing=company_placing(kept_placings(), card.id) if card.has_figures else None,
        similar=entries(found.similar[:SIMILAR], known),
        has_card=any(contact(found)),
        meta=Meta(canonical=address, indexed=guide.policy.may_be_crawled(card.visibility)),
        logo=logo_mark(found),
        linked=organisation(found, address, known, logo_address(found)),
    )


def logo_mark(found: Profile) -> str:
    """Return the mark of the logo that stands, or nothing."""
    said = found.resolved.get(Field.LOGO)
    return str(said.value) if said and said.value else ""


def logo_address(found: Profile) -> str:
    """Return the whole address of the logo for other machines, or nothing."""
    mark = logo_mark(found)
    path = url_for("logos.logo", mark=mark, form="square.png") if mark else ""
    return the_guide().settings.site_url + path if path else ""


def _above(slugs: tuple[str, ...], known: Shared) -> tuple[Link, ...]:
    """Link to the top of the tree that the main category stands under."""
    main = known.tree.get(slugs[0]) if slugs else None
    return category_links([main.parent], known) if main and main.parent else ()


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/virksomhed/<slug>", view_func=profile)
    bp.add_url_rule("/cvr/<number>", view_func=by_number)
