"""The category tree: two levels, in Danish and English."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """A node of the tree; ``parent`` is a slug, ``None`` at the top."""

    slug: str
    parent: str | None
    name_da: str
    name_en: str
    definition_da: str = ""
    definition_en: str = ""
    keywords_da: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Names and keywords in both languages: what search knows the category by."""
        return (self.name_da, self.name_en, *self.keywords_da, *self.keywords_en)


def with_ancestors(slugs: Iterable[str], tree: dict[str, Category]) -> tuple[str, ...]:
    """Return the slugs and all that stand above them, each once, in a stable order."""
    path: dict[str, None] = {}
    for slug in slugs:
        step: str | None = slug
        while step is not None and step in tree and step not in path:
            path[step] = None
            step = tree[step].parent
    return tuple(path)
