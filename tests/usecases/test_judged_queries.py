"""Judged questions are read whole, and one can be added."""

from pathlib import Path

import pytest

from guide.usecases.judged_queries import (
    NONSENSE,
    SEED_QUERIES,
    JudgedQuery,
    JudgementError,
    append_judged,
    read_judged,
)

EVALUATION = Path(__file__).parents[2] / "data" / "evaluation"
HEAD = "query\tclass\tjudged\n"


def test_the_questions_over_the_seed_are_many_and_of_every_class() -> None:
    """At least 150 questions have judged answers."""
    queries = read_judged(EVALUATION / SEED_QUERIES)
    assert sum(query.kind != NONSENSE for query in queries) >= 150
    assert len({query.text for query in queries}) == len(queries)


def test_an_added_question_is_read_back(tmp_path: Path) -> None:
    """What an editor says should come first is one more line."""
    path = tmp_path / "queries.tsv"
    path.write_text(HEAD, encoding="utf-8")
    query = JudgedQuery(text="C# i Aarhus", kind="tech", grades={"A & B ApS": 2, "C=D": 1})
    append_judged(path, query)
    assert read_judged(path) == [query]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("erp\tda\tA=3", "'A=3' is not a name"),
        ("erp\tda\t", "only questions of class none"),
        ("erp\tnone\tA=2", "only questions of class none"),
        ("\tda\tA=2", "a question, its class and its answers"),
        ("erp\tda", "a question, its class and its answers"),
    ],
)
def test_a_broken_line_is_named(line: str, fault: str, tmp_path: Path) -> None:
    """The error tells the line and what is wrong with it."""
    path = tmp_path / "queries.tsv"
    path.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=f"line 2: .*{fault}"):
        read_judged(path)


def test_what_would_break_the_file_is_refused(tmp_path: Path) -> None:
    """A tab in a question would shift its answers."""
    path = tmp_path / "queries.tsv"
    path.write_text(HEAD, encoding="utf-8")
    with pytest.raises(JudgementError):
        append_judged(path, JudgedQuery(text="a\tb", kind="da", grades={"A": 2}))
    assert read_judged(path) == []
