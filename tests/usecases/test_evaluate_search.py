"""The gate: no change may make the search worse, and it must be as good as was asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from guide.cli.evaluating import BASELINE, evaluate_all
from guide.config import Environment, Settings
from guide.usecases import evaluate_search
from guide.usecases.evaluate_search import (
    ALL_TOPICS,
    ClassScore,
    MeasuresMissingError,
    evaluate,
    losses,
    read_baseline,
    write_baseline,
)
from guide.usecases.judged_queries import NONSENSE

DATA = Path(__file__).parents[2] / "data"

TARGETS = {
    ("development", "known"): ("success_1", 0.98),
    ("development", ALL_TOPICS): ("ndcg_10", 0.57),
    ("seed", ALL_TOPICS): ("ndcg_10", 0.85),
    ("names", "exact"): ("success_1", 1.0),
    ("names", "typo"): ("success_1", 0.92),
    ("names", "folded"): ("success_1", 0.98),
    ("names", "joined"): ("success_1", 0.98),
    ("names", "split"): ("success_1", 0.98),
    ("names", "legal form"): ("success_1", 0.98),
    ("names", "other name"): ("success_1", 0.98),
    ("names", "cvr"): ("success_1", 1.0),
}

SCORE = ClassScore(
    set="seed",
    kind="da",
    queries=10,
    success_1=0.9,
    success_5=1.0,
    mrr_10=0.9,
    ndcg_10=0.8,
    recall_20=0.9,
    answered=1.0,
)


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], ClassScore]:
    """Everything measured, once."""
    measured = evaluate_all(Settings(env=Environment.DEMO, data=DATA))
    return {(score.set, score.kind): score for score in measured}


def test_nothing_is_worse_than_the_baseline(scores: dict[tuple[str, str], ClassScore]) -> None:
    """Names found first never fall; no class of topics loses more than .02."""
    baseline = read_baseline(DATA / "evaluation" / BASELINE)
    assert baseline.keys() == scores.keys()
    assert losses(scores.values(), baseline) == []


@pytest.mark.parametrize("where", TARGETS, ids=" ".join)
def test_every_target_is_reached(
    where: tuple[str, str], scores: dict[tuple[str, str], ClassScore]
) -> None:
    """The figures that were asked for."""
    measure, least = TARGETS[where]
    assert getattr(scores[where], measure) >= least


def test_topics_and_typos_reach_the_rest(scores: dict[tuple[str, str], ClassScore]) -> None:
    """A topic's first hit is right, a typo's among the first five, nonsense finds nothing."""
    assert scores["seed", ALL_TOPICS].success_1 >= 0.93
    assert scores["names", "typo"].success_5 >= 0.98
    assert scores["seed", NONSENSE].answered == 0


def test_a_loss_is_told(tmp_path: Path) -> None:
    """What is worse than the file says is named with both figures."""
    write_baseline(tmp_path / BASELINE, [SCORE, replace(SCORE, set="names", kind="exact")])
    baseline = read_baseline(tmp_path / BASELINE)
    assert baseline["seed", "da"] == SCORE
    assert losses([replace(SCORE, ndcg_10=0.781)], baseline) == []
    assert losses([replace(SCORE, ndcg_10=0.779)], baseline) == [
        "seed, da: nDCG@10 0.7790 < 0.8000"
    ]
    worse = replace(SCORE, set="names", kind="exact", success_1=0.8998)
    assert losses([worse], baseline) == ["names, exact: success@1 0.8998 < 0.9000"]


def test_without_the_measures_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without the libraries of the tests says how to get them."""
    monkeypatch.setattr(evaluate_search, "ir_measures", None)
    with pytest.raises(MeasuresMissingError, match=r"requirements-test\.lock"):
        evaluate("seed", None, [])  # type: ignore[arg-type]
