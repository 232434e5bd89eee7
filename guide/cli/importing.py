"""guide import: bring in what others know."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import click

from guide.catalogue.import_runs import RunState
from guide.cli.running import json_option, print_json, progress_bar, running_guide
from guide.ingest.calendars import CalendarError
from guide.outside import process
from guide.usecases.import_events import import_events
from guide.usecases.import_register import import_register
from guide.usecases.import_reports import ReportOptions, import_reports
from guide.usecases.load_seed import load_seed
from guide.usecases.register_run import (
    ImportOptions,
    ImportReport,
    Port,
)


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


@import_.command()
@click.argument("source")
@click.option("--full", is_flag=True, help="Læs alle brancher igen, ikke kun ændringer.")
@click.option("--force", is_flag=True, help="Fortsæt trods kontroller og bremse.")
@json_option
def cvr(source: str, full: bool, force: bool, as_json: bool) -> None:
    """Hent virksomheder fra CVR.

    SOURCE er en fil (JSON-linjer, søgesvar, gzip, zip), en mappe af dem, eller "live" for
    CVR-tjenesten selv (GUIDE_CVR_USER og GUIDE_CVR_PASSWORD).
    """
    with running_guide() as guide, progress_bar() as progress:
        report = import_register(
            guide.database,
            guide.open_register(source),
            guide.policy,
            Port(
                clock=guide.clock,
                owner=process.own_name(),
                is_alive=process.is_alive,
                progress=lambda done: progress("CVR", done, 0),
            ),
            ImportOptions(full=full, force=force),
        )
    for finding in report.findings:
        click.echo(f"guide: {finding.text}", err=True)
    if as_json:
        told = [asdict(finding) for finding in report.findings]
        print_json(
            {"state": report.state, "resumed": report.resumed, "findings": told}
            | asdict(report.counts)
        )
    else:
        click.echo(_told(report))
    if report.state is not RunState.DONE:
        sys.exit(1)


@import_.command()
@click.option("--full", is_flag=True, help="Spørg om alle år igen, ikke kun nye regnskaber.")
@click.option("--retry", is_flag=True, help="Læs også de dokumenter igen, der blev afvist.")
@click.option("--force", is_flag=True, help="Fortsæt, selv om indekset ikke finder noget kendt.")
@json_option
def reports(full: bool, retry: bool, force: bool, as_json: bool) -> None:
    """Hent årsrapporter for de kendte CVR-numre, og læs deres tal."""
    with running_guide() as guide, progress_bar() as progress:
        report = import_reports(
            guide.database,
            guide.open_publications(),
            guide.open_documents(),
            guide.policy,
            Port(
                clock=guide.clock,
                owner=process.own_name(),
                is_alive=process.is_alive,
                progress=lambda done: progress("Regnskaber", done, 0),
            ),
            ReportOptions(full=full, retry=retry, force=force),
        )
    if report.problem:
        click.echo(f"guide: {report.problem}", err=True)
    if as_json:
        print_json({"state": report.state, "problem": report.problem} | asdict(report.counts))
    else:
        counts = report.counts
        click.echo(
            f"{counts.told} offentliggørelser, {counts.new} nye: {counts.read} læst "
            f"({counts.corrected} korrigerede), {counts.paper} kun som PDF, {counts.refused} "
            f"afvist, {counts.unfetched} ikke hentet. {counts.companies} virksomheder har nye tal."
        )
    if report.state is not RunState.DONE:
        sys.exit(1)


def _told(report: ImportReport) -> str:
    counts = report.counts
    if report.state is not RunState.DONE:
        return f"Stoppet efter {counts.read} virksomheder. Guiden står, som den gjorde."
    if report.changed_nothing:
        return f"{counts.read} virksomheder læst. Intet er ændret."
    return (
        f"{counts.read} virksomheder læst: {counts.created} nye, {counts.changed} ændrede, "
        f"{counts.unchanged} uændrede, {counts.asked} spørgsmål til redaktionen, "
        f"{counts.dead} kunne ikke læses."
    )


@import_.command()
@click.argument("file", type=click.File("rb"))
@json_option
def events(file: BinaryIO, as_json: bool) -> None:
    """Indlæs arrangementer fra en iCalendar-fil; to gange ændrer intet."""
    with running_guide() as guide:
        try:
            report = import_events(guide.database, guide.matcher, file.read(), guide.clock.now())
        except CalendarError as error:
            raise click.ClickException(str(error)) from error
    for problem in report.problems:
        click.echo(f"guide: {problem}", err=True)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(f"{report.read} arrangementer læst, {report.changed} nye eller ændrede.")
