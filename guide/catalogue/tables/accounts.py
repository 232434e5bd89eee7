"""Who may change a company: accounts, sessions, memberships, proofs of claims, counted limits."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id


class AccountRow(Base):
    """A person known by a mail address; there is no password."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mail: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    locale: Mapped[str] = mapped_column(default="da")
    created_at: Mapped[datetime]


class SessionRow(Base):
    """A browser that is signed in; only the hash of its cookie is kept."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    browser: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    passkey_at: Mapped[datetime | None]


class MembershipRow(Base):
    """An account that acts for a company."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True, index=True)
    since: Mapped[datetime]
    invited_by: Mapped[str] = mapped_column(default="")


class ClaimRow(Base):
    """A company claimed by proof; ``token`` is what is looked for in public, not a secret."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_company_id_state", "company_id", "state"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    method: Mapped[str]
    target: Mapped[str]
    token: Mapped[str]
    state: Mapped[str]
    created_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class RateCountRow(Base):
    """How often something was done in a window; ``expires_at`` is in seconds since 1970."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[float] = mapped_column(Float, index=True)


class ModerationRuleRow(Base):
    """Whether a field that a proven owner changes goes through at once; else an editor looks."""

    __tablename__ = "moderation_rule"

    field: Mapped[str] = mapped_column(primary_key=True)
    at_once: Mapped[bool]
