"""How often one asker may ask the API: 600 times in five minutes, told in every answer.

Counted in memory, so each worker counts for itself: reading writes nothing to the database.
"""

import time
from typing import cast

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

EXTENSION = "brancheguide.rates"
API = RateLimitItemPerSecond(600, 300, namespace="api")


def setup_rates(app: Flask) -> None:
    """Give the API its limit."""
    app.extensions[EXTENSION] = FixedWindowRateLimiter(MemoryStorage())
    app.config.setdefault("API_RATE", API)


def spend() -> None:
    """Count this request against a limit of its address; raise ``TooManyRequests`` beyond it."""
    if request.method == "OPTIONS":
        return
    rate = cast(RateLimitItem, current_app.config["API_RATE"])
    limiter = cast(FixedWindowRateLimiter, current_app.extensions[EXTENSION])
    allowed = limiter.hit(rate, _asker())
    window = limiter.get_window_stats(rate, _asker())
    g.rate = (rate.amount, window.remaining, max(0, round(window.reset_time - time.time())))
    if not allowed:
        raise TooManyRequests(retry_after=max(1, g.rate[2]))


def tell_rates(response: Response) -> Response:
    """Tell in headers what is left, and when a spent limit is whole again."""
    if "rate" in g:
        limit, remaining, reset = g.rate
        response.headers["RateLimit-Limit"] = str(limit)
        response.headers["RateLimit-Remaining"] = str(remaining)
        response.headers["RateLimit-Reset"] = str(reset)
    return response


def _asker() -> str:
    """The address that asks; of IPv6 the network of one household (/64)."""
    address = request.remote_addr or "unknown"
    return ":".join(address.split(":")[:4]) if ":" in address else address
