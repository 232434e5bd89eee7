"""The calendar of the company of the day: what editors planned and what was shown."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class FeaturedDayRow(Base):
    """The company of one day; ``reason`` is editor, not_this_year or turn."""

    __tablename__ = "featured_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    reason: Mapped[str]
    actor: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime]
