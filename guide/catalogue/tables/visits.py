"""How often companies were seen and found: sums by day, nothing of who looked."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class ProfileViewRow(Base):
    """A company's profile was read so many times on a day."""

    __tablename__ = "profile_view"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


class SearchAppearanceRow(Base):
    """A search showed a company on its first page so many times on a day."""

    __tablename__ = "search_appearance"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    query: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]
