"""Runs the migrations on the engine that the guide hands over, or on GUIDE_DATABASE_URL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import BigInteger, create_engine

from guide.catalogue.tables import Base
from guide.catalogue.tables.base import UtcDateTime

config = context.config


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write plain types into the scripts, so that they do not depend on code that may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, BigInteger):
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def run() -> None:
    """Migrate in one transaction; batch mode because SQLite cannot alter a column in place."""
    handed = config.attributes.get("engine")
    url = os.environ.get("GUIDE_DATABASE_URL", "sqlite:///var/guide.db")
    engine = handed if handed is not None else create_engine(url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
