"""Bringing a database to the schema of this code, and telling where it stands."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from guide.catalogue.database import Database

_ROOT = Path(__file__).resolve().parents[2]


def _config(database: Database) -> Config:
    config = Config(toml_file=str(_ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(_ROOT / "alembic"))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations up to a revision."""
    command.upgrade(_config(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Run the migrations down to a revision ("base" empties the schema)."""
    command.downgrade(_config(database), revision)


def head_revision(database: Database) -> str | None:
    """Return the newest revision this code knows."""
    return ScriptDirectory.from_config(_config(database)).get_current_head()


def current_revision(database: Database) -> str | None:
    """Return the revision the database stands at, ``None`` when it is empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(database: Database) -> bool:
    """Tell whether the database has the schema of this code."""
    return current_revision(database) == head_revision(database)
