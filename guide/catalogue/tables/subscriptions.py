"""Who follows companies by mail: an address and what it asked for, nothing about the person."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class SubscriptionRow(Base):
    """One address following one search or company; ``mail`` is emptied when it is stopped.

    ``query`` is the address's own parameters, ``asked`` the search they stood for. Links to
    confirm and to stop are kept as hashes with the other links.
    """

    __tablename__ = "subscription"
    __table_args__ = (Index("ix_subscription_mail", "mail", "query"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mail: Mapped[str]
    locale: Mapped[str]
    query: Mapped[str]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    asked: Mapped[Any | None] = mapped_column(Json)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_difference_id: Mapped[int] = mapped_column(default=0)
    last_sent_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
