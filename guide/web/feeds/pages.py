"""/foelg.atom (RFC 4287) and /foelg.json (JSON Feed 1.1): of a search, or of virksomhed=<slug>."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from guide.catalogue import companies
from guide.domain.differences import Difference, Followed, Value
from guide.domain.protection import Channel
from guide.domain.status import CompanyStatus
from guide.usecases.follow_search import Told, follow_company, follow_search
from guide.web.context import the_guide, today
from guide.web.languages import current_language
from guide.web.presenters.numbers import number
from guide.web.public.exports import request_of
from guide.web.public.parameters import address, read
from guide.web.public.words import category_name, status_word
from guide.web.shared import Shared, shared


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """An entry: its id never changes, its text is the difference."""

    id: str
    title: str
    url: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed; ``updated`` is that of its newest entry, so that silence stays silent."""

    title: str
    url: str
    home: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def atom() -> Response:
    """Give the feed as Atom."""
    body = render_template("feeds/atom.xml", feed=_feed())
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def json_feed() -> Response:
    """Give the feed as JSON Feed."""
    feed = _feed()
    response = jsonify(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.url,
            "language": current_language(),
            "items": [
                {
                    "id": entry.id,
                    "url": entry.url,
                    "title": entry.title,
                    "content_text": entry.title,
                    "date_published": entry.at.isoformat(),
                }
                for entry in feed.entries
            ],
        }
    )
    response.content_type = "application/feed+json; charset=utf-8"
    return response


def _feed() -> Feed:
    guide, known = the_guide(), shared()
    slug = request.args.get("virksomhed", "")
    site, name = guide.settings.site_url, guide.settings.site_name
    if slug:
        with guide.database.reading() as work:
            found = companies.find_by_slug(work, slug)
        if found is None or not guide.policy.may_appear(found.visibility, Channel.FEED):
            abort(404)
        told = follow_company(guide.database, guide.policy, found.id)
        title, home = f"{name}: {found.name}", url_for("public.profile", slug=found.slug)
    else:
        asked = read(request.args, known)
        if asked.ignored:
            abort(404)
        question = request_of(asked, known)
        told = follow_search(guide.database, guide.reader, guide.policy, question, today())
        title, home = f"{name}: {asked.text}" if asked.text else name, address(asked)
    entries = tuple(_entry(one, known) for one in told)
    newest = entries[0].at if entries else datetime(2026, 1, 1, tzinfo=UTC)
    own = request.full_path.rstrip("?")
    return Feed(
        title=title,
        url=f"{site}{request.script_root}{own}",
        home=f"{site}{home}",
        updated=newest,
        entries=entries,
    )


def _entry(told: Told, known: Shared) -> FeedEntry:
    site = the_guide().settings.site_url
    host = urlsplit(site).hostname or "brancheguide"
    words = difference_words(told.difference, known)
    return FeedEntry(
        id=f"tag:{host},2026:difference/{told.difference.id}",
        title=f"{told.card.name}: {words}",
        url=f"{site}{url_for('public.profile', slug=told.card.slug)}",
        at=told.difference.at,
    )


def difference_words(one: Difference, known: Shared) -> str:
    """Tell a difference: "ansatte 42 → 51", "nyt navn (før X)", "ny i guiden"."""
    if one.field is Followed.LISTED:
        return str(_("ny i guiden"))
    if one.field is Followed.NAME:
        return str(_("nyt navn (før %(before)s)", before=one.before))
    if one.field is Followed.CATEGORIES:
        return str(_("kategorier: %(names)s", names=_value(one.field, one.after, known)))
    labels = {
        Followed.STATUS: _("status"),
        Followed.EMPLOYEES: _("ansatte"),
        Followed.MUNICIPALITY: _("kommune"),
        Followed.REVENUE_YEAR: _("regnskabsår"),
    }
    before, after = (_value(one.field, value, known) for value in (one.before, one.after))
    return f"{labels[one.field]} {before} → {after}"


def _value(field: Followed, value: Value, known: Shared) -> str:
    if value is None or value == []:
        return str(_("ikke oplyst"))
    if isinstance(value, list):
        return ", ".join(category_name(slug, known) for slug in value if slug in known.tree)
    if field is Followed.STATUS:
        return status_word(CompanyStatus(str(value)))
    if field is Followed.MUNICIPALITY:
        place = known.places.municipalities.get(str(value))
        return place.name if place else str(value)
    return number(value, locale=current_language()) if isinstance(value, int) else value


def add_to(bp: Blueprint) -> None:
    """Put the feeds on the blueprint."""
    bp.add_url_rule("/foelg.atom", view_func=atom)
    bp.add_url_rule("/foelg.json", view_func=json_feed)
