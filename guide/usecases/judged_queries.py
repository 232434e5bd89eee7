"""Questions with judged answers: read from the files of ``data/evaluation``, and added to."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guide.search.port import SearchDocument

NONSENSE = "none"
"""The kind of questions that must find nothing."""

SEED_QUERIES = "seed_queries.tsv"
HEADER = ("query", "class", "judged")


class JudgementError(Exception):
    """A judged question cannot be read or kept; ``str()`` names the line and the fault."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedQuery:
    """A question, its kind, and the companies that answer it: 2 fully, 1 in part."""

    text: str
    kind: str
    grades: Mapping[str, int] = field(default_factory=dict)


def read_judged(path: Path) -> list[JudgedQuery]:
    """Read a file of questions: text, kind, and ``name=grade`` parted by ``|``."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != HEADER:
            raise JudgementError(f"{path.name}: the first line must be {' '.join(HEADER)}")
        return [_judged(row, f"{path.name}, line {number}") for number, row in enumerate(rows, 2)]


def append_judged(path: Path, query: JudgedQuery) -> None:
    """Add a question to a file, as when an editor says who should have come first."""
    judged = "|".join(f"{name}={grade}" for name, grade in query.grades.items())
    row = (query.text, query.kind, judged)
    if any(sign in text for text in row for sign in "\t\n\r"):
        raise JudgementError("a question and its answers hold neither tabs nor line ends")
    _judged(list(row), path.name)
    with path.open("a", encoding="utf-8") as lines:
        lines.write("\t".join(row) + "\n")


def _judged(row: list[str], where: str) -> JudgedQuery:
    if len(row) != len(HEADER) or not row[0].strip():
        raise JudgementError(f"{where}: a question, its class and its answers are needed")
    grades: dict[str, int] = {}
    for pair in row[2].split("|") if row[2] else ():
        name, _, grade = pair.rpartition("=")
        if not name or grade not in ("1", "2"):
            raise JudgementError(f"{where}: {pair!r} is not a name, = and 1 or 2")
        grades[name] = int(grade)
    if bool(grades) == (row[1] == NONSENSE):
        raise JudgementError(f"{where}: only questions of class {NONSENSE} have no answer")
    return JudgedQuery(text=row[0], kind=row[1], grades=grades)


def read_development_set(folder: Path) -> tuple[list[SearchDocument], list[JudgedQuery]]:
    """Read the 79 invented companies, text only, and the questions on topics and names."""
    documents: list[SearchDocument] = []
    by_topic: dict[str, dict[str, int]] = {}
    for number, (name, town, topics, text) in enumerate(_rows(folder / "companies.tsv"), 1):
        documents.append(
            SearchDocument(
                company_id=number,
                revision=1,
                slug=f"d-{number}",
                name=name,
                sort_key=name.casefold(),
                own_words=(text,),
                place_texts=(town,),
            )
        )
        for topic in topics.split(","):
            by_topic.setdefault(topic, {})[name] = 1
    queries = [
        JudgedQuery(text=text, kind=kind, grades=by_topic[topic])
        for topic, text, kind in _rows(folder / "queries.tsv")
    ]
    queries += [
        JudgedQuery(text=text, kind="known", grades={name: 2})
        for text, name in _rows(folder / "known.tsv")
    ]
    return documents, queries


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
