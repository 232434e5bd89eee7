"""The log is append-only in the database itself, on both engines."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from guide.catalogue import audit, marks
from guide.catalogue.audit import Entry
from guide.catalogue.database import Database
from guide.catalogue.tables.audit import AuditRow
from tests.conftest import NOW

ENTRY = Entry(at=NOW, actor="prøve", action="skrev", object_kind="company", object_id="1")


def test_what_was_written_can_be_read(database: Database) -> None:
    """In the order it was written."""
    with database.writing() as work:
        audit.write(work, ENTRY)
        work.commit()
    with database.reading() as work:
        assert audit.of_object(work, "company", "1") == [ENTRY]


@pytest.mark.parametrize("statement", [update(AuditRow).values(actor="en anden"), delete(AuditRow)])
def test_nothing_in_the_log_can_be_changed_or_removed(
    database: Database, statement: object
) -> None:
    """The database refuses, whoever asks."""
    with database.writing() as work:
        audit.write(work, ENTRY)
        work.commit()
    with database.writing() as work, pytest.raises(DBAPIError, match="append-only"):
        work.session.execute(statement)  # type: ignore[call-overload]


def test_the_retention_job_may_remove_after_setting_its_mark(database: Database) -> None:
    """The mark is set and taken in the same transaction."""
    with database.writing() as work:
        audit.write(work, ENTRY)
        work.commit()
    with database.writing() as work:
        marks.put(work, "audit_retention", "", NOW)
        work.session.execute(delete(AuditRow))
        work.commit()
    with database.reading() as work:
        assert audit.of_object(work, "company", "1") == []


def test_a_hash_does_not_depend_on_the_order_of_keys() -> None:
    """Equal contents, equal hashes; another content, another hash."""
    assert audit.content_hash({"a": 1, "b": "å"}) == audit.content_hash({"b": "å", "a": 1})
    assert audit.content_hash({"a": 1}) != audit.content_hash({"a": 2})
