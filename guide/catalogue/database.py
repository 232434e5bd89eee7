"""Connections and transactions on SQLite and PostgreSQL.

On SQLite every write begins IMMEDIATE: with the driver's default, two processes that read,
add and write lose updates without an error. Reading and writing use two engines.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 15


class DatabaseUnavailableError(Exception):
    """The database cannot be read at all: not there, without its tables, or busy."""


class DatabaseBusyError(DatabaseUnavailableError):
    """Another process holds the database; the same request may be tried again."""


class UnitOfWork:
    """One transaction. Leaving its block without ``commit()`` takes everything back."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def commit(self) -> None:
        """Make everything done so far last."""
        self.session.commit()

    def flush(self) -> None:
        """Send what is pending, so that ids exist and queries see it."""
        self.session.flush()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back what happens inside when it raises, and only that."""
        with self.session.begin_nested():
            yield


class Database:
    """The two engines of one database; ``url`` is SQLAlchemy's, SQLite or PostgreSQL."""

    def __init__(self, url: str, *, pool_size: int = 5, statement_seconds: float | None = None):
        self.url = url
        self.dialect = make_url(url).get_backend_name()
        if self.dialect == "sqlite":
            self._read = _sqlite_engine(url, begin="BEGIN", pool_size=pool_size)
            self._write = _sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=pool_size)
        else:
            self._write = create_engine(url, pool_size=pool_size, pool_pre_ping=True)
            self._read = create_engine(
                url,
                pool_size=pool_size,
                pool_pre_ping=True,
                connect_args=_read_limits(statement_seconds),
            )

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._write

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Open a transaction that sees one state and changes nothing.

        Raises ``DatabaseUnavailableError`` when there is nothing to read.
        """
        with _absence_named(), _busy_named(), Session(self._read, autoflush=False) as session:
            yield UnitOfWork(session)

    def one_row(self, query: Select[Any]) -> Row[Any]:
        """Ask for the only row of a query, without the cost of a session.

        Raises ``DatabaseUnavailableError`` when there is nothing to read.
        """
        with _absence_named(), _busy_named(), self._read.connect() as connection:
            return connection.execute(query).one()

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Open a transaction that may write; on SQLite it waits for its turn at once.

        Raises ``DatabaseUnavailableError`` when it cannot begin.
        """
        with _busy_named(), Session(self._write) as session:
            with _absence_named(), _busy_named():
                session.connection()
            yield UnitOfWork(session)

    def close(self) -> None:
        """Give back every connection."""
        self._read.dispose()
        self._write.dispose()

    def forget_connections(self) -> None:
        """Drop inherited connections in a forked child without closing the parent's."""
        self._read.dispose(close=False)
        self._write.dispose(close=False)


@contextmanager
def _busy_named() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        text = str(error.orig)
        if "database is locked" in text or "database is busy" in text:
            message = "the database is busy; try again in a moment"
            raise DatabaseBusyError(message) from error
        raise


@contextmanager
def _absence_named() -> Iterator[None]:
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        message = f"the database cannot be read: {error.orig}"
        raise DatabaseUnavailableError(message) from error


def _read_limits(statement_seconds: float | None) -> dict[str, Any]:
    if statement_seconds is None:
        return {}
    return {"options": f"-c statement_timeout={int(statement_seconds * 1000)}"}


def _sqlite_engine(url: str, *, begin: str, pool_size: int) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=pool_size, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
