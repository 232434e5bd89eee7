"""Filings of annual reports, what their documents say, and which companies were asked about."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Json


class FilingRow(Base):
    """A filing as the index of publications knows it, and the master data of its report."""

    __tablename__ = "filing"
    __table_args__ = (Index("ix_filing_company_id_state", "company_id", "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    cvr: Mapped[str]
    loaded_at: Mapped[datetime]
    published_at: Mapped[datetime]
    corrects: Mapped[bool] = mapped_column(default=False)
    index_start: Mapped[date | None]
    index_end: Mapped[date | None]
    documents: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    state: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    document_url: Mapped[str] = mapped_column(default="")
    document_hash: Mapped[str] = mapped_column(default="")
    report: Mapped[dict[str, Any] | None] = mapped_column(Json)
    recorded_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class ReportsAskedRow(Base):
    """A company whose whole history of filings was asked for."""

    __tablename__ = "reports_asked"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    asked_at: Mapped[datetime]
