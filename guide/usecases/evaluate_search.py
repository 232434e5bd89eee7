"""How good the search is: judged questions asked, measured class by class with ir-measures."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from guide.search.port import SearchReader, SearchRequest
from guide.usecases.judged_queries import NONSENSE, JudgedQuery

ir_measures: Any
try:
    import ir_measures
except ModuleNotFoundError:  # a library of the tests, which a server does without
    ir_measures = None

ASKED = 20
"""Hits that are looked at."""

NAMES = "names"
"""The set of spelled names: what stands first is all that counts, as in the class below."""

KNOWN = "known"

TOLERANCE = 0.02
"""What a class of topics may lose in nDCG@10."""

ALL_TOPICS = "all topics"


class MeasuresMissingError(Exception):
    """ir-measures is not installed; ``str()`` tells how to get it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassScore:
    """One class of one set: shares from 0 to 1, over so many questions.

    ``answered`` is the share of questions with a hit; for nonsense it should be 0.
    """

    set: str
    kind: str
    queries: int
    success_1: float
    success_5: float
    mrr_10: float
    ndcg_10: float
    recall_20: float
    answered: float


def evaluate(name: str, reader: SearchReader, queries: Sequence[JudgedQuery]) -> list[ClassScore]:
    """Ask every question and measure the answers, class by class, then all topics together."""
    if ir_measures is None:
        raise MeasuresMissingError(
            "ir-measures is missing: pip install --require-hashes -r requirements-test.lock"
        )
    found = {str(number): _names(reader, query) for number, query in enumerate(queries)}
    measured = _measured(queries, found)
    kinds = list(dict.fromkeys(query.kind for query in queries))
    scores = [
        _score(name, kind, [n for n, q in enumerate(queries) if q.kind == kind], found, measured)
        for kind in kinds
    ]
    topics = [n for n, q in enumerate(queries) if q.kind not in (KNOWN, NONSENSE)]
    if name != NAMES:
        scores.append(_score(name, ALL_TOPICS, topics, found, measured))
    return scores


def _names(reader: SearchReader, query: JudgedQuery) -> list[str]:
    result = reader.search(SearchRequest(text=query.text, per_page=ASKED, facets=()))
    return [hit.name for hit in result.hits]


def _measured(
    queries: Sequence[JudgedQuery], found: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], float]:
    """Measure each question: by its number and the name of the measure."""
    judged = [
        ir_measures.Qrel(str(number), name, grade)
        for number, query in enumerate(queries)
        for name, grade in query.grades.items()
    ]
    run = [
        ir_measures.ScoredDoc(number, name, -place)
        for number, names in found.items()
        for place, name in enumerate(names)
    ]
    wanted = [ir_measures.parse_measure(text) for text in _MEASURES.values()]
    return {
        (metric.query_id, str(metric.measure)): metric.value
        for metric in ir_measures.iter_calc(wanted, judged, run)
    }


_MEASURES = {
    "success_1": "Success@1",
    "success_5": "Success@5",
    "mrr_10": "RR@10",
    "ndcg_10": "nDCG@10",
    "recall_20": "R@20",
}


def _score(
    name: str,
    kind: str,
    numbers: Sequence[int],
    found: Mapping[str, Sequence[str]],
    measured: Mapping[tuple[str, str], float],
) -> ClassScore:
    def mean(values: Iterable[float]) -> float:
        return sum(values) / len(numbers)

    means = {
        field: mean(measured.get((str(number), measure), 0.0) for number in numbers)
        for field, measure in _MEASURES.items()
    }
    answered = mean(bool(found[str(number)]) for number in numbers)
    return ClassScore(set=name, kind=kind, queries=len(numbers), answered=answered, **means)


def write_baseline(path: Path, scores: Iterable[ClassScore]) -> None:
    """Write down what is reached, for later changes to be held to."""
    rows = [asdict(score) for score in scores]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0], delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({k: f"{v:.4f}" if isinstance(v, float) else v for k, v in row.items()})


def read_baseline(path: Path) -> dict[tuple[str, str], ClassScore]:
    """Read what was reached, by set and class."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    scores = [
        ClassScore(
            set=row.pop("set"),
            kind=row.pop("kind"),
            queries=int(row.pop("queries")),
            **{name: float(value) for name, value in row.items()},
        )
        for row in rows
    ]
    return {(score.set, score.kind): score for score in scores}


def losses(
    scores: Iterable[ClassScore], baseline: Mapping[tuple[str, str], ClassScore]
) -> list[str]:
    """Name every class that is worse than it was: names by the least, topics beyond a tolerance."""
    found = []
    for score in scores:
        before = baseline.get((score.set, score.kind))
        if before is None:
            continue
        where = f"{score.set}, {score.kind}"
        if score.kind == NONSENSE:
            if score.answered > before.answered:
                found.append(f"{where}: {score.answered:.4f} of nonsense finds something")
        elif score.set == NAMES or score.kind == KNOWN:
            if score.success_1 < before.success_1 - 0.00005:
                found.append(f"{where}: success@1 {score.success_1:.4f} < {before.success_1:.4f}")
        elif score.ndcg_10 < before.ndcg_10 - TOLERANCE:
            found.append(f"{where}: nDCG@10 {score.ndcg_10:.4f} < {before.ndcg_10:.4f}")
    return found
