"""Statements about fields, with both times, and the sources they come from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class SourceRow(Base):
    """Where statements come from: what it is called, where it stands, on what terms."""

    __tablename__ = "source"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    url: Mapped[str | None]
    licence: Mapped[str | None]
    as_of: Mapped[date | None]


class FactRow(Base):
    """One statement; ``superseded_at`` empty means it is the layer's present word."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("ix_fact_company_id_field", "company_id", "field"),
        Index("ix_fact_review_on", "review_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    field: Mapped[str]
    layer: Mapped[str]
    value: Mapped[Any] = mapped_column(Json, nullable=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.key"))
    source_url: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    override: Mapped[bool] = mapped_column(default=False)
    derived: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    actor: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
