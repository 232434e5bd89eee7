"""Sign-ups: what a company sent in, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class SubmissionRow(Base):
    """A sign-up; ``status_token_hash`` opens its status page, only the hash is kept."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    cvr: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    contact_mail: Mapped[str]
    consent_text: Mapped[str] = mapped_column(default="")
    status_token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
