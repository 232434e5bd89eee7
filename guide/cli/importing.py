"""guide import: bring in what others know."""

from pathlib import Path

import click

from guide.cli.running import json_option, print_json, progress_bar, running_guide
from guide.usecases.load_seed import load_seed


@click.group(name="import")
def import_() -> None:
    """Hent oplysninger ind i guiden."""


@import_.command()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mappe med grunddata; ellers GUIDE_DATA.",
)
@json_option
def seed(folder: Path | None, as_json: bool) -> None:
    """Indlæs grunddata fra data-mappen; to gange ændrer intet."""
    with running_guide() as guide, progress_bar() as progress:
        report = load_seed(
            guide.database,
            folder or guide.settings.data,
            guide.policy,
            guide.clock.now(),
            lambda done, total: progress("Grunddata", done, total),
        )
    for problem in report.problems:
        click.echo(f"guide: {problem}", err=True)
    if as_json:
        counts = {"companies": report.companies, "created": report.created}
        counts |= {"changed": report.changed, "events": report.events}
        print_json({**counts, "problems": [str(problem) for problem in report.problems]})
    else:
        click.echo(
            f"{report.companies} virksomheder læst: {report.created} nye, "
            f"{report.changed} ændrede. {len(report.problems)} rækker kunne ikke bruges."
        )
