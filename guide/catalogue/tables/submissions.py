"""Sign-ups: what a company sent in, what became of it and what was said about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class SubmissionRow(Base):
    """A sign-up; consent is kept with who (the contact mail), when and which text."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)
    locale: Mapped[str] = mapped_column(default="da")
    cvr: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    contact_mail: Mapped[str]
    consent_text: Mapped[str] = mapped_column(default="")
    consent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))


class SubmissionMessageRow(Base):
    """What was written on a sign-up's status page, by the submitter or an editor."""

    __tablename__ = "submission_message"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    author: Mapped[str]
    text: Mapped[str]
