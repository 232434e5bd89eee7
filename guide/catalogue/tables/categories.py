"""The category tree and the addresses categories had before."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from guide.catalogue.tables.base import Base, Json


class CategoryRow(Base):
    """A node of the tree."""

    __tablename__ = "category"

    slug: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str | None] = mapped_column(
        ForeignKey("category.slug", onupdate="CASCADE"), index=True
    )
    position: Mapped[int]
    name_da: Mapped[str]
    name_en: Mapped[str]
    definition_da: Mapped[str] = mapped_column(default="")
    definition_en: Mapped[str] = mapped_column(default="")
    keywords_da: Mapped[list[str]] = mapped_column(Json, default=list)
    keywords_en: Mapped[list[str]] = mapped_column(Json, default=list)


class CategoryRedirectRow(Base):
    """A slug a category had before it was renamed or merged."""

    __tablename__ = "category_redirect"

    slug: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(ForeignKey("category.slug", onupdate="CASCADE"))
