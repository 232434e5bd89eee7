"""How fast pages come from one process: python -m benchmarks.pages HOME [COMPANIES] [ROUNDS].

Fills HOME with the seed's companies repeated under invented names up to COMPANIES (once; kept
for the next run), then asks for each kind of page ROUNDS times and prints the median and the
95th percentile in milliseconds. `/livez`, which renders nothing, is the measure to compare with.
"""

import csv
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from flask.testing import FlaskClient

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.config import Environment, Settings
from guide.usecases.index_companies import rebuild_index
from guide.usecases.load_seed import load_seed
from guide.web import create_app

ROOT = Path(__file__).parents[1]
PATHS = (
    "/livez",
    "/",
    "/soeg?q=erp",
    "/soeg?q=sikkerhed+hosting",
    "/soeg?q=printer+tilbehør",
    "/soeg",
    "/soeg?kategori=it-sikkerhed&region=region-hovedstaden&sorter=omsaetning",
    "/soeg?q=software&side=10",
    "/soeg?q=netcompni",
    "/soeg/antal?q=erp&region=region-hovedstaden",
    "/forslag?q=co",
    "/virksomhed/columbus",
    "/virksomhed/despec-denmark",
    "/kategori/it-sikkerhed",
    "/kommune/aarhus",
    "/a-aa/s",
)


def fill(home: Path, count: int) -> None:
    """Make a guide of so many companies: the seed's, and invented ones with the same words."""
    data = home / "data"
    shutil.copytree(ROOT / "data", data)
    with (data / "companies.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    with (data / "companies.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(_repeated(rows, count))
    guide = _open(home)
    migrations.upgrade(guide.database)
    now = datetime.now(UTC)
    load_seed(guide.database, data, guide.policy, now)
    rebuild_index(guide.database, guide.open_writer(), guide.policy, now)
    guide.close()


def _repeated(rows: list[dict[str, str]], count: int) -> Iterator[dict[str, str]]:
    yield from rows
    for number in range(count - len(rows)):
        row = dict(rows[number % len(rows)])
        copy = number // len(rows) + 2
        yield {**row, "name": f"{row['name']} Prøve {copy}", "cvr": "", "aliases": ""}


def _open(home: Path) -> Guide:
    return build(Settings(env=Environment.DEMO, home=home, data=home / "data"))


def measure(client: FlaskClient, path: str, rounds: int) -> list[float]:
    """Ask for a path so many times; give milliseconds."""
    client.get(path)
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return spent


def main() -> None:
    """Fill if needed, measure, print."""
    home = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    if not (home / "guide.db").exists():
        home.mkdir(parents=True, exist_ok=True)
        fill(home, count)
    guide = _open(home)
    client = create_app(guide).test_client()
    for path in PATHS:
        spent = measure(client, path, rounds)
        print(f"{median(spent):8.1f} {quantiles(spent, n=20)[-1]:8.1f}  {path}")
    guide.close()


if __name__ == "__main__":
    main()
