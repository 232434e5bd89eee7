"""guide index and guide worker: the search index and the one process that writes it."""

import threading
from dataclasses import asdict

import click

from guide.bootstrap import Guide
from guide.cli.running import json_option, print_json, running_guide
from guide.search.port import IndexStatus
from guide.usecases.index_companies import drain_index_jobs, rebuild_index, verify_index

PAUSE_SECONDS = 0.2


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
    """Sammenlign database og indeks dokument for dokument; exit 1 ved forskelle."""
    with running_guide() as guide:
        difference = verify_index(guide.database, guide.reader)
    if as_json:
        print_json({**asdict(difference), "equal": difference.is_empty})
    elif difference.is_empty:
        click.echo(f"Database og indeks er ens: {difference.documents} virksomheder.")
    else:
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
    """Do open jobs until ``stop`` is set, or with ``once`` until none is left."""
    writer = guide.open_writer()
    while not stop.is_set():
        done = drain_index_jobs(guide.database, writer, guide.policy, guide.clock.now())
        if once and not done:
            return
        if not done:
            stop.wait(PAUSE_SECONDS)
