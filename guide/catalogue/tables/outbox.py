"""What is still to be done after a commit, and small marks of state."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class OutboxRow(Base):
    """A job written in the transaction that caused it: "index" or "mail"."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "topic", "done_at", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    topic: Mapped[str]
    company_id: Mapped[int | None] = mapped_column(index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    done_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


class MarkRow(Base):
    """A named moment or value of the guide's own state ("published", "index_generation")."""

    __tablename__ = "mark"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
