"""guide eval: how good the search is, class by class, on the judged questions of the project."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.cli.running import json_option, print_json
from guide.config import Settings, load_settings
from guide.search.analysis import load_synonyms
from guide.search.port import SearchReader
from guide.search.reader import IndexReader
from guide.search.writer import IndexWriter
from guide.usecases.evaluate_search import (
    NAMES,
    ClassScore,
    evaluate,
    losses,
    read_baseline,
    write_baseline,
)
from guide.usecases.index_companies import rebuild_index
from guide.usecases.judged_queries import SEED_QUERIES, read_development_set, read_judged
from guide.usecases.load_seed import load_seed
from guide.usecases.spellings import listed_names, spelled_names

BASELINE = "baseline.tsv"


@click.command("eval")
@click.option(
    "--baseline", is_flag=True, help="Skriv målingerne ned som det, der ikke må blive ringere."
)
@json_option
def eval_(baseline: bool, as_json: bool) -> None:
    """Mål søgningen på projektets bedømte søgninger, klasse for klasse."""
    settings = load_settings()
    scores = evaluate_all(settings)
    path = settings.data / "evaluation" / BASELINE
    lost = losses(scores, read_baseline(path)) if path.exists() else []
    if baseline:
        write_baseline(path, scores)
    if as_json:
        print_json({"scores": [asdict(score) for score in scores], "losses": lost})
    else:
        _print(scores)
        for line in lost:
            click.echo(f"RINGERE: {line}")
    if lost and not baseline:
        raise click.exceptions.Exit(1)


def evaluate_all(settings: Settings) -> list[ClassScore]:
    """Build indexes of the seed and of the development set in a passing place, and ask."""
    folder = settings.data / "evaluation"
    with _seed_guide(settings) as guide:
        scores = [
            *evaluate("seed", guide.reader, read_judged(folder / SEED_QUERIES)),
            *evaluate(NAMES, guide.reader, spelled_names(listed_names(guide.database))),
        ]
    documents, queries = read_development_set(folder)
    with tempfile.TemporaryDirectory() as place:
        IndexWriter(Path(place)).rebuild(documents, (), ())
        synonyms = load_synonyms(settings.data / "synonyms.tsv")
        reader: SearchReader = IndexReader(Path(place), synonyms)
        return [*scores, *evaluate("development", reader, queries)]


@contextmanager
def _seed_guide(settings: Settings) -> Iterator[Guide]:
    """Load the seed into a database and an index that go away again."""
    with tempfile.TemporaryDirectory() as place:
        guide = build(settings.model_copy(update={"home": Path(place), "database_url": ""}))
        try:
            migrations.upgrade(guide.database)
            now = guide.clock.now()
            load_seed(guide.database, settings.data, guide.policy, now)
            rebuild_index(guide.database, guide.open_writer(), guide.policy, now)
            guide.reader.open_newest()
            yield guide
        finally:
            guide.close()


def _print(scores: Sequence[ClassScore]) -> None:
    click.echo(
        f"{'sæt':12} {'klasse':12} {'antal':>5} {'s@1':>6} {'s@5':>6} {'MRR@10':>6}"
        f" {'nDCG@10':>7} {'R@20':>6} {'svar':>6}"
    )
    for score in scores:
        click.echo(
            f"{score.set:12} {score.kind:12} {score.queries:5} {score.success_1:6.3f}"
            f" {score.success_5:6.3f} {score.mrr_10:6.3f} {score.ndcg_10:7.3f}"
            f" {score.recall_20:6.3f} {score.answered:6.3f}"
        )
