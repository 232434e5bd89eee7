"""/oembed: paste an address of the guide into an editor, get its box (oembed.com, version 1.0)."""

from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from flask_babel import gettext as _

from guide.web.context import the_guide
from guide.web.embed.box import HEIGHT
from guide.web.embed.contents import whole_url
from guide.web.presenters.boxes import iframe_snippet

WIDTH = 340
NARROWEST = 240
_KEPT = ("category", "place", "company", "mentions", "theme", "lang")


def oembed() -> Response:
    """Answer rich HTML for the guide's front page, a profile, a category, a place or a box."""
    if request.args.get("format", "json") != "json":
        abort(501)
    wanted = _wanted(request.args.get("url", ""))
    if wanted is None:
        abort(404)
    width = max(NARROWEST, _number("maxwidth", WIDTH)) if "maxwidth" in request.args else WIDTH
    height = min(HEIGHT, _number("maxheight", HEIGHT))
    site = the_guide().settings
    address = f"{site.site_url}/embed/box" + (f"?{urlencode(wanted)}" if wanted else "")
    html = iframe_snippet(
        address,
        f"{site.site_url}/embed/box.js",
        title=site.site_name,
        fallback=str(_("Se virksomheden i guiden")),
        home=whole_url("public.front"),
        height=height,
    )
    response = jsonify(
        {
            "version": "1.0",
            "type": "rich",
            "provider_name": site.site_name,
            "provider_url": site.site_url,
            "title": site.site_name,
            "html": html,
            "width": min(width, WIDTH),
            "height": height,
            "cache_age": 300,
        }
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _number(name: str, default: int) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _wanted(address: str) -> dict[str, str] | None:
    """Turn an address of this guide into the parameters of its box, ``None`` for any other."""
    site = the_guide().settings.site_url
    if address != site and not address.startswith(f"{site}/"):
        return None
    parts = urlsplit(address)
    path = parts.path.removeprefix(urlsplit(site).path)
    english = path == "/en" or path.startswith("/en/")
    steps = (
        path.removeprefix("/en").strip("/").split("/") if english else path.strip("/").split("/")
    )
    wanted = {"lang": "en"} if english else {}
    if steps == [""]:
        return wanted
    if steps == ["embed", "box"]:
        given = parse_qs(parts.query)
        return wanted | {name: given[name][0] for name in _KEPT if name in given}
    kinds = {"virksomhed": "company", "kategori": "category", "kommune": "place"}
    if len(steps) == 2 and steps[0] in kinds:
        return wanted | {kinds[steps[0]]: steps[1]}
    return None


def add_to(bp: Blueprint) -> None:
    """Put the answer on the blueprint."""
    bp.add_url_rule("/oembed", view_func=oembed)
