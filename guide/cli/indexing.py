"""guide index and guide worker: the search index and the one process that writes it."""

import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import click
import structlog

from guide.bootstrap import Guide
from guide.catalogue.database import DatabaseBusyError
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.danish_time import danish_day
from guide.search.port import IndexStatus, IndexUnavailableError
from guide.usecases.ask_about_duplicates import ask_about_duplicates
from guide.usecases.ask_about_stale_facts import ask_about_stale_facts
from guide.usecases.ask_for_review import ask_for_review
from guide.usecases.choose_company_of_the_day import settle_day
from guide.usecases.claim_company import expire_claims
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.usecases.forget_old import forget_logos, forget_old
from guide.usecases.index_companies import drain_index_jobs, rebuild_index, verify_index

PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 5.0
log = structlog.get_logger()


@click.group()
def index() -> None:
    """Søgeindekset."""


def _tell(status: IndexStatus, as_json: bool) -> None:
    if as_json:
        print_json(asdict(status))
    elif status.healthy:
        click.echo(f"{status.documents} virksomheder i {status.generation}.")
    else:
        click.echo(f"Indekset kan ikke bruges: {status.reason}")


@index.command()
@json_option
def rebuild(as_json: bool) -> None:
    """Byg et nyt indeks ved siden af det gamle og skift til det."""
    with running_guide() as guide:
        status = rebuild_index(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    _tell(status, as_json)


@index.command()
@json_option
def status(as_json: bool) -> None:
    """Fortæl, hvordan indekset har det; exit 1, når det ikke kan bruges."""
    with running_guide() as guide:
        found = guide.reader.status()
    _tell(found, as_json)
    if not found.healthy:
        raise click.exceptions.Exit(1)


@index.command()
@json_option
def verify(as_json: bool) -> None:
    """Sammenlign database og indeks og læs hver fil; exit 1 ved forskelle og skader."""
    with running_guide() as guide:
        difference = verify_index(guide.database, guide.reader)
    if as_json:
        print_json({**asdict(difference), "equal": difference.is_empty})
    elif difference.is_empty:
        click.echo(f"Database og indeks er ens: {difference.documents} virksomheder.")
    else:
        for problem in difference.damaged:
            click.echo(f"Skadet: {problem}")
        click.echo(
            f"Mangler {len(difference.missing)}, forældede {len(difference.stale)}, "
            f"overflødige {len(difference.surplus)}. Ret det med: guide index rebuild"
        )
    if not difference.is_empty:
        raise click.exceptions.Exit(1)


@click.command()
@click.option("--once", is_flag=True, help="Gør det, der venter, og stop.")
def worker(once: bool) -> None:
    """Udfør de ventende job; der må kun køre én."""
    with running_guide() as guide:
        run_worker(guide, threading.Event(), once=once)


def run_worker(guide: Guide, stop: threading.Event, *, once: bool = False) -> None:
    """Do open jobs until ``stop`` is set, or with ``once`` until none is left.

    Letters have a thread of their own: a slow mail server must not hold up the index.
    """
    writer = guide.open_writer()

    settled: set[date] = set()

    def settle_today() -> None:
        now = guide.clock.now()
        today = danish_day(now)
        if today not in settled:
            settle_day(guide.database, guide.policy, today, now)
            forget_old(guide.database, now)
            forget_logos(guide.database, guide.logos, now)
            ask_for_review(guide.database, now)
            ask_about_stale_facts(guide.database, now)
            expire_claims(guide.database, guide.policy, now)
            ask_about_duplicates(guide.database, now)
            settled.add(today)

    def follow_changes() -> int:
        settle_today()
        return drain_index_jobs(guide.database, writer, guide.policy, guide.clock.now())

    def deliver() -> int:
        return drain_mail_jobs(guide.database, guide.mailer, guide.clock.now())

    if once:
        while follow_changes() + deliver():
            pass
        return
    post = threading.Thread(target=_repeat, args=(deliver, stop), name="post", daemon=True)
    post.start()
    _repeat(follow_changes, stop)
    post.join(timeout=5)


def _repeat(work: Callable[[], int], stop: threading.Event) -> None:
    """Work until stopped; what passes by itself (busy, full disk, no index) is tried again."""
    while not stop.is_set():
        try:
            done = work()
        except (DatabaseBusyError, IndexUnavailableError, OSError) as error:
            log.warning("the worker waits", reason=str(error))
            stop.wait(PATIENCE_SECONDS)
            continue
        if not done:
            stop.wait(PAUSE_SECONDS)
