"""What readers say is wrong on a profile."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id


class ErrorReportRow(Base):
    """One report; ``mail`` is emptied a month after the decision."""

    __tablename__ = "error_report"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    subject: Mapped[str]
    text: Mapped[str]
    mail: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="da")
    created_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(index=True)
    answer: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
