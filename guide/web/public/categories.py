"""/kategorier and /kategori/<slug>: what the companies can do, as a tree of two levels."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import categories as store
from guide.catalogue.listings import Criteria
from guide.web.context import the_guide
from guide.web.presenters.frame import Link
from guide.web.presenters.results import CountedLink
from guide.web.public.lists import Neighbours, company_list
from guide.web.public.words import category_definition, category_name
from guide.web.shared import Shared, shared


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A category of the first level with those beneath it."""

    top: CountedLink
    definition: str
    children: tuple[CountedLink, ...]


def counted(slug: str, known: Shared) -> CountedLink:
    """Link to a category with how many listed companies stand under it."""
    return CountedLink(
        label=category_name(slug, known),
        url=url_for("public.category", slug=slug),
        count=known.category_counts.get(slug, 0),
    )


def categories() -> ResponseReturnValue:
    """Show the whole tree."""
    known = shared()
    branches = tuple(
        Branch(
            top=counted(top.slug, known),
            definition=category_definition(top.slug, known),
            children=tuple(counted(c.slug, known) for c in known.children.get(top.slug, ())),
        )
        for top in known.children.get(None, ())
    )
    return render_template("public/categories.html", branches=branches, total=known.total)


def category(slug: str) -> ResponseReturnValue:
    """Show one category with its companies and its neighbours in the tree."""
    known = shared()
    if slug not in known.tree:
        return _moved(slug)
    found = company_list(Criteria(values={"category": frozenset([slug])}), known)
    return render_template(
        "public/listing.html",
        title=category_name(slug, known),
        lead=category_definition(slug, known),
        kicker=_("Kategori"),
        crumbs=_crumbs(slug, known),
        found=found,
        neighbours=_neighbours(slug, known),
        narrow_url=url_for("public.search", kategori=slug),
        feed={"kategori": slug},
        note="",
    )


def _moved(slug: str) -> ResponseReturnValue:
    with the_guide().database.reading() as work:
        target = store.redirect(work, slug)
    if target is None:
        abort(404)
    return redirect(url_for("public.category", slug=target), 301)


def _crumbs(slug: str, known: Shared) -> tuple[Link, ...]:
    parent = known.tree[slug].parent
    above = (parent,) if parent else ()
    return (
        Link(label=str(_("Kategorier")), url=url_for("public.categories")),
        *(
            Link(label=category_name(each, known), url=url_for("public.category", slug=each))
            for each in (*above, slug)
        ),
    )


def _neighbours(slug: str, known: Shared) -> tuple[Neighbours, ...]:
    parent = known.tree[slug].parent
    below = known.children.get(slug, ())
    beside = [each for each in known.children.get(parent, ()) if each.slug != slug]
    lists = (
        (_("Under denne kategori"), below),
        (_("Ved siden af"), beside),
    )
    return tuple(
        Neighbours(heading=str(heading), links=tuple(counted(c.slug, known) for c in some))
        for heading, some in lists
        if some
    )


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/kategorier", view_func=categories)
    bp.add_url_rule("/kategori/<slug>", view_func=category)
