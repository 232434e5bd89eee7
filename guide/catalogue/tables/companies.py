"""Companies: their identity, the resolved row that pages read, slugs, names in time."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Id, Json


class CompanyRow(Base):
    """A company for ever. Columns below ``revision`` are resolved from its facts, never edited."""

    __tablename__ = "company"
    __table_args__ = (
        Index("ix_company_listed_sort_key", "listed", "sort_key"),
        CheckConstraint("length(cvr) = 8", name="cvr_length"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    cvr: Mapped[str | None] = mapped_column(unique=True)
    seed_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    erased_at: Mapped[datetime | None]
    signed_up_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    status: Mapped[str]
    status_note: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str | None]
    town: Mapped[str | None]
    postcode: Mapped[str | None]
    municipality: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
    website: Mapped[str | None]
    description: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    founded: Mapped[date | None]
    employees: Mapped[int | None]
    employees_as_of: Mapped[str | None]
    revenue: Mapped[int | None]
    revenue_year: Mapped[str | None]
    revenue_state: Mapped[str] = mapped_column(default="unknown")
    result: Mapped[int | None]
    growth: Mapped[float | None]
    has_figures: Mapped[bool] = mapped_column(default=False)
    advertising_protected: Mapped[bool | None]
    included: Mapped[bool] = mapped_column(default=False)
    excluded: Mapped[bool] = mapped_column(default=False)
    featured: Mapped[bool] = mapped_column(default=False)
    candidate: Mapped[bool] = mapped_column(default=False)
    listed: Mapped[bool] = mapped_column(default=False)
    listed_at: Mapped[datetime | None] = mapped_column(index=True)
    products: Mapped[list[str]] = mapped_column(Json, default=list)
    aliases: Mapped[list[str]] = mapped_column(Json, default=list)


class SlugRow(Base):
    """Every slug ever given; one given is never given to another company."""

    __tablename__ = "slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    given_at: Mapped[datetime]


class NameRow(Base):
    """A name a company has or had by the register or an editor: official, secondary, former."""

    __tablename__ = "company_name"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    layer: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class CompanyCategoryRow(Base):
    """The resolved categories of a company; position 0 is the main one."""

    __tablename__ = "company_category"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    category: Mapped[str] = mapped_column(
        ForeignKey("category.slug", onupdate="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]
