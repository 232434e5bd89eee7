"""Running imports in tests: one call, and a picture of all that the database holds."""

from typing import Any

from sqlalchemy import select

from guide.catalogue.database import Database
from guide.catalogue.tables import Base
from guide.domain.protection import ProtectionPolicy
from guide.ingest.cvr.source import RegisterSource
from guide.usecases.import_register import import_register
from guide.usecases.register_run import ImportOptions, ImportReport, Port
from tests.conftest import FixedClock

POLICY = ProtectionPolicy()
_RUNS = frozenset({"import_run", "lease", "alembic_version"})


def run(
    database: Database,
    source: RegisterSource,
    clock: FixedClock,
    *,
    full: bool = False,
    force: bool = False,
    owner: str = "prøve",
) -> ImportReport:
    """Import once."""
    port = Port(clock=clock, owner=owner, is_alive=lambda _owner: True)
    return import_register(database, source, POLICY, port, ImportOptions(full=full, force=force))


def picture(database: Database, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Read every table but those that tell of runs; ``without`` names columns to leave out."""
    with database.reading() as work:
        return {
            name: [
                {key: value for key, value in row.items() if key not in without}
                for row in work.session.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for name, table in Base.metadata.tables.items()
            if name not in _RUNS
        }
