"""/livez: the process answers; /readyz: it can serve, and if not, why."""

import secrets
import shutil
import time

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from guide.catalogue import marks, migrations, outbox
from guide.catalogue.database import DatabaseBusyError
from guide.usecases.update_guide import UPDATE, last_failure
from guide.web.context import the_guide

bp = Blueprint("health", __name__)
MIN_FREE = 0.05
_TOLD_ONLY = {"update"}
"""Faults that are told but do not take the site away: yesterday's guide still stands."""
_LOOPBACK = ("127.0.0.1", "::1")


@bp.get("/livez")
def livez() -> ResponseReturnValue:
    """Tell that the process answers."""
    return jsonify({"alive": True})


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Check database, schema, index and disk; 503 names every fault."""
    _allow_only_operators()
    started = time.monotonic()
    checks = {**_database(), "index": _index(), "disk": _disk()}
    faults = {name for name, text in checks.items() if text != "ok"}
    ready = faults <= _TOLD_ONLY
    body = {
        "ready": ready,
        "serving": faults <= _TOLD_ONLY | {"index"},
        "checks": checks,
        "milliseconds": round((time.monotonic() - started) * 1000),
    }
    return jsonify(body), 200 if ready else 503


def _allow_only_operators() -> None:
    if request.remote_addr in _LOOPBACK:
        return
    token = the_guide().settings.metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(token.encode(), given.encode()):
        abort(404)


def _database() -> dict[str, str]:
    guide = the_guide()
    try:
        if not migrations.is_current(guide.database):
            return {"database": "ok", "schema": "run: guide db upgrade"}
        with guide.database.reading() as work:
            published = marks.find(work, marks.PUBLISHED)
            night = marks.find(work, UPDATE)
            waiting = outbox.count_open(work, outbox.INDEX)
    except DatabaseBusyError as error:
        return {"database": str(error)}
    return {
        "database": "ok",
        "schema": "ok",
        "data": "ok" if published else "nothing imported yet; run: guide import seed",
        "update": (last_failure(night.value) if night else "") or "ok",
        "outbox": "ok" if waiting < 10_000 else f"{waiting} jobs wait; is guide worker running?",
    }


def _index() -> str:
    status = the_guide().reader.status()
    return "ok" if status.healthy else f"{status.reason}; run: guide index rebuild"


def _disk() -> str:
    usage = shutil.disk_usage(the_guide().settings.home)
    free = usage.free / usage.total
    return "ok" if free > MIN_FREE else f"only {free:.0%} of the disk is free"
