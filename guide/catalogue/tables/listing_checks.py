"""When a company last said that its profile is right, and what it was asked since."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class ListingCheckRow(Base):
    """The yearly question to a company's own people; ``confirmed_at`` is their last plain yes."""

    __tablename__ = "listing_check"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    confirmed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
