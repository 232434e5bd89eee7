"""The migrations: up and down on both engines, equal to the tables of the code."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from guide.catalogue import migrations
from guide.catalogue.database import Database
from guide.catalogue.tables import Base


def test_the_schema_made_by_migrations_is_the_schema_of_the_code(database: Database) -> None:
    """A migration was written for every change of a table."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_the_schema_can_be_taken_down_and_built_again(database: Database) -> None:
    """Down to nothing and up again leaves a usable database."""
    migrations.downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrations.upgrade(database)
    assert migrations.is_current(database)
