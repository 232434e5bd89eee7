"""Ratios as they were last computed, each with the version of its formula."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Json


class RatioRow(Base):
    """One ratio of one set of figures: an exact fraction, or the reason why there is none."""

    __tablename__ = "ratio"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    reason: Mapped[str | None]
    reason_figure: Mapped[str | None]
    assumptions: Mapped[list[str]] = mapped_column(Json, default=list)
    formula_version: Mapped[str]
    computed_at: Mapped[datetime]
