"""Counts for rate limits in the database, so that all workers share them.

The one place outside the use cases that commits: a count must stand even when the request that
it belongs to is taken back.
"""

import time

from limits.storage import Storage
from sqlalchemy import case, delete, select
from sqlalchemy.exc import SQLAlchemyError

from guide.catalogue.bulk import merging_insert
from guide.catalogue.database import Database
from guide.catalogue.tables.accounts import RateCountRow


class DatabaseStorage(Storage):
    """A storage of the ``limits`` library for fixed windows."""

    STORAGE_SCHEME = None

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong with the database."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count in one statement; a window that ran out begins anew."""
        now = time.time()
        over = RateCountRow.expires_at <= now
        insert = merging_insert(self._database.dialect, RateCountRow)
        statement = insert.values(key=key, count=amount, expires_at=now + expiry)
        statement = statement.on_conflict_do_update(
            index_elements=[RateCountRow.key],
            set_={
                "count": case((over, amount), else_=RateCountRow.count + amount),
                "expires_at": case((over, now + expiry), else_=RateCountRow.expires_at),
            },
        )
        with self._database.writing() as work:
            counted = work.session.execute(statement.returning(RateCountRow.count)).scalar_one()
            work.commit()
        return int(counted)

    def get(self, key: str) -> int:
        """Return the count of a window that has not run out."""
        query = select(RateCountRow.count).where(
            RateCountRow.key == key, RateCountRow.expires_at > time.time()
        )
        with self._database.reading() as work:
            return int(work.session.scalar(query) or 0)

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970."""
        query = select(RateCountRow.expires_at).where(RateCountRow.key == key)
        with self._database.reading() as work:
            return float(work.session.scalar(query) or time.time())

    def check(self) -> bool:
        """Tell whether counting works."""
        with self._database.reading() as work:
            work.session.execute(select(RateCountRow.key).limit(1))
        return True

    def reset(self) -> int | None:
        """Forget every count."""
        return self._forget(RateCountRow.expires_at >= 0)

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._forget(RateCountRow.key == key)

    def sweep(self) -> int:
        """Forget windows that ran out; return how many."""
        return self._forget(RateCountRow.expires_at <= time.time())

    def _forget(self, condition: object) -> int:
        with self._database.writing() as work:
            gone = work.session.execute(
                delete(RateCountRow).where(condition).returning(RateCountRow.key)  # type: ignore[arg-type]
            ).all()
            work.commit()
        return len(gone)
