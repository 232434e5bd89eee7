"""How fast pages come from one process: python -m benchmarks.pages HOME [COMPANIES] [ROUNDS].

Fills HOME with the seed's companies repeated under invented names up to COMPANIES (once; kept
for the next run), then asks for each kind of page ROUNDS times and prints the median and the
95th percentile in milliseconds of processor time, which a busy machine stretches least.
`/livez`, which renders nothing, is the measure to compare with. `/soeg?q=…` is every judged
question of `data/evaluation/` asked once, so that nothing of it is remembered. The last line is
the memory that every such process needs for itself.
"""

import shutil
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from flask.testing import FlaskClient

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.config import Environment, Settings
from guide.usecases.index_companies import rebuild_index
from guide.usecases.judged_queries import SEED_QUERIES, read_judged
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
    """Make a guide of so many companies: the seed's, and copies under invented names."""
    shutil.copytree(ROOT / "data", home / "data")
    guide = _open(home)
    migrations.upgrade(guide.database)
    now = datetime.now(UTC)
    load_seed(guide.database, home / "data", guide.policy, now)
    guide.close()
    _copy(home / "guide.db", count)
    guide = _open(home)
    rebuild_index(guide.database, guide.open_writer(), guide.policy, now)
    guide.close()


def _copy(path: Path, count: int) -> None:
    """Repeat every company with its categories, facts and figures, ids moved on."""
    connection = sqlite3.connect(path)
    seeded = connection.execute("SELECT max(id), count(*) FROM company").fetchone()
    for copy in range(2, 2 + count // seeded[1]):
        for table in ("company", "slug", "company_category", "fact", "report", "figure"):
            _copy_table(connection, table, copy)
    connection.commit()
    connection.close()


def _copy_table(connection: sqlite3.Connection, table: str, copy: int) -> None:
    step = copy * 1_000_000
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    moved = {name: f"{name} + {step}" for name in ("id", "company_id", "report_id")}
    moved |= {
        "cvr": "NULL",
        "seed_key": f"seed_key || ' {copy}'",
        "slug": f"slug || '-{copy}'",
        "name": f"name || ' Prøve {copy}'" if table == "company" else "name",
        "sort_key": f"sort_key || ' prøve {copy}'",
    }
    key = {"company": "id", "report": "id", "figure": "report_id"}.get(table, "company_id")
    chosen = ", ".join(moved.get(name, name) for name in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE {key} < ?",
        (1_000_000,),
    )


def _open(home: Path) -> Guide:
    return build(Settings(env=Environment.DEMO, home=home, data=home / "data"))


def measure(client: FlaskClient, path: str, rounds: int) -> list[float]:
    """Ask for a path so many times; give milliseconds of processor time."""
    client.get(path)
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        answer = client.get(path)
        spent.append((time.process_time() - start) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return spent


def measure_questions(client: FlaskClient) -> list[float]:
    """Ask the judged questions, each once; give milliseconds of processor time."""
    folder = ROOT / "data" / "evaluation"
    questions = dict.fromkeys(query.text for query in read_judged(folder / SEED_QUERIES))
    spent = []
    for text in questions:
        start = time.process_time()
        client.get("/soeg", query_string={"q": text})
        spent.append((time.process_time() - start) * 1000)
    return spent


def own_memory() -> int:
    """Return the bytes of memory that no file stands behind: what each worker needs anew."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Anonymous:"))


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
    client.get(PATHS[-1])
    _tell("/soeg?q=…", measure_questions(client))
    for path in PATHS:
        _tell(path, measure(client, path, rounds))
    print(f"{own_memory() / 2**20:8.0f} MiB")
    guide.close()


def _tell(path: str, spent: list[float]) -> None:
    print(f"{median(spent):8.1f} {quantiles(spent, n=20)[-1]:8.1f}  {path}")


if __name__ == "__main__":
    main()
