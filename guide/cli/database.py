"""guide db: the schema of the database."""

import click

from guide.catalogue import migrations
from guide.cli.running import json_option, print_json, running_guide
from guide.usecases.prepare import upgrade_schema


@click.group()
def db() -> None:
    """Databasens skema."""


@db.command()
@json_option
def upgrade(as_json: bool) -> None:
    """Bring databasen op til denne udgaves skema."""
    with running_guide(needs_schema=False) as guide:
        done = upgrade_schema(guide.database)
        revision = migrations.current_revision(guide.database)
    if as_json:
        print_json({"changed": done, "revision": revision})
    else:
        click.echo(f"Skemaet er {revision}." if done else f"Skemaet var allerede {revision}.")
