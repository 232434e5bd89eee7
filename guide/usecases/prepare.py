"""Make a guide ready to serve: schema, seed and index, doing only what is not yet done."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from guide.catalogue import marks, migrations, outbox
from guide.catalogue.database import Database
from guide.domain.protection import ProtectionPolicy
from guide.search.port import SearchReader, SearchWriter
from guide.usecases.index_companies import drain_index_jobs, rebuild_index
from guide.usecases.load_seed import SeedReport, load_seed

SEED_MARK = "seed"
Progress = Callable[[str, int, int], None]


def upgrade_schema(database: Database) -> bool:
    """Migrate to the schema of this code; tell whether anything was done."""
    if migrations.is_current(database):
        return False
    migrations.upgrade(database)
    return True


def seed_if_new(
    database: Database, folder: Path, policy: ProtectionPolicy, now: datetime, progress: Progress
) -> SeedReport | None:
    """Load the seed when its files differ from those loaded last; ``None`` when they do not."""
    digest = folder_digest(folder)
    with database.reading() as work:
        known = marks.find(work, SEED_MARK)
    if known is not None and known.value == digest:
        return None
    report = load_seed(
        database, folder, policy, now, lambda done, total: progress("Grunddata", done, total)
    )
    with database.writing() as work:
        marks.put(work, SEED_MARK, digest, now)
        work.commit()
    return report


def index_if_needed(
    database: Database,
    reader: SearchReader,
    open_writer: Callable[[], SearchWriter],
    policy: ProtectionPolicy,
    now: datetime,
) -> bool:
    """Build the index when it is missing, broken or far behind, else only catch up."""
    reader.open_newest()
    status = reader.status()
    with database.reading() as work:
        waiting = outbox.count_open(work, outbox.INDEX)
    if status.healthy and waiting == 0:
        return False
    if status.healthy and waiting < status.documents / 4:
        while drain_index_jobs(database, open_writer(), policy, now):
            pass
    else:
        rebuild_index(database, open_writer(), policy, now)
    reader.open_newest()
    return True


def folder_digest(folder: Path) -> str:
    """Return a hash of the names and contents of a folder's table files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.[ct]sv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
