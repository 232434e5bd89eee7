"""What machines ask for first: robots.txt, the sitemaps, security.txt."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue import listings
from guide.domain.protection import Channel
from guide.web.context import the_guide
from guide.web.public.letters import SLUGS as LETTERS
from guide.web.public.sizes import SLUGS as SIZES
from guide.web.shared import shared

PER_SITEMAP = 5000
VALID = timedelta(days=180)


def robots() -> ResponseReturnValue:
    """Let everyone in, but not into the endless states of the search."""
    site = the_guide().settings.site_url
    lines = (
        "User-agent: *",
        "Disallow: /soeg",
        "Disallow: /en/soeg",
        "Disallow: /forslag",
        f"Sitemap: {site}/sitemap.xml",
    )
    return _text("\n".join(lines) + "\n")


def security() -> ResponseReturnValue:
    """Tell whom to write to about a weakness (RFC 9116)."""
    guide = the_guide()
    expires = (guide.clock.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: mailto:{guide.settings.contact_mail}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: da, en",
        f"Canonical: {guide.settings.site_url}/.well-known/security.txt",
    )
    return _text("\n".join(lines) + "\n")


def sitemap_index() -> ResponseReturnValue:
    """Name the parts of the sitemap."""
    with the_guide().database.reading() as work:
        parts = -(-listings.total_listed(work) // PER_SITEMAP)
    addresses = [_whole("public.sitemap_pages")]
    addresses += [_whole("public.sitemap_companies", part=part + 1) for part in range(parts)]
    return _xml("public/sitemapindex.xml", addresses)


def sitemap_pages() -> ResponseReturnValue:
    """List the pages that are not profiles."""
    known = shared()
    plain = ("front", "categories", "places", "sizes", "about", "accessibility")
    addresses = [_whole(f"public.{name}") for name in plain]
    addresses += [_whole("public.category", slug=slug) for slug in known.tree]
    addresses += [_whole("public.region", slug=r.slug) for r in known.places.regions.values()]
    addresses += [
        _whole("public.municipality", slug=place.slug)
        for code, place in known.places.municipalities.items()
        if known.municipality_counts.get(code)
    ]
    addresses += [_whole("public.size", band=slug) for slug in SIZES.values()]
    addresses += [_whole("public.letter", letter=slug) for slug in LETTERS.values()]
    return _xml("public/sitemap.xml", [(address, None) for address in addresses])


def sitemap_companies(part: int) -> ResponseReturnValue:
    """List the profiles that may be crawled, with when each last changed."""
    guide = the_guide()
    with guide.database.reading() as work:
        rows = listings.addresses(work, first=(part - 1) * PER_SITEMAP, most=PER_SITEMAP)
    if part < 1 or not rows:
        abort(404)
    found: list[tuple[str, datetime | None]] = [
        (_whole("public.profile", slug=row.slug), row.changed_at)
        for row in rows
        if guide.policy.may_appear(row.visibility, Channel.SITEMAP)
    ]
    return _xml("public/sitemap.xml", found)


def _whole(endpoint: str, **values: str | int) -> str:
    return the_guide().settings.site_url + url_for(endpoint, **values)  # type: ignore[arg-type]


def _text(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")


def _xml(template: str, addresses: Iterable[object]) -> Response:
    text = render_template(template, addresses=addresses)
    return Response(text, content_type="application/xml; charset=utf-8")


def add_to(bp: Blueprint) -> None:
    """Put the files on the blueprint."""
    bp.add_url_rule("/robots.txt", view_func=robots)
    bp.add_url_rule("/.well-known/security.txt", view_func=security)
    bp.add_url_rule("/sitemap.xml", view_func=sitemap_index)
    bp.add_url_rule("/sitemap-sider.xml", view_func=sitemap_pages)
    bp.add_url_rule("/sitemap-virksomheder-<int(max=9999):part>.xml", view_func=sitemap_companies)
