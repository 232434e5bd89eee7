"""The log of changes (append-only in the database itself) and who must not come back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class AuditRow(Base):
    """Who did what, when and why, with hashes of before and after; contents lie in revisions."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object_kind", "object_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    before_hash: Mapped[str | None]
    after_hash: Mapped[str | None]
    revision_id: Mapped[int | None]
    request_id: Mapped[str | None]
    ip_prefix: Mapped[str | None]


class RevisionRow(Base):
    """The contents of a change: what a company was before and after, or what is proposed."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_company_id_state", "company_id", "state"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    kind: Mapped[str]
    state: Mapped[str]
    base_revision: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    decisions: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    author: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]


class SuppressionRow(Base):
    """Somebody erased: the importers ask here before they bring anything back."""

    __tablename__ = "suppression"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key_kind: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    reason: Mapped[str]
    created_at: Mapped[datetime]
