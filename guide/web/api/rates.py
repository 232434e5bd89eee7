"""How often an address may ask the API: 600 requests in five minutes, told in every answer."""

import time
from typing import cast

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from guide.web.problems import ProblemError

EXTENSION = "brancheguide.rates"
API = RateLimitItemPerSecond(600, 300, namespace="api")
EXPORT = RateLimitItemPerSecond(6, 3600, namespace="export")


def setup_rates(app: Flask, storage: Storage | None = None) -> None:
    """Give the site its limits; without a storage each process counts for itself."""
    app.extensions[EXTENSION] = FixedWindowRateLimiter(storage or MemoryStorage())
    app.config.setdefault("API_RATE", API)
    app.config.setdefault("EXPORT_RATE", EXPORT)


def spend(name: str = "API_RATE") -> None:
    """Count this request against a limit of its address; raise a 429 problem when it is spent."""
    if request.method == "OPTIONS":
        return
    rate = cast(RateLimitItem, current_app.config[name])
    limiter = cast(FixedWindowRateLimiter, current_app.extensions[EXTENSION])
    allowed = limiter.hit(rate, _asker())
    window = limiter.get_window_stats(rate, _asker())
    g.rate = (rate.amount, window.remaining, max(0, round(window.reset_time - time.time())))
    if not allowed:
        raise ProblemError(
            status=429,
            kind="too-many-requests",
            title="Too Many Requests",
            detail=f"At most {rate.amount} requests in {rate.get_expiry()} s: wait, then go on.",
        )


def tell_rates(response: Response) -> Response:
    """Tell in headers what is left, and when a spent limit is whole again."""
    if "rate" in g:
        limit, remaining, reset = g.rate
        response.headers["RateLimit-Limit"] = str(limit)
        response.headers["RateLimit-Remaining"] = str(remaining)
        response.headers["RateLimit-Reset"] = str(reset)
        if response.status_code == 429:
            response.headers["Retry-After"] = str(max(1, reset))
    return response


def _asker() -> str:
    """The address that asks; of IPv6 the network of one household (/64)."""
    address = request.remote_addr or "unknown"
    return ":".join(address.split(":")[:4]) if ":" in address else address
