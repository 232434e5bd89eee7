"""guide day: the company of the day, by turn or by an editor's plan."""

from datetime import datetime

import click

from guide.bootstrap import Guide
from guide.catalogue import companies
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.company import CompanyId
from guide.domain.danish_time import COPENHAGEN
from guide.usecases.choose_company_of_the_day import (
    DayRefusedError,
    clear_day,
    company_of_the_day,
    plan_day,
)

_DATE = click.DateTime(["%Y-%m-%d"])


@click.group()
def day() -> None:
    """Dagens virksomhed."""


@day.command()
@click.option("--date", "when", type=_DATE, help="Dagen som ÅÅÅÅ-MM-DD; ellers i dag.")
@json_option
def show(when: datetime | None, as_json: bool) -> None:
    """Vis en dags virksomhed, og hvorfor det er den."""
    with running_guide() as guide:
        chosen = when or guide.clock.now().astimezone(COPENHAGEN)
        choice = company_of_the_day(guide.database, guide.policy, chosen.date())
    if choice is None:
        message = "ingen virksomhed i guiden er udfyldt nok til at være dagens"
        raise click.ClickException(message)
    content = {
        "day": chosen.date(),
        "name": choice.card.name,
        "slug": choice.card.slug,
        "reason": choice.reason.value,
        "last_shown": choice.last_shown,
    }
    if as_json:
        print_json(content)
    else:
        click.echo(f"{content['day']}: {choice.card.name} ({choice.reason.value})")


@day.command()
@click.argument("when", metavar="DAG", type=_DATE)
@click.argument("company", metavar="SLUG")
@click.option("--actor", required=True, help="Hvem der vælger; skrives i loggen.")
@click.option("--note", default="", help="Hvorfor.")
def plan(when: datetime, company: str, actor: str, note: str) -> None:
    """Vælg virksomheden for en dag."""
    with running_guide() as guide:
        found = _company(guide, company)
        try:
            plan_day(
                guide.database, guide.policy, when.date(), found, actor, note, guide.clock.now()
            )
        except DayRefusedError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{when.date()}: {company} er valgt.")


@day.command()
@click.argument("when", metavar="DAG", type=_DATE)
@click.option("--actor", required=True, help="Hvem der fortryder; skrives i loggen.")
def clear(when: datetime, actor: str) -> None:
    """Lad igen turen bestemme en dags virksomhed."""
    with running_guide() as guide:
        done = clear_day(guide.database, when.date(), actor, guide.clock.now())
    click.echo(f"{when.date()}: turen bestemmer." if done else "Der var ikke valgt nogen.")


def _company(guide: Guide, slug: str) -> CompanyId:
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, slug)
    if known is None:
        message = f"{slug!r} er ikke i guiden; søg med: guide search NAVN"
        raise click.ClickException(message)
    return known.id
