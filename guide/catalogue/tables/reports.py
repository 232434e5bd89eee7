"""Annual reports and their figures; money is whole units of the report's currency."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class ReportRow(Base):
    """A set of figures for a year and a scope, as one source gives it.

    Its key is (company, scope, label, source); a seed row's exact period may be unknown.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_company_id_label", "company_id", "label"),
        Index(
            "uq_report_present",
            "company_id",
            "scope",
            "label",
            "source",
            "source_url",
            "recorded_at",
            "comparative",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    layer: Mapped[str]
    scope: Mapped[str]
    label: Mapped[str]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    stated_months: Mapped[int | None]
    comparative: Mapped[bool] = mapped_column(default=False)
    currency: Mapped[str]
    reporting_class: Mapped[str | None]
    corrected: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(ForeignKey("source.key"))
    source_url: Mapped[str] = mapped_column(default="")
    filed_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    warnings: Mapped[list[str]] = mapped_column(Json, default=list)
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class FigureRow(Base):
    """One figure of a report: an amount of money or a quantity (employees).

    No row means unknown; a row with neither means that the company did not publish it.
    """

    __tablename__ = "figure"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))


class SameYearRow(Base):
    """An editor's word that a row of the seed is the year of an exact period."""

    __tablename__ = "same_year"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    period_start: Mapped[date]
    period_end: Mapped[date]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]
