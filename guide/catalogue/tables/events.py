"""Events of the trade and the companies they concern."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class EventRow(Base):
    """An event; without ``starts_on`` no day is told and it is never "coming".

    ``cancelled_at``: called off, still shown; ``withdrawn_at``: gone from every page. No import
    changes the fields in ``edited``. ``sequence`` rises with every change.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    seed_key: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="")
    municipality: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    theme: Mapped[str] = mapped_column(default="")
    price: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(ForeignKey("source.key"))
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    edited: Mapped[list[str]] = mapped_column(Json, default=list)
    sequence: Mapped[int] = mapped_column(default=0)


class EventCompanyRow(Base):
    """An event concerns a company."""

    __tablename__ = "event_company"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)


class EventCategoryRow(Base):
    """An event concerns a category."""

    __tablename__ = "event_category"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    category: Mapped[str] = mapped_column(
        ForeignKey("category.slug", onupdate="CASCADE"), primary_key=True
    )
