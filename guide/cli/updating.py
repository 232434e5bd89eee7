"""guide update: the whole night, or one step of it."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from guide.bootstrap import LIVE, Guide
from guide.catalogue.import_runs import RunState
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.ranking_methods import METHODS
from guide.outside import process
from guide.usecases.check_listings import check_listings
from guide.usecases.import_register import import_register
from guide.usecases.import_reports import ReportOptions, import_reports
from guide.usecases.index_companies import catch_up, verify_index
from guide.usecases.rank_companies import keep_rankings
from guide.usecases.recompute_figures import recompute_figures
from guide.usecases.register_run import ImportOptions, Port
from guide.usecases.send_digests import send_digests
from guide.usecases.update_guide import Night, Step, StepFailedError, StepResult, update_guide


@click.command()
@click.option(
    "--register", "source", default=LIVE, help="Fil eller mappe i stedet for CVR-tjenesten."
)
@click.option("--only", multiple=True, help="Kun dette trin; kan gentages.")
@click.option("--force", is_flag=True, help="Fortsæt trods kontroller og bremse.")
@json_option
def update(source: str, only: tuple[str, ...], force: bool, as_json: bool) -> None:
    """Opdatér guiden: register, regnskaber, nøgletal, ranglister, indeks, kontrol og breve."""
    with running_guide() as guide:
        steps = _steps(guide, source, force)
        unknown = set(only) - {step.name for step in steps}
        if unknown:
            names = ", ".join(step.name for step in steps)
            message = f"ukendt trin {', '.join(sorted(unknown))}; trinene er {names}"
            raise click.UsageError(message)
        night = Night(
            clock=guide.clock,
            owner=process.own_name(),
            is_alive=process.is_alive,
            editors=guide.settings.editors,
        )
        chosen = [step for step in steps if not only or step.name in only]
        results = update_guide(guide.database, chosen, night)
    if as_json:
        print_json({"steps": [asdict(result) for result in results]})
    else:
        _print(results)
    if not all(result.succeeded for result in results):
        sys.exit(1)


def _print(results: list[StepResult]) -> None:
    for result in results:
        word = "ok" if result.succeeded else "FEJL"
        click.echo(f"{result.name}: {word}. {result.told} ({result.seconds:.0f} s)")


def _steps(guide: Guide, source: str, force: bool) -> list[Step]:
    jobs: dict[str, Callable[[], str]] = {
        "register": lambda: _register(guide, source, force),
        "regnskaber": lambda: _reports(guide, force),
        "nøgletal": lambda: _figures(guide),
        "ranglister": lambda: _rankings(guide),
        "indeks": lambda: _index(guide),
        "kontrol": lambda: _checks(guide),
        "breve": lambda: _digests(guide),
    }
    return [Step(name=name, run=run) for name, run in jobs.items()]


def _port(guide: Guide) -> Port:
    return Port(
        clock=guide.clock,
        owner=process.own_name(),
        is_alive=process.is_alive,
        progress=lambda _done: None,
    )


def _register(guide: Guide, source: str, force: bool) -> str:
    if source == LIVE and not guide.settings.cvr_user:
        return "Sprunget over: GUIDE_CVR_USER er ikke sat."
    report = import_register(
        guide.database,
        guide.open_register(source),
        guide.policy,
        _port(guide),
        ImportOptions(force=force),
    )
    if report.state is not RunState.DONE:
        raise StepFailedError("; ".join(finding.text for finding in report.findings))
    counts = report.counts
    return f"{counts.read} læst, {counts.created} nye, {counts.changed} ændrede."


def _reports(guide: Guide, force: bool) -> str:
    if not guide.settings.reports_url:
        return "Sprunget over: GUIDE_REPORTS_URL er tom."
    report = import_reports(
        guide.database,
        guide.open_publications(),
        guide.open_documents(),
        guide.policy,
        _port(guide),
        ReportOptions(force=force),
    )
    if report.state is not RunState.DONE:
        raise StepFailedError(report.problem)
    return f"{report.counts.read} regnskaber læst, {report.counts.companies} virksomheder."


def _figures(guide: Guide) -> str:
    report = recompute_figures(guide.database, guide.clock.now())
    return f"{report.companies} virksomheder, {len(report.changed)} med andre nøgletal."


def _rankings(guide: Guide) -> str:
    folder = Path(guide.settings.home) / "rankings"
    kept = keep_rankings(guide.database, guide.reader, guide.policy, METHODS.values(), folder)
    return f"{len(kept)} ranglister gemt."


def _index(guide: Guide) -> str:
    done = catch_up(
        guide.database, guide.reader, guide.open_writer, guide.policy, guide.clock.now()
    )
    return f"{done} virksomheder bragt i indekset."


def _checks(guide: Guide) -> str:
    guide.reader.open_newest()
    difference = verify_index(guide.database, guide.reader)
    damaged = guide.reader.damage()
    if damaged or not difference.is_empty:
        raise StepFailedError(
            f"indekset svarer ikke til databasen ({len(damaged)} beskadigede filer); "
            "kør: guide index rebuild"
        )
    return f"Database og indeks er ens: {difference.documents} virksomheder."


def _digests(guide: Guide) -> str:
    sent = send_digests(
        guide.database, guide.reader, guide.policy, guide.settings.site_url, guide.clock.now()
    )
    asked = check_listings(guide.database, guide.policy, guide.settings.site_url, guide.clock.now())
    return f"{sent} breve til dem, der følger, {asked} om profilen stadig passer."
