"""guide figures: the stored ratios, and which years are the same."""

from datetime import datetime

import click

from guide.catalogue import companies
from guide.cli.running import json_option, print_json, progress_bar, running_guide
from guide.domain.ratio_changes import Cause
from guide.usecases.recompute_figures import RecomputeReport, recompute_figures
from guide.usecases.say_same_year import (
    Decision,
    SameYearRefusedError,
    say_other_year,
    say_same_year,
)

_SHOWN = 40
_DATE = click.DateTime(["%Y-%m-%d"])


@click.group()
def figures() -> None:
    """Nøgletallene."""


@figures.command()
@click.option("--all", "show_all", is_flag=True, help="Vis hver eneste ændring.")
@json_option
def recompute(show_all: bool, as_json: bool) -> None:
    """Beregn alle nøgletal igen, og forklar, hvad der blev anderledes."""
    with running_guide() as guide, progress_bar() as progress:
        report = recompute_figures(
            guide.database,
            guide.clock.now(),
            lambda done, total: progress("Nøgletal", done, total),
        )
    if as_json:
        print_json(_json(report))
        return
    lines = [
        f"{one.name}: {change.danish()}"
        for one in report.changed
        for change in one.changes
        if show_all or change.cause is not Cause.FIRST
    ]
    for line in lines if show_all else lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN and not show_all:
        click.echo(f"… og {len(lines) - _SHOWN} mere; se dem med --all.")
    click.echo(_told(report))


@figures.command()
@click.argument("company", metavar="SLUG")
@click.argument("label", metavar="ÅR")
@click.option("--end", type=_DATE, help="Regnskabsårets sidste dag; ellers det eneste, der passer.")
@click.option("--other", is_flag=True, help="Tag det tilbage: de er ikke det samme år.")
@click.option("--actor", required=True, help="Hvem der afgør det; skrives i loggen.")
@click.option("--reason", default="", help="Hvorfor.")
def same(
    company: str, label: str, end: datetime | None, other: bool, actor: str, reason: str
) -> None:
    """Sig, at en række i grunddata og en årsrapport er det samme år; så vises rapporten alene."""
    with running_guide() as guide:
        with guide.database.reading() as work:
            found = companies.find_by_slug(work, company)
        if found is None:
            message = f"ingen virksomhed har adressen {company!r}"
            raise click.ClickException(message)
        decision = Decision(company_id=found.id, label=label, actor=actor, reason=reason)
        now = guide.clock.now()
        if other:
            done = say_other_year(guide.database, guide.policy, decision, now)
            click.echo(f"{label} står igen for sig." if done else "Der var ikke sagt noget.")
            return
        try:
            period = say_same_year(
                guide.database, guide.policy, decision, now, end=end.date() if end else None
            )
        except SameYearRefusedError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{label} er regnskabsåret {period.start} – {period.end}.")


def _told(report: RecomputeReport) -> str:
    if not report.changed:
        return f"{report.companies} virksomheder beregnet. Intet er ændret."
    return (
        f"{report.companies} virksomheder beregnet med formelversion {report.formula_version}: "
        f"{report.count(Cause.FIRST)} nøgletal for første gang, "
        f"{report.count(Cause.FORMULA)} ændret af en ny formel, "
        f"{report.count(Cause.FIGURES)} ændret af nye tal."
    )


def _json(report: RecomputeReport) -> dict[str, object]:
    return {
        "companies": report.companies,
        "formula_version": report.formula_version,
        "causes": {cause.value: report.count(cause) for cause in Cause},
        "changes": [
            {
                "company": one.slug,
                "year": change.figures.label,
                "scope": change.figures.scope.value,
                "ratio": change.after.ratio.value,
                "cause": change.cause.value,
                "text": change.danish(),
            }
            for one in report.changed
            for change in one.changes
        ],
    }
