"""Rate limits, counted in the database and shared by all workers; see docs/security.md."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, g, request
from limits import RateLimitItem, parse_many
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from guide.catalogue.rate_limits import DatabaseStorage
from guide.usecases.note_refusal import note_refusal
from guide.web.context import the_guide

View = TypeVar("View", bound=Callable[..., Any])
Key = Callable[[], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """So many times in a window, counted under a key."""

    scope: str
    item: RateLimitItem
    key: Key


def by_ip() -> str:
    """Count by the address that the request came from, as far as proxies are trusted."""
    return request.remote_addr or "-"


def by_everyone() -> str:
    """Count everything together."""
    return "*"


def limited(scope: str, limits: str, key: Key = by_ip) -> Callable[[View], View]:
    """Limit how often a view may be sent to; ``limits`` as in "5/hour;20/day". May be repeated."""

    def mark(view: View) -> View:
        rules = [Rule(scope=scope, item=item, key=key) for item in parse_many(limits)]
        view.rate_rules = [*getattr(view, "rate_rules", ()), *rules]  # type: ignore[attr-defined]
        return view

    return mark


def setup_limits(app: Flask) -> None:
    """Count every request to a limited view and tell the limits in the answer."""
    with app.app_context():
        storage = DatabaseStorage(the_guide().database)
    limiter = FixedWindowRateLimiter(storage)

    @app.before_request
    def count() -> None:
        view = app.view_functions.get(request.endpoint or "")
        for rule in getattr(view, "rate_rules", ()):
            _hit(limiter, rule)

    @app.after_request
    def tell(response: Response) -> Response:
        if hasattr(g, "rate_left"):
            item, left, wait = g.rate_left
            response.headers["RateLimit-Limit"] = str(item.amount)
            response.headers["RateLimit-Remaining"] = str(max(left, 0))
            response.headers["RateLimit-Reset"] = str(wait)
        return response


def _hit(limiter: FixedWindowRateLimiter, rule: Rule) -> None:
    allowed = limiter.hit(rule.item, rule.scope, rule.key())
    stats = limiter.get_window_stats(rule.item, rule.scope, rule.key())
    wait = max(1, round(stats.reset_time - time.time()))
    tightest = getattr(g, "rate_left", None)
    if tightest is None or stats.remaining < tightest[1] or not allowed:
        g.rate_left = (rule.item, stats.remaining, wait)
    if allowed:
        return
    guide = the_guide()
    note_refusal(
        guide.database,
        actor="web",
        action="rate_limit",
        where=rule.scope,
        reason=str(rule.item),
        now=guide.clock.now(),
        request_id=g.get("request_id"),
    )
    raise TooManyRequests(retry_after=wait)
