"""Tell those who follow by mail what changed: at most once a day, each difference once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from guide.catalogue import cards, categories, differences, places, subscriptions
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.category_changes import follow
from guide.domain.company import CompanyId
from guide.domain.danish_time import danish_day
from guide.domain.difference_words import Names, tell
from guide.domain.differences import Difference
from guide.domain.letter_texts import ENGLISH, write
from guide.domain.letters import Letter
from guide.domain.protection import Channel, ProtectionPolicy
from guide.domain.subscriptions import Subscription
from guide.search.port import Facet, SearchFilters, SearchReader, SearchRequest
from guide.usecases.export_search import every_id
from guide.usecases.follow_by_mail import stop_link
from guide.usecases.post import post, site_link

MOST_TOLD = 200
"""Differences in one letter; the rest follow the next day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _News:
    """What one subscription is to be told, and up to which difference that goes."""

    lines: Sequence[str]
    last: int


def keep_request(request: SearchRequest) -> dict[str, Any]:
    """Return what must be kept of a search to ask it again."""
    values = {facet.value: sorted(chosen) for facet, chosen in request.filters.values.items()}
    return {"text": request.text, "values": values, "understand": request.understand}


def read_request(kept: Mapping[str, Any]) -> SearchRequest:
    """Return the search that was kept."""
    values = {Facet(name): frozenset(chosen) for name, chosen in kept["values"].items()}
    return SearchRequest(
        text=kept["text"],
        filters=SearchFilters(values=values),
        understand=kept["understand"],
        facets=(),
    )


def send_digests(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> int:
    """Leave a letter for everyone of whose companies something is new; return how many.

    A letter and how far it goes are one transaction, so nothing is told twice or lost.
    """
    today = danish_day(now)
    with database.reading() as work:
        waiting = [one for one in subscriptions.confirmed(work) if not _told_on(one, today)]
    return sum(_send(database, reader, policy, one, site_url, now) for one in waiting)


def _told_on(one: Subscription, day: date) -> bool:
    sent = one.last_sent_at
    return sent is not None and danish_day(sent) == day


def _send(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    one: Subscription,
    site_url: str,
    now: datetime,
) -> bool:
    with database.reading() as work:
        fresh = differences.after(work, one.last_difference_id)
    if not fresh:
        return False
    wanted = _wanted(database, reader, policy, one, danish_day(now))
    with database.writing() as work:
        news = _news(work, policy, one, [each for each in fresh if each.company_id in wanted])
        last = news.last or fresh[-1].id
        sent_at = now if news.lines else one.last_sent_at
        if not subscriptions.advance(work, one, last, sent_at):
            return False
        if news.lines:
            stop = stop_link(work, one, site_url, now)
            post(work, _letter(one, news.lines, site_url, stop), now)
        work.commit()
    return bool(news.lines)


def _wanted(
    database: Database,
    reader: SearchReader,
    policy: ProtectionPolicy,
    one: Subscription,
    today: date,
) -> set[CompanyId]:
    if one.wish.company_id is not None:
        return {one.wish.company_id}
    if one.wish.asked is None:
        return set()
    with database.reading() as work:
        request = _as_now(read_request(one.wish.asked), categories.redirects(work))
    return set(every_id(database, reader, policy, request, today))


def _as_now(request: SearchRequest, redirects: Mapping[str, str]) -> SearchRequest:
    """Ask for categories by the slugs they have now."""
    values = dict(request.filters.values)
    if Facet.CATEGORY in values:
        values[Facet.CATEGORY] = frozenset(follow(values[Facet.CATEGORY], redirects))
    return replace(request, filters=replace(request.filters, values=values))


def _news(
    work: UnitOfWork, policy: ProtectionPolicy, one: Subscription, found: list[Difference]
) -> _News:
    """Tell what may be told; ``last`` is 0 when everything found is told."""
    ids = list(dict.fromkeys(each.company_id for each in found))
    shown: dict[CompanyId, Card] = {
        card.id: card
        for card in cards.by_ids(work, ids)
        if card.listed and policy.may_appear(card.visibility, Channel.MAIL)
    }
    told = [each for each in found if each.company_id in shown]
    now_told = told[:MOST_TOLD]
    names = _names(work, one.locale, now_told)
    lines = [f"{shown[e.company_id].name}: {tell(e, names, one.locale)}" for e in now_told]
    return _News(lines=lines, last=now_told[-1].id if len(told) > MOST_TOLD else 0)


def _names(work: UnitOfWork, locale: str, told: Sequence[Difference]) -> Names:
    if not told:
        return Names(categories={}, municipalities={})
    english = locale == ENGLISH
    tree = categories.tree(work)
    known = places.on_day(work, danish_day(told[-1].at))
    return Names(
        categories={slug: each.name_en if english else each.name_da for slug, each in tree.items()},
        municipalities={code: place.name for code, place in known.municipalities.items()},
    )


def _letter(one: Subscription, lines: Sequence[str], site_url: str, stop: str) -> Letter:
    plain = [" ".join(line.split()) for line in lines]
    page = site_link(site_url, one.locale, f"/foelg?{one.wish.query}")
    return write(
        "digest",
        one.locale,
        one.mail,
        stop_url=stop,
        changes="\n".join(plain),
        link=page,
        stop=stop,
    )
