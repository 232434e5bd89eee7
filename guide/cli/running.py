"""What every command needs: the guide, a tidy end, output for people or programs."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.config import load_settings


@contextmanager
def running_guide(*, needs_schema: bool = True) -> Iterator[Guide]:
    """Open the guide for one command; refuse a database without the schema of this code."""
    guide = build(load_settings())
    try:
        if needs_schema and not migrations.is_current(guide.database):
            message = "databasen har ikke det nyeste skema; kør først: guide db upgrade"
            raise click.ClickException(message)
        yield guide
    finally:
        guide.close()


def print_json(value: Any) -> None:
    """Write one line of JSON, Danish letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


json_option = click.option("--json", "as_json", is_flag=True, help="Skriv JSON i stedet for tekst.")


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function (what, done, total) that draws a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield show
