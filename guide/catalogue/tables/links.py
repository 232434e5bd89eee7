"""Links that were mailed or shown: only their hashes are kept."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class OneTimeLinkRow(Base):
    """A link of 256 bits; ``reusable`` ones (a draft, a status page) live until revoked."""

    __tablename__ = "one_time_link"
    __table_args__ = (Index("ix_one_time_link_subject", "purpose", "subject"),)

    hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    subject: Mapped[str]
    mail: Mapped[str] = mapped_column(default="")
    browser_hash: Mapped[str | None]
    reusable: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
