"""/embed/box: the box as a page for a frame, or as a fragment for a server-side include."""

from flask import Blueprint, Response, make_response, render_template, request

from guide.usecases.fill_box import BoxWish, fill_box
from guide.web.assets import STATIC
from guide.web.context import the_guide, today
from guide.web.embed.contents import embedded_box
from guide.web.shared import Shared, shared

CONTROL = "public, max-age=300, s-maxage=300"
HEIGHT = 480
THEMES = ("light", "dark")


def box() -> Response:
    """Answer a box for any wish; what is unknown is left out, never an error on a foreign page."""
    known = shared()
    wish = read_wish(known)
    guide = the_guide()
    choice = fill_box(guide.database, guide.policy, wish, today())
    fragment = request.args.get("format") == "fragment"
    response = make_response(
        render_template(
            "embed/fragment.html" if fragment else "embed/box.html",
            box=embedded_box(choice, known, wish.category),
            theme=request.args.get("theme") if request.args.get("theme") in THEMES else "",
            sites=" ".join(("self", *guide.settings.embed_sites)),
        )
    )
    response.headers["Cache-Control"] = CONTROL
    return response


def read_wish(known: Shared) -> BoxWish:
    """Read category, place, company and mentions; the first value of each counts."""
    category = request.args.get("category", "")
    place = request.args.get("place", "")
    codes = {one.slug: one.code for one in known.places.municipalities.values()}
    named = [request.args.get("company", ""), *request.args.get("mentions", "")[:2000].split(",")]
    return BoxWish(
        slugs=[slug.strip() for slug in named if slug.strip()],
        category=category if category in known.tree else None,
        municipality=codes.get(place),
    )


def sizer() -> Response:
    """Serve the script that sizes frames, at an address that never changes."""
    response = make_response((STATIC / "js" / "embed.js").read_text(encoding="utf-8"))
    response.content_type = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/embed/box", view_func=box)
    bp.add_url_rule("/embed/box.js", view_func=sizer)
