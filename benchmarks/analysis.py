"""How long Danish analysis takes, beside Whoosh's own Danish chain on the same texts.

Run by hand: ``python -m benchmarks.analysis``. Prints one JSON object, times in microseconds.
The peer does less: it cuts no compound and drops ``it``, ``C#`` and ``AS/400``. ``cold`` is a
word met for the first time; texts and names are warm, best of seven rounds.
"""

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path

from whoosh.analysis import LanguageAnalyzer

from guide.search.analysis import (
    Kind,
    analyse_name,
    analyse_query_words,
    analyse_text,
    analyse_word,
    load_synonyms,
    split_compound,
)
from guide.search.analysis.lexicon import lexicon

DATA = Path(__file__).parents[1] / "data"
QUERIES = ("lønsystem til byggeri", "it-drift aarhus", "loensystem", "C# udvikler")


def main() -> None:
    """Measure and print."""
    before = resident()
    started = time.perf_counter()
    lexicon()
    opening = time.perf_counter() - started
    with (DATA / "companies.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    texts = [row["description_da"] for row in rows if row["description_da"]]
    tokens = [token for text in texts for token in analyse_text(text)]
    opened = resident()
    synonyms = load_synonyms(DATA / "synonyms.tsv")
    asked = [analyse_query_words(query).words for query in QUERIES]
    peer = LanguageAnalyzer("da")
    ours = best(lambda: [analyse_text(text) for text in texts]) / len(texts)
    theirs = best(lambda: [[t.text for t in peer(text)] for text in texts]) / len(texts)
    print(
        json.dumps(
            {
                "open_lexicon_ms": round(opening * 1000, 2),
                "lexicon_and_words_mb": round(opened - before, 1),
                "cold_word": round(cold({t.text for t in tokens if t.kind is Kind.WORD}), 1),
                "text": round(ours, 1),
                "text_whoosh_da": round(theirs, 1),
                "text_ratio": round(ours / theirs, 2),
                "tokens_a_text": round(len(tokens) / len(texts), 1),
                "name": round(best(lambda: [analyse_name(r["name"]) for r in rows]) / len(rows), 1),
                "query": round(best(lambda: [analyse_query_words(q) for q in QUERIES]) / 4, 1),
                "synonyms": round(best(lambda: [synonyms.match(words) for words in asked]) / 4, 1),
            },
            indent=1,
        )
    )


def best(work: Callable[[], object], rounds: int = 7) -> float:
    """Give the microseconds of the fastest of several rounds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times) * 1e6


def cold(words: set[str]) -> float:
    """Give the microseconds for a word that is not remembered."""
    analyse_word.cache_clear()
    split_compound.cache_clear()
    started = time.perf_counter()
    for word in words:
        analyse_word(word)
    return (time.perf_counter() - started) * 1e6 / len(words)


def resident() -> float:
    """Give the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
