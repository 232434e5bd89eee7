"""Municipalities, regions as dated memberships, postcodes, legal forms and industry codes."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base


class RegionRow(Base):
    """A region, present, past or to come."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)


class MunicipalityRow(Base):
    """A municipality with the middle of its area in degrees."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class RegionMembershipRow(Base):
    """Which region a municipality belongs to, from a day to a day (not included)."""

    __tablename__ = "municipality_region"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipality.code"), primary_key=True)
    region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]


class PostcodeRow(Base):
    """A postcode in a municipality; many postcodes lie in several."""

    __tablename__ = "postcode"

    postcode: Mapped[str] = mapped_column(primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipality.code"), primary_key=True)
    town: Mapped[str]


class LegalFormRow(Base):
    """A legal form by the register's code."""

    __tablename__ = "legal_form"

    code: Mapped[str] = mapped_column(primary_key=True)
    short: Mapped[str]
    long: Mapped[str]
