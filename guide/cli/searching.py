"""guide search and guide show: the same answers as the site's, for people and programs."""

from pathlib import Path
from typing import Any

import click

from guide.bootstrap import Guide
from guide.catalogue import companies, profiles
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.cvr_number import parse_cvr
from guide.domain.protection import Channel
from guide.search.port import Facet, SearchFilters, SearchRequest, SearchResult, Sort
from guide.usecases.search_companies import Answer, search_companies


def filters_of(pairs: tuple[str, ...]) -> SearchFilters:
    """Read FELT=VÆRDI pairs; raise ``UsageError`` naming the fields there are."""
    values: dict[Facet, set[str]] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or name not in set(Facet):
            known = ", ".join(Facet)
            message = f"--filter {pair!r} er ikke FELT=VÆRDI; felterne er {known}"
            raise click.UsageError(message)
        values.setdefault(Facet(name), set()).add(value)
    return SearchFilters(values={facet: frozenset(some) for facet, some in values.items()})


def _reasons(result: SearchResult, position: int) -> list[dict[str, Any]]:
    return [
        {
            "field": reason.field,
            "form": reason.form,
            "kind": reason.kind.value,
            "share": round(reason.share, 4),
            "term": reason.term,
        }
        for reason in result.hits[position].why
    ]


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape that ``guide search --json`` promises."""
    result = answer.result
    return {
        "total": result.total,
        "hits": [
            {
                "name": hit.name,
                "cvr": hit.cvr,
                "slug": hit.slug,
                "score": round(hit.score, 6),
                "why": _reasons(result, position),
            }
            for position, hit in enumerate(result.hits)
        ],
        "facets": {
            facet.value: {count.value: count.count for count in counts}
            for facet, counts in result.facets.items()
        },
        "relaxed": [
            {"kind": step.kind.value, "word": step.word, "became": step.became}
            for step in result.relaxed
        ],
        "did_you_mean": result.did_you_mean,
        "limited": result.limited,
    }


def _ask(guide: Guide, request: SearchRequest) -> Answer:
    today = guide.clock.now().date()
    return search_companies(guide.database, guide.reader, guide.policy, request, today)


@click.command()
@click.argument("query", required=False, default="")
@click.option("--filter", "filters", multiple=True, help="FELT=VÆRDI; kan gentages.")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    default=Sort.RELEVANCE.value,
    help="Rækkefølge.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, help="Højst så mange hits.")
@click.option("--explain", is_flag=True, help="Vis, hvorfor hvert hit er med.")
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fil med en søgning pr. linje; giver én linje JSON for hver.",
)
@json_option
def search(
    query: str,
    filters: tuple[str, ...],
    sort: str,
    limit: int,
    explain: bool,
    queries: Path | None,
    as_json: bool,
) -> None:
    """Søg i guiden som på sitet."""
    texts = queries.read_text(encoding="utf-8").splitlines() if queries else [query]
    chosen = filters_of(filters)
    with running_guide() as guide:
        for text in texts:
            request = SearchRequest(
                text=text,
                filters=chosen,
                sort=Sort(sort),
                per_page=limit,
                first=0,
                explain=explain or as_json,
            )
            answer = _ask(guide, request)
            if as_json or queries:
                print_json(answer_json(answer))
            else:
                _print_answer(answer, explain)


def _print_answer(answer: Answer, explain: bool) -> None:
    result = answer.result
    click.echo(f"{result.total} virksomheder")
    if result.limited:
        click.echo(f"(Søgningen er begrænset: {answer.reason})")
    for step in result.relaxed:
        became = f" læst som {step.became}" if step.became else " udeladt"
        click.echo(f"(Løsnet: {step.word}{became})")
    for position, hit in enumerate(result.hits):
        click.echo(f"{hit.name}  {hit.cvr or '–'}  /virksomhed/{hit.slug}")
        if explain:
            for reason in _reasons(result, position):
                share = f"{reason['share']:.0%}"
                click.echo(f"    {share} {reason['kind']} i {reason['field']}: {reason['form']}")


@click.command()
@click.argument("company")
@json_option
def show(company: str, as_json: bool) -> None:
    """Vis en virksomhed efter CVR-nummer eller slug."""
    with running_guide() as guide, guide.database.reading() as work:
        number = parse_cvr(company)
        known = companies.find_by_cvr(work, number) if number else None
        known = known or companies.find_by_slug(work, company)
        if known is None or not guide.policy.may_appear(known.visibility, Channel.API):
            message = f"{company!r} er ikke i guiden; søg med: guide search NAVN"
            raise click.ClickException(message)
        profile = profiles.find(work, known.id)
    assert profile is not None
    content = profile_json(profile)
    if as_json:
        print_json(content)
    else:
        for key, value in content.items():
            if value not in (None, "", [], {}):
                click.echo(f"{key}: {value}")


def profile_json(profile: profiles.Profile) -> dict[str, Any]:
    """Return what may be told of a company to anyone, with the source of each field."""
    card = profile.card
    return {
        "name": card.name,
        "cvr": card.cvr,
        "slug": card.slug,
        "status": card.status.value,
        "status_note": card.status_note,
        "legal_form": card.legal_form,
        "town": card.town,
        "municipality": card.municipality,
        "website": card.website,
        "description": card.description,
        "categories": list(card.categories),
        "aliases": list(card.aliases),
        "former_names": list(card.former_names),
        "employees": card.employees,
        "employees_as_of": card.employees_as_of,
        "figures": [
            {
                "year": figures.label,
                "scope": figures.scope.value,
                "currency": figures.currency,
                "source": figures.source,
                **{figure.value: str(value) for figure, value in figures.figures.items()},
            }
            for figures in profile.figures
        ],
        "sources": {
            field.value: {
                "layer": fact.layer.value,
                "source": fact.source,
                "url": fact.source_url,
                "recorded_at": fact.recorded_at.isoformat(),
                "derived": fact.derived,
            }
            for field, fact in sorted(profile.resolved.items())
        },
    }
