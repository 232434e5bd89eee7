"""guide describe: what can be told of a search as a list, as /liste tells it."""

from typing import Any

import click

from guide.cli.running import json_option, print_json, running_guide
from guide.cli.searching import filters_of
from guide.domain.key_figures import TERMS, KeyFigure
from guide.search.port import SearchRequest
from guide.usecases.describe_list import DescribedList, describe_list, read_everyone


@click.command()
@click.argument("query", required=False, default="")
@click.option("--filter", "filters", multiple=True, help="FELT=VÆRDI; kan gentages.")
@click.option(
    "--figure",
    type=click.Choice([each.value for each in KeyFigure]),
    help="Stil op efter dette tal, største først.",
)
@json_option
def describe(query: str, filters: tuple[str, ...], figure: str | None, as_json: bool) -> None:
    """Beskriv en søgning som liste; intet røber færre end fem virksomheder."""
    chosen = KeyFigure(figure) if figure else None
    with running_guide() as guide:
        found = describe_list(
            guide.database,
            guide.reader,
            guide.policy,
            SearchRequest(text=query, filters=filters_of(filters)),
            guide.clock.now().date(),
            read_everyone(guide.database, guide.policy),
            chosen,
        )
    content = described_json(found)
    if as_json:
        print_json(content)
    else:
        _print(content, chosen)


def described_json(found: DescribedList) -> dict[str, Any]:
    """Return a list's description as numbers; null is what would tell of fewer than five."""
    told, ranking = found.statistics, found.ranking
    names = {int(key): card for key, card in found.cards.items()}
    return {
        "companies": told.companies,
        "spreads": {
            measure.value: None
            if one is None
            else {
                "count": one.count,
                "lower": float(one.lower),
                "median": float(one.median),
                "upper": float(one.upper),
            }
            for measure, one in told.spreads.items()
        },
        "publishing": None if told.publishing is None else float(told.publishing),
        "concentration": None if told.concentration is None else float(told.concentration),
        "ranking": ranking
        and {
            "figure": ranking.figure.value,
            "placed": [
                {
                    "place": row.place,
                    "slug": names[row.key].slug,
                    "name": names[row.key].name,
                    "value": float(row.value),
                    "year": row.label,
                }
                for row in ranking.placed
            ],
            "not_published": [names[key].slug for key in ranking.withheld],
            "unknown": [names[key].slug for key in ranking.unknown],
        },
    }


def _print(content: dict[str, Any], figure: KeyFigure | None) -> None:
    click.echo(f"{content['companies']} virksomheder")
    for measure, one in content["spreads"].items():
        told = "færre end fem" if one is None else f"{one['lower']:g} – {one['upper']:g}"
        middle = "" if one is None else f"  median {one['median']:g}"
        click.echo(f"{measure}: {told}{middle}")
    for name in ("publishing", "concentration"):
        share = content[name]
        click.echo(f"{name}: {'færre end fem' if share is None else f'{share:.0%}'}")
    if figure is not None:
        click.echo(TERMS[figure].danish)
        for row in content["ranking"]["placed"]:
            click.echo(f"{row['place']:>4}  {row['name']}  {row['value']:g} ({row['year']})")
        for state in ("not_published", "unknown"):
            click.echo(f"{state}: {len(content['ranking'][state])}")
