"""How fast a report is read, beside Arelle and ixbrlparse, with the same values.

Run by hand: ``python -m benchmarks.reports [--rounds N]``. Prints one JSON object. ixbrlparse is
no dependency of the project: put it on PYTHONPATH (``pip install --target FOLDER ixbrlparse``) to
have it measured; without it the output says so. Arelle is warm: it is started once, offline, with
a small taxonomy of ours in place of the register's, which makes it faster than in real use.
"""

import argparse
import importlib
import io
import json
import logging
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from guide.domain.reports import Period
from guide.ingest.reports.concepts import FIGURES, Family
from guide.ingest.reports.facts import Side
from guide.ingest.reports.reader import read_instance, read_report
from tests.ingest.reports.arelle_oracle import Oracle, OracleFact, taxonomy_of
from tests.ingest.reports.invented_reports import CVR, ENTRY, InventedReport, ordinary
from tests.ingest.reports.traps import group_beside_parent

NOTES = 420
"""Notes of a page: a text block that goes on after a page break, and a table of eight numbers."""

PLAIN_FACTS = 10_000
CONTEXTS = 500
"""Breakdowns of a large report: two per page of its notes."""

_DIMENSION = "fsa:ClassesOfEquityDimension"
_TEXT = (
    "Ledelsen vurderer, at årets resultat er tilfredsstillende, og at udviklingen i selskabets "
    "aktiviteter svarer til det forventede for regnskabsåret."
)
_NOTE_CONCEPTS = ("OtherExternalExpenses", "DisclosureOfAccountingPolicies")
_KNOWN = {name for family, name in FIGURES if family is Family.FSA}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="readings of each document")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    documents = {"inline.xhtml": page(), "plain.xml": plain()}
    with tempfile.TemporaryDirectory() as folder:
        oracle = Oracle(Path(folder), taxonomy_of(_NOTE_CONCEPTS), {ENTRY})
        result = {
            name: measure(name, data, oracle, options.rounds) for name, data in documents.items()
        }
        oracle.close()
    print(json.dumps(result, indent=2))


def page() -> bytes:
    """A page of more than a megabyte, marked as densely as reports are: figures, notes, prose."""
    report = with_breakdowns(group_beside_parent(), 60)
    report.pages.extend(_note(number) for number in range(NOTES))
    return report.inline()


def plain() -> bytes:
    """Plain XBRL of more than a megabyte."""
    return with_breakdowns(ordinary(), PLAIN_FACTS).plain()


def with_breakdowns(report: InventedReport, count: int) -> InventedReport:
    """Add facts with a dimension of their own, as notes have."""
    for number in range(count):
        segment = ((_DIMENSION, f"fsa:Note{number % CONTEXTS}Member"),)
        report.figure("fsa:OtherExternalExpenses", number, dimensions=segment)
    return report


def _note(number: int) -> str:
    """A note that begins on one page and goes on over the next."""
    rows = "".join(
        f"<tr><td>Post {row}</td>{_number(number, row, 1)}{_number(number, row, 2)}</tr>"
        for row in range(4)
    )
    return (
        f'<div class="side"><h2>Note {number}</h2><ix:nonNumeric escape="true" contextRef="c0" '
        f'name="fsa:DisclosureOfAccountingPolicies" continuedAt="n{number}"><p>{_TEXT}</p>'
        f"<p><span>{_TEXT}</span></p></ix:nonNumeric><table>{rows}</table></div>"
        f'<div class="side"><ix:continuation id="n{number}"><p>{_TEXT}</p><p><span>{_TEXT}</span> '
        f"<span>{_TEXT}</span></p></ix:continuation></div>"
    )


def _number(note: int, row: int, column: int) -> str:
    return (
        f'<td class="tal"><ix:nonFraction name="fsa:OtherExternalExpenses" contextRef="c0" '
        f'unitRef="u-DKK" decimals="0" scale="0" format="ixt:num-comma-decimal">{note + 1}.'
        f"{row}{column}0</ix:nonFraction></td>"
    )


def measure(name: str, data: bytes, oracle: Oracle, rounds: int) -> dict[str, object]:
    """Time the three readers on one document and compare what they read."""
    ours = best(rounds, lambda: read_report(data, expected_cvr=CVR))
    theirs = best(max(rounds // 2, 1), lambda: oracle.load(name, data))
    result: dict[str, object] = {
        "megabytes": round(len(data) / 1e6, 2),
        "ours_ms": round(ours * 1000, 1),
        "arelle_ms": round(theirs * 1000, 1),
        "times_as_fast_as_arelle": round(theirs / ours, 1),
        "equal_values_with_arelle": our_facts(data) == arelle_facts(oracle.load(name, data)),
    }
    parser = find_ixbrlparse()
    if parser is None:
        return result | {"ixbrlparse": "ikke installeret; se toppen af benchmarks/reports.py"}
    peer = best(max(rounds // 3, 1), lambda: parser(io.BytesIO(data)))
    return result | {
        "ixbrlparse_ms": round(peer * 1000, 1),
        "times_as_fast_as_ixbrlparse": round(peer / ours, 1),
        "equal_values_with_ixbrlparse_without_dimensions": our_facts(data, undimensioned=True)
        == peer_facts(parser(io.BytesIO(data)), data),
    }


def best(rounds: int, work: Callable[[], object]) -> float:
    """The shortest of some rounds after one to warm up, in seconds of this thread's processor."""
    work()
    times = []
    for _ in range(rounds):
        start = time.thread_time()
        work()
        times.append(time.thread_time() - start)
    return min(times)


def our_facts(data: bytes, *, undimensioned: bool = False) -> Counter[tuple[object, ...]]:
    """Concept, time and value of every fact that the guide reads."""
    return Counter(
        (fact.concept, fact.context.period or fact.context.instant, fact.value)
        for fact in read_instance(data).facts
        if not undimensioned or fact.context.side is Side.DEFAULT
    )


def arelle_facts(facts: list[OracleFact]) -> Counter[tuple[object, ...]]:
    """The same of Arelle's facts, breakdowns apart."""
    return Counter(
        (fact.name, fact.when, fact.value)
        for fact in facts
        if fact.name in _KNOWN and not any("Equity" in axis for axis, _ in fact.dimensions)
    )


def find_ixbrlparse() -> Callable[[io.BytesIO], Any] | None:
    """Return the peer's parser if it is there."""
    try:
        return importlib.import_module("ixbrlparse").IXBRL
    except ImportError:
        return None


def peer_facts(parsed: Any, data: bytes) -> Counter[tuple[object, ...]]:
    """The same of ixbrlparse's facts; it does not see dimensions, so we name the contexts."""
    dimensioned = {
        part.split(b'"')[1].decode()
        for part in data.split(b"context id=")[1:]
        if b"scenario" in part.split(b"context>")[0]
    }
    return Counter(
        (fact.name, _when(fact.context), fact.value)
        for fact in parsed.numeric
        if fact.name in _KNOWN and fact.context.id not in dimensioned
    )


def _when(context: Any) -> Period | date:
    if context.instant:
        return context.instant
    return Period(start=context.startdate, end=context.enddate)


if __name__ == "__main__":
    main()
