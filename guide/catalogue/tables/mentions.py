"""What editors answered when it was in doubt whether a word in an article is a company."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class MentionDecisionRow(Base):
    """Is this word this company? ``answer`` is empty until an editor has said yes or no."""

    __tablename__ = "mention_decision"

    surface: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True, index=True)
    answer: Mapped[bool | None]
    context: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    actor: Mapped[str] = mapped_column(default="")
