"""How fast the register is read and landed, beside the standard library's JSON and SQLite alone.

Run by hand: ``python -m benchmarks.register [--documents N] [--companies N] [--memory N]``.
Prints one JSON object. ``json.loads`` of the same lines and ``sqlite3`` with the same rows are the
peers: they do less and cannot be beaten.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.register_documents import lines, repeated_lines
from benchmarks.register_landing import (
    measure_landing,
    measure_landing_memory,
    peak_mb,
    timed,
)
from guide.ingest.cvr.cutting import cut
from guide.ingest.cvr.files import FileSource
from guide.ingest.cvr.source import ReadDocument
from guide.ingest.cvr.unwrapping import read, unwrap

_FLAT_LIMIT_MB = 300


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=3000, help="documents to read in time")
    parser.add_argument("--memory", type=int, default=100_000, help="documents to read in memory")
    parser.add_argument("--companies", type=int, default=3000, help="companies to land")
    parser.add_argument(
        "--memory-landed", type=int, default=20_000, help="companies to land in memory"
    )
    parser.add_argument("--only-memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_memory:
        measured = {
            "reading": measure_memory(options.memory),
            "landing": measure_landing_memory(options.memory_landed),
        }
        print(json.dumps(measured))
        return
    result: dict[str, object] = {"reading": measure_reading(options.documents)}
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.register", "--only-memory",
         "--memory", str(options.memory), "--memory-landed", str(options.memory_landed)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    result["landing"] = measure_landing(options.companies)
    result["memory"] = json.loads(child.stdout)
    print(json.dumps(result, indent=2))


def measure_reading(amount: int) -> dict[str, float]:
    """Read a file of JSON lines to companies, and decode the same lines with json.loads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cvr.jsonl"
        with path.open("wb") as file:
            for line in lines(amount):
                file.write(line)
        size = path.stat().st_size / amount
        ours = best_of(3, lambda: count_read(path))
        peer = best_of(3, lambda: count_decoded(path))
    return {
        "documents": amount,
        "bytes_each": round(size),
        "documents_per_cpu_second": round(amount / ours),
        "json_loads_per_cpu_second": round(amount / peer),
        "share_of_json_loads": round(peer / ours, 3),
    }


def count_read(path: Path) -> int:
    """Read every company of the file."""
    return sum(isinstance(item, ReadDocument) for item in FileSource(path).by_branch([]))


def count_decoded(path: Path) -> int:
    """Decode every line of the file and throw it away."""
    with path.open(encoding="utf-8") as file:
        return sum(bool(json.loads(line)) for line in file)


def best_of(times: int, work: object) -> float:
    """Return the shortest of some runs, in seconds of one processor."""
    assert callable(work)
    return min(timed(work)[0].cpu for _ in range(times))


def measure_memory(amount: int) -> dict[str, float | bool]:
    """Read many documents in one go; the peak must not grow after the first thousand."""
    after_first = 0.0
    done = 0
    for piece in cut(repeated_lines(amount)):
        for value in unwrap(piece):
            assert isinstance(read(value, str(done)), ReadDocument)
            done += 1
            if done == 1000:
                after_first = peak_mb()
    return {
        "documents": done,
        "peak_mb_after_1000": round(after_first, 1),
        "peak_mb": round(peak_mb(), 1),
        "under_300_mb": peak_mb() < _FLAT_LIMIT_MB,
    }


if __name__ == "__main__":
    main()
