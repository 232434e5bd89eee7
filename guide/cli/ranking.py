"""guide rank: rankings with their method cards."""

from pathlib import Path

import click

from guide.cli.running import json_option, running_guide
from guide.domain.ranking_card import rerun
from guide.domain.ranking_methods import MEASURES, METHODS
from guide.usecases.rank_companies import RankedList, UnknownFieldError, rank_companies


@click.command()
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    help="Beregningsmåden; ellers den, som tallene rækker til.",
)
@click.option(
    "--year", type=click.IntRange(1990, 2100), help="Året; ellers det nyeste, der rækker."
)
@click.option("--category", default="", help="Kun virksomheder i kategorien (slug).")
@click.option("--query", default="", help="Kun virksomheder, som søgningen finder.")
@click.option(
    "--rerun",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Lav en gemt liste igen af dens metodekort, identisk til sidste tegn.",
)
@json_option
def rank(
    method: str | None,
    year: int | None,
    category: str,
    query: str,
    document: Path | None,
    as_json: bool,
) -> None:
    """Rangér virksomheder efter deres nøgletal, med metodekort."""
    if document is not None:
        click.echo(rerun(document.read_text(encoding="utf-8")), nl=False)
        return
    with running_guide() as guide:
        try:
            ranked = rank_companies(
                guide.database,
                guide.reader,
                guide.policy,
                METHODS[method] if method else None,
                year=year,
                category=category,
                query=query,
            )
        except UnknownFieldError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(ranked.document(), nl=False)
    else:
        _print(ranked)


def _print(ranked: RankedList) -> None:
    click.echo(f"{ranked.method.danish}, {ranked.field.year}")
    for row in ranked.ranking.placements:
        values = ", ".join(
            f"{MEASURES[one.measure].danish} {float(one.value):.3f} (nr. {one.place})"
            for one in row.measures
        )
        click.echo(f"{row.place:4} {row.name}: {row.score} point; {values}")
    left_out = len(ranked.ranking.exclusions)
    click.echo(f"{len(ranked.ranking.placements)} placeret, {left_out} ikke med.")
