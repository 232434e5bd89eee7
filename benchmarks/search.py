"""How fast the search is beside other engines: run by hand on a quiet machine.

    PYTHONPATH=. python -m benchmarks.search 20000

Every engine indexes the same invented companies and answers the same questions in one thread,
warm; totals, facet counts and, where few are found, the companies themselves must be the same.
Prints tables in Markdown: milliseconds at the median and at the 95th percentile.
"""

import math
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.catalogue import DATA, categories, companies
from benchmarks.search_engines import Engine, GuideIndex, GuideSearch, peers
from benchmarks.search_questions import PER_PAGE, Answer, Question, plain, questions, typos
from guide.search.analysis import load_synonyms
from guide.search.port import Facet, SearchRequest
from guide.search.reader import IndexReader
from guide.search.writer import IndexWriter

ASKED = 200
COMPARED = frozenset({"suggestion"})
"""Classes in which engines may differ in what they find: the guide also completes later words."""

Times = tuple[float, float]
"""Median and 95th percentile, milliseconds."""


def main(size: int) -> None:
    """Build, check, ask, and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        reader = _guide(size, folder)
        rows = [plain(document) for document in companies(size)]
        asked = questions(rows, ASKED)
        index = GuideIndex(reader)
        for each in (question for listed in asked.values() for question in listed):
            index.prepare(each)
        engines: list[Engine] = [index, GuideSearch(reader)]
        for peer in peers():
            seconds = _seconds(lambda peer=peer: peer.build(rows, folder))  # type: ignore[misc]
            print(f"{peer.name}: {size / seconds:,.0f} documents a second", file=sys.stderr)
            engines.append(peer)
        _check(engines, asked)
        _print_table(size, engines, asked)
        _print_rest(reader, typos(rows, ASKED))
        _print_memory(folder / "index", asked)


def _guide(size: int, folder: Path) -> IndexReader:
    """Index, change one company, and tell how long both took and what memory a reader needs."""
    synonyms = load_synonyms(DATA / "synonyms.tsv")
    writer = IndexWriter(folder / "index")
    documents = list(companies(size))
    begun = time.process_time()
    seconds = _seconds(lambda: writer.rebuild(documents, categories(), ()))
    busy = time.process_time() - begun
    print(f"guide: {size / seconds:,.0f} documents a second, {size / busy:,.0f} a second of CPU")
    reader = IndexReader(folder / "index", synonyms)

    def change() -> None:
        writer.apply([documents[0]], ())
        reader.open_newest()

    changes = [_seconds(change) * 1000 for _ in range(3)]
    print(f"one changed company visible after {min(changes):.0f} ms (best of three)")
    writer.rebuild(documents, categories(), ())
    reader.open_newest()
    files = sum(path.stat().st_size for path in (folder / "index").rglob("current/*"))
    print(f"index files {files / 2**20:.0f} MB")
    return reader


def _check(engines: Sequence[Engine], asked: dict[str, list[Question]]) -> None:
    """Stop unless all engines find the same."""
    checked = 0
    for kind, listed in asked.items():
        if kind in COMPARED:
            continue
        for question in listed[: min(engine.most for engine in engines)]:
            answers = [_known(engine.ask(question)) for engine in engines]
            if any(answer != answers[0] for answer in answers):
                told = [f"{e.name}: {a}" for e, a in zip(engines, answers, strict=True)]
                raise SystemExit(f"{question} is answered differently:\n" + "\n".join(told))
            checked += 1
    print(f"{checked} questions answered alike by {len(engines)} engines", flush=True)


def _known(answer: Answer) -> tuple[int, frozenset[tuple[int, str]], tuple[dict[str, int], ...]]:
    """Leave the order out, which is each engine's own, and the page where more were found."""
    page = frozenset(answer.page) if answer.total <= PER_PAGE else frozenset[tuple[int, str]]()
    return answer.total, page, answer.facets


def _print_table(size: int, engines: Sequence[Engine], asked: dict[str, list[Question]]) -> None:
    times = {
        kind: [_times(engine.ask, listed[: engine.most]) for engine in engines]
        for kind, listed in asked.items()
    }
    print(f"\n## {size:,} companies\n")
    print("| class | " + " | ".join(engine.name for engine in engines) + " |")
    print("|---|" + "---|" * len(engines))
    for kind, row in times.items():
        print(f"| {kind} | " + " | ".join(f"{p50:.3f} / {p95:.3f}" for p50, p95 in row) + " |")
    means = [_mean([row[at][0] for row in times.values()]) for at in range(len(engines))]
    print("| geometric mean of the medians | " + " | ".join(f"{m:.3f}" for m in means) + " |")
    for at, engine in enumerate(engines[2:], 2):
        alone, whole = means[0] / means[at], means[1] / means[at]
        slower = [kind for kind, row in times.items() if row[0][0] > row[at][0]]
        behind = [kind for kind, row in times.items() if row[1][0] > row[at][0]]
        print(f"\n{engine.name}: index alone takes {alone:.2f} of its time, whole call {whole:.2f}")
        print(f"  index alone slower in: {', '.join(slower) or 'none'}")
        print(f"  whole call slower in: {', '.join(behind) or 'none'}")


def _print_rest(reader: IndexReader, misspelled: Sequence[str]) -> None:
    """Measure what no peer has: typos through the ladder, and real words with all facets."""
    everything = tuple(Facet)

    def ask(text: str) -> object:
        return reader.search(SearchRequest(text=text, facets=everything))

    def explained(text: str) -> object:
        return reader.search(SearchRequest(text=text, facets=everything, explain=True))

    real = [category.name_da for category in categories()]
    print("\n| the guide's own | p50 / p95 ms |\n|---|---|")
    for name, action, texts in (
        ("one typo, all nine facets", ask, misspelled),
        ("category names as questions, all nine facets", ask, real),
        ("the same, with reasons", explained, real),
    ):
        p50, p95 = _times(action, texts)
        print(f"| {name} | {p50:.3f} / {p95:.3f} |")


def _print_memory(index: Path, asked: dict[str, list[Question]]) -> None:
    """Tell what a process needs that does nothing but search, after all the questions."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_search_alone, args=(index, asked))
    process.start()
    process.join()


def _search_alone(index: Path, asked: dict[str, list[Question]]) -> None:
    search = GuideSearch(IndexReader(index, load_synonyms(DATA / "synonyms.tsv")))
    for question in (question for listed in asked.values() for question in listed):
        search.ask(question)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if " kB" in line}
    print(
        f"\na process that searches holds {held['VmRSS']:.0f} MB: {held['RssAnon']:.0f} MB of its"
        f" own and {held['RssFile']:.0f} MB of files, which processes share"
    )


def _times(action: Callable[[Any], object], asked: Iterable[Any]) -> Times:
    listed = list(asked)
    for each in listed:
        action(each)
    taken = [_seconds(lambda each=each: action(each)) * 1000 for each in listed]  # type: ignore[misc]
    cuts = quantiles(taken, n=100, method="inclusive")
    return cuts[49], cuts[94]


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _mean(values: Sequence[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
