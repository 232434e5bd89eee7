"""What the register tells in rows with dates: addresses, industries and employment."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id


class AddressRow(Base):
    """Where a company lies or lay; ``lines`` is the Danish address, one line a line."""

    __tablename__ = "address"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    kind: Mapped[str]
    layer: Mapped[str]
    lines: Mapped[str]
    postcode: Mapped[str | None]
    town: Mapped[str | None]
    municipality: Mapped[str | None]
    country: Mapped[str] = mapped_column(default="DK")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class IndustryRow(Base):
    """A branch as (standard, code); position 0 is the main branch, 1–3 the side branches."""

    __tablename__ = "industry"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    standard: Mapped[str]
    code: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    position: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class EmploymentRow(Base):
    """Head counts by series and period; month or quarter is 0 where the series has none."""

    __tablename__ = "employment"
    __table_args__ = (UniqueConstraint("company_id", "series", "year", "quarter", "month"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    series: Mapped[str]
    year: Mapped[int]
    quarter: Mapped[int] = mapped_column(default=0)
    month: Mapped[int] = mapped_column(default=0)
    employees: Mapped[int | None]
    full_time: Mapped[float | None]
    low: Mapped[int | None]
    high: Mapped[int | None]
    recorded_at: Mapped[datetime]
