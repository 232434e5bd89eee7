"""guide editor override … undo: what the editors decide about a company's fields."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from guide.bootstrap import Guide
from guide.catalogue import companies, facts
from guide.catalogue.tasks import open_tasks
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.company import CompanyId
from guide.domain.editing import EDITABLE, EditError, write_value
from guide.domain.facts import Field
from guide.domain.protection import EditorChoice
from guide.domain.submissions import IllegalMoveError
from guide.domain.tasks import TaskOutcome
from guide.usecases import edit_company
from guide.usecases.decide_tasks import answer_task
from guide.usecases.edit_company import Editor
from guide.usecases.merge_companies import merge_companies
from guide.usecases.take_back import take_back

_FIELD = click.Choice([name.value for name in EDITABLE])
_REASON = click.option("--reason", required=True, help="Grunden; den står i historikken.")


@contextmanager
def deciding(slug: str) -> Iterator[tuple[Guide, CompanyId, Editor]]:
    """Open the guide, find the company and tell a refused decision in one line."""
    with running_guide() as guide:
        try:
            yield guide, find_company(guide, slug), deciding_as(guide)
        except EditError as error:
            raise click.ClickException(str(error)) from error


def deciding_as(guide: Guide) -> Editor:
    """Return the person at the keyboard as an editor."""
    return Editor(actor=f"cli:{getpass.getuser()}", policy=guide.policy, now=guide.clock.now())


def find_company(guide: Guide, slug: str) -> CompanyId:
    """Return the company of a slug, or tell how to find it."""
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, slug)
    if known is None:
        message = f"{slug!r} er ikke i guiden; søg med: guide search NAVN"
        raise click.ClickException(message)
    return known.id


def _tell(revisions: list[int], as_json: bool) -> None:
    numbers = " ".join(map(str, revisions))
    if as_json:
        print_json({"revisions": revisions})
    else:
        click.echo(f"Gjort. Fortryd inden 30 sekunder med: guide editor undo {numbers}")


@click.command()
@click.argument("slug")
@click.argument("field", type=_FIELD)
@click.argument("value")
@_REASON
@click.option("--review", type=click.DateTime(["%Y-%m-%d"]), help="Dagen, det skal ses efter.")
@json_option
def override(
    slug: str, field: str, value: str, reason: str, review: datetime | None, as_json: bool
) -> None:
    """Beslut, hvad FIELD viser for virksomheden SLUG; en tom VALUE viser intet."""
    with deciding(slug) as (guide, company_id, who):
        day = review.date() if review else None
        revision = edit_company.override_field(
            guide.database, company_id, Field(field), value, reason, who, day
        )
    _tell([revision], as_json)


@click.command()
@click.argument("slug")
@click.argument("field", type=_FIELD)
@_REASON
@json_option
def withdraw(slug: str, field: str, reason: str, as_json: bool) -> None:
    """Træk redaktionens beslutning om FIELD tilbage, så feltets egen regel gælder."""
    with deciding(slug) as (guide, company_id, who):
        revision = edit_company.withdraw_override(
            guide.database, company_id, Field(field), reason, who
        )
    _tell([revision], as_json)


@click.command()
@click.argument("slug")
@click.argument("version", type=click.IntRange(1))
@_REASON
@json_option
def restore(slug: str, version: int, reason: str, as_json: bool) -> None:
    """Vis igen den tidligere oplysning VERSION; numrene står i: guide editor history."""
    with deciding(slug) as (guide, company_id, who):
        revision = edit_company.restore_version(guide.database, company_id, version, reason, who)
    _tell([revision], as_json)


@click.command()
@click.argument("slug")
@click.argument("choice", type=click.Choice([choice.value for choice in EditorChoice]))
@_REASON
@json_option
def listing(slug: str, choice: str, reason: str, as_json: bool) -> None:
    """Optag virksomheden SLUG (included), hold den ude (excluded), eller lad reglen gælde."""
    with deciding(slug) as (guide, company_id, who):
        revisions = edit_company.choose_listing(
            guide.database, company_id, EditorChoice(choice), reason, who
        )
    _tell(revisions, as_json)


@click.command()
@click.argument("revisions", type=click.IntRange(1), nargs=-1, required=True)
@json_option
def undo(revisions: tuple[int, ...], as_json: bool) -> None:
    """Fortryd beslutninger, der er højst 30 sekunder gamle."""
    with running_guide() as guide:
        try:
            done = take_back(guide.database, revisions, deciding_as(guide))
        except EditError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        print_json({"undone": done})
    else:
        click.echo(f"{done} fortrudt.")


@click.command()
@click.argument("slug")
@json_option
def history(slug: str, as_json: bool) -> None:
    """Vis alt, hvad nogen har sagt om virksomheden SLUG, det nyeste først."""
    with running_guide() as guide:
        company_id = find_company(guide, slug)
        with guide.database.reading() as work:
            said = facts.versions(work, company_id)
    if as_json:
        print_json(
            [
                {
                    "version": one.id,
                    "field": one.fact.field.value,
                    "layer": one.fact.layer.value,
                    "override": one.fact.override,
                    "value": one.fact.value,
                    "recorded_at": one.fact.recorded_at.isoformat(),
                    "superseded_at": one.superseded_at and one.superseded_at.isoformat(),
                    "reason": one.fact.reason,
                    "actor": one.fact.actor,
                }
                for one in said
            ]
        )
        return
    for one in said:
        over = "  (ikke længere)" if one.superseded_at else ""
        text = write_value(one.fact.value).replace("\n", ", ")
        click.echo(f"{one.id}  {one.fact.field.value}  {one.fact.layer.value}: {text}{over}")


@click.command()
@click.argument("kept", metavar="BEHOLDT_SLUG")
@click.argument("gone", metavar="ANDEN_SLUG")
@_REASON
@json_option
def merge(kept: str, gone: str, reason: str, as_json: bool) -> None:
    """Læg to virksomheder sammen; den andens adresse fører derefter til den beholdte."""
    with deciding(kept) as (guide, kept_id, who):
        revision = merge_companies(guide.database, kept_id, find_company(guide, gone), reason, who)
    if as_json:
        print_json({"revisions": [revision]})
    else:
        click.echo(f"Lagt sammen. Fortryd inden 30 sekunder med: guide editor unmerge {revision}")


@click.command()
@click.argument("revision", type=click.IntRange(1))
def unmerge(revision: int) -> None:
    """Fortryd en sammenlægning, der er højst 30 sekunder gammel."""
    with running_guide() as guide:
        try:
            take_back(guide.database, [revision], deciding_as(guide))
        except EditError as error:
            raise click.ClickException(str(error)) from error
    click.echo("Skilt ad igen.")


@click.command()
@json_option
def tasks(as_json: bool) -> None:
    """Vis de spørgsmål, som ingen regel må afgøre."""
    with running_guide() as guide, guide.database.reading() as work:
        found = open_tasks(work)
    if as_json:
        print_json([{"id": t.id, "kind": t.kind.value, "payload": t.payload} for t in found])
        return
    click.echo(f"{len(found)} venter." if found else "Intet venter.")
    for task in found:
        told = ", ".join(f"{name}: {value}" for name, value in task.payload.items())
        click.echo(f"{task.id}  {task.kind.value}  {told}")


@click.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--yes/--no", "yes", required=True, default=None, help="Svaret på spørgsmålet.")
@_REASON
@json_option
def answer(number: int, yes: bool, reason: str, as_json: bool) -> None:
    """Svar på spørgsmål NUMBER; et ja bliver udført med det samme."""
    outcome = TaskOutcome.ACCEPTED if yes else TaskOutcome.DISMISSED
    with running_guide() as guide:
        try:
            revision = answer_task(guide.database, number, outcome, reason, deciding_as(guide))
        except (EditError, IllegalMoveError, KeyError) as error:
            raise click.ClickException(_told(number, error)) from error
    if as_json:
        print_json({"id": number, "outcome": outcome.value, "revision": revision})
    else:
        click.echo(f"Spørgsmål {number} er besvaret.")


def _told(number: int, error: Exception) -> str:
    if isinstance(error, IllegalMoveError):
        return f"spørgsmål {number} er allerede besvaret ({error.before}); se: guide editor tasks"
    if isinstance(error, KeyError):
        return f"der er intet spørgsmål {number}; se dem med: guide editor tasks"
    return str(error)


COMMANDS = (override, withdraw, restore, listing, undo, history, merge, unmerge, tasks, answer)
