"""guide match and guide mention: companies in articles, and what editors say when in doubt."""

from typing import TextIO

import click

from guide.bootstrap import Guide
from guide.catalogue import companies, mentions
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.company import CompanyId
from guide.usecases.match_article import (
    ArticleMatch,
    ArticleTooLongError,
    answer_question,
    ask_editor,
    match_json,
)


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--ask", is_flag=True, help="Læg de tvivlsomme op til en redaktør.")
@json_option
def match(file: TextIO, ask: bool, as_json: bool) -> None:
    """Find guidens virksomheder i en artikel; FILE kan være - for standard ind."""
    text = file.read()
    with running_guide() as guide:
        try:
            found = guide.matcher.match(text)
        except ArticleTooLongError as error:
            raise click.ClickException(str(error)) from error
        if ask:
            ask_editor(guide.database, text, found.mentions, guide.clock.now())
    if as_json:
        print_json(match_json(found))
    else:
        _print(found)


def _print(found: ArticleMatch) -> None:
    for mention in found.mentions:
        doubt = "" if mention.sure else "  (tvivlsom)"
        click.echo(
            f"{mention.start}–{mention.end} {mention.surface}: {mention.company.name} "
            f"{mention.confidence:.0%}{doubt}"
        )
    for one in found.fitting:
        click.echo(f"Passer til emnet: {one.card.name} ({one.category})")
    if not found.mentions and not found.fitting:
        click.echo("Ingen af guidens virksomheder nævnes eller passer.")


@click.group()
def mention() -> None:
    """Redaktørers svar om tvivlsomme omtaler."""


@mention.command()
@json_option
def questions(as_json: bool) -> None:
    """Vis de spørgsmål, ingen har svaret på."""
    with running_guide() as guide, guide.database.reading() as work:
        found = mentions.questions(work)
    for one in found:
        if as_json:
            content = {"surface": one.surface, "company": one.company_name, "context": one.context}
            print_json(content)
        else:
            click.echo(f"Er {one.surface!r} virksomheden {one.company_name}? … {one.context} …")


@mention.command()
@click.argument("surface", metavar="ORD")
@click.argument("company", metavar="SLUG")
@click.option("--yes/--no", "yes", required=True, default=None, help="Er ordet virksomheden?")
@click.option("--actor", required=True, help="Hvem der svarer; skrives i loggen.")
def answer(surface: str, company: str, yes: bool, actor: str) -> None:
    """Svar for alle tekster på, om ORD er virksomheden SLUG."""
    with running_guide() as guide:
        found = _company(guide, company)
        answer_question(guide.database, surface, found, yes, actor, guide.clock.now())
    click.echo(f"{surface!r} er {'' if yes else 'ikke '}{company}.")


def _company(guide: Guide, slug: str) -> CompanyId:
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, slug)
    if known is None:
        message = f"{slug!r} er ikke i guiden; søg med: guide search NAVN"
        raise click.ClickException(message)
    return known.id
