"""THE OTHER DOOR: the guide command."""

import sys

import click
from pydantic import ValidationError

from guide.catalogue.database import DatabaseBusyError
from guide.catalogue.leases import LeaseHeldError, LeaseLostError
from guide.cli import company_editing
from guide.cli.bulk_editing import many
from guide.cli.category_editing import category
from guide.cli.database import db
from guide.cli.describing import describe
from guide.cli.editing import editor
from guide.cli.evaluating import eval_
from guide.cli.featuring import day
from guide.cli.figures import figures
from guide.cli.importing import import_
from guide.cli.indexing import index, worker
from guide.cli.matching import match, mention
from guide.cli.ranking import rank
from guide.cli.searching import search, show
from guide.cli.serving import demo, serve
from guide.cli.updating import update
from guide.config import SettingsError
from guide.domain.ranking_card import CardError
from guide.ingest.cvr.source import SourceError
from guide.ingest.seed.tables import SeedFileError
from guide.search.port import IndexUnavailableError
from guide.usecases.evaluate_search import MeasuresMissingError
from guide.usecases.judged_queries import JudgementError

EXPECTED = (
    CardError,
    SettingsError,
    SeedFileError,
    SourceError,
    LeaseHeldError,
    LeaseLostError,
    DatabaseBusyError,
    IndexUnavailableError,
    MeasuresMissingError,
    JudgementError,
    FileNotFoundError,
    PermissionError,
    ValidationError,
)
"""What may go wrong without a bug: told in one line, without a trace."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="brancheguide", message="%(version)s")
def cli() -> None:
    """Brancheguide: the directory of the Danish IT business."""


COMMANDS = (
    day,
    db,
    demo,
    describe,
    editor,
    eval_,
    figures,
    import_,
    index,
    match,
    mention,
    rank,
    search,
    serve,
    show,
    update,
    worker,
)
for command in COMMANDS:
    cli.add_command(command)
for editing in (*company_editing.COMMANDS, category, many):
    editor.add_command(editing)


def main() -> None:
    """Run the guide command; exit non-zero with one clear line on an expected error."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except EXPECTED as error:
        click.echo(f"guide: {error}", err=True)
        sys.exit(1)
