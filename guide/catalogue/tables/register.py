"""The register as it was read: one state and all dated rows of each company."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class RegisterStateRow(Base):
    """How far the register was read for a company.

    ``fingerprint`` tells an unchanged document without reading it, ``digest`` one whose content
    is the same in spite of it.
    """

    __tablename__ = "register_state"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    unit_number: Mapped[int | None]
    version: Mapped[int]
    loaded_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    digest: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(server_default="")
    founded: Mapped[date | None]
    composite_status: Mapped[str]
    advertising_protected: Mapped[bool | None]
    next_change_on: Mapped[date | None] = mapped_column(index=True)
    missing_since: Mapped[datetime | None] = mapped_column(index=True)
    recorded_at: Mapped[datetime]


class RegisterHistoryRow(Base):
    """A dated row of the register: ``part`` and ``key`` say of what, ``value`` its content."""

    __tablename__ = "register_row"
    __table_args__ = (Index("ix_register_row_company_id_part", "company_id", "part"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    part: Mapped[str]
    key: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(Json)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    updated_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
