"""The night: register, reports, figures, ranking, index, checks, publish, in that order.

A step that fails ends the night: what was published yesterday stays, "Opdateret" stays at its
time, and the failure is kept for ``/readyz`` and sent to the editors.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from guide.catalogue import leases, marks
from guide.catalogue.database import Database
from guide.domain.letters import Letter
from guide.outside.clock import Clock
from guide.usecases.hold_lease import held_lease
from guide.usecases.post import post

UPDATE = "update"
"""The mark of the last night: "ok", or the step that failed and why."""

_OK = "ok"
log = structlog.get_logger()


class StepFailedError(Exception):
    """A step found that the night must not go on; the text says why and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One job of the night; ``run`` returns what it did in a line, or raises."""

    name: str
    run: Callable[[], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class StepResult:
    """What became of a step."""

    name: str
    succeeded: bool
    told: str
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Night:
    """What a run needs beside its steps; ``editors`` get a letter when it fails."""

    clock: Clock
    owner: str
    is_alive: Callable[[str], bool]
    editors: Sequence[str] = ()


def update_guide(database: Database, steps: Sequence[Step], night: Night) -> list[StepResult]:
    """Run the steps in order under one lease and publish when all succeeded.

    Raises ``LeaseHeldError`` when another night is at work. Any error of a step is its failure:
    the night must tell of it, whatever it is.
    """
    results: list[StepResult] = []
    with held_lease(database, UPDATE, night.owner, night.clock, night.is_alive) as lease:
        for step in steps:
            results.append(_run(step, night.clock))
            with database.writing() as work:
                leases.renew(work, lease, night.clock.now())
                work.commit()
            if not results[-1].succeeded:
                break
        _close(database, results, night)
    return results


def last_failure(value: str) -> str:
    """Return why the last night failed, from its mark; empty when it succeeded."""
    return "" if value == _OK else value


def _run(step: Step, clock: Clock) -> StepResult:
    started = clock.now()
    try:
        told, succeeded = step.run(), True
    except Exception as error:  # a night that dies silently is worse than any error of a step
        log.exception("a step of the night failed", step=step.name)
        told, succeeded = f"{type(error).__name__}: {error}"[:500], False
    seconds = (clock.now() - started).total_seconds()
    return StepResult(name=step.name, succeeded=succeeded, told=told, seconds=seconds)


def _close(database: Database, results: Sequence[StepResult], night: Night) -> None:
    now = night.clock.now()
    failed = next((result for result in results if not result.succeeded), None)
    with database.writing() as work:
        if failed is None:
            marks.put(work, UPDATE, _OK, now)
            marks.put(work, marks.PUBLISHED, UPDATE, now)
        else:
            marks.put(work, UPDATE, f"{failed.name}: {failed.told}", now)
            for address in night.editors:
                post(work, _letter(address, failed, now), now)
        work.commit()


def _letter(address: str, failed: StepResult, now: datetime) -> Letter:
    return Letter(
        to=address,
        subject="Brancheguiden blev ikke opdateret i nat",
        text=(
            f"Trinnet {failed.name} standsede {now:%d.%m.%Y kl. %H.%M} UTC:\n\n{failed.told}\n\n"
            "Guiden viser stadig det, der sidst blev opdateret. Ret fejlen, og kør: guide update\n"
        ),
        key=f"update-{now:%Y%m%d%H%M%S}",
    )
