"""Import runs, what could not be read, who may run now, and the questions left to editors."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class ImportRunRow(Base):
    """A run of an importer; ``position`` is where it goes on from after a stop."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    fingerprint: Mapped[str]
    mode: Mapped[str]
    state: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    high_water: Mapped[datetime | None]
    source_count: Mapped[int | None]
    counts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    waiting: Mapped[list[str]] = mapped_column(Json, default=list)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)


class DeadLetterRow(Base):
    """A document that could not be read or kept, with its bytes and the reason, once."""

    __tablename__ = "dead_letter"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    at: Mapped[datetime]
    position: Mapped[str]
    cvr: Mapped[str | None]
    reason: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(unique=True)


class LeaseRow(Base):
    """Who may do a thing now; ``token`` rises with each holder, so that a late one notices."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    token: Mapped[int]
    expires_at: Mapped[datetime]


class TaskRow(Base):
    """A question to an editor, asked once."""

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
