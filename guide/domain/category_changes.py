"""Changes of the category tree, and what must hold for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from guide.domain.categories import Category
from guide.domain.editing import EditError
from guide.domain.slugs import slugify
from guide.domain.texts import tidy_line

_MOST_STEPS = 20


class TreeAct(StrEnum):
    """What can be done to a category."""

    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"


@dataclass(frozen=True, kw_only=True, slots=True)
class TreeChange:
    """One change: new names (``target`` is then the Danish name), a new parent, or a merging."""

    act: TreeAct
    category: str
    target: str
    name_en: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCategory:
    """A category as it is written down; ``keywords_*`` are what search and suggestions go by."""

    name_da: str
    name_en: str
    parent: str | None
    definition_da: str = ""
    definition_en: str = ""
    keywords_da: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CategorySplit:
    """A category that gets others beside it, or beneath it where it stands at the top."""

    category: str
    children: tuple[NewCategory, ...]


def check_new(
    new: NewCategory, tree: Mapping[str, Category], redirects: Mapping[str, str]
) -> Category:
    """Return the category as it would be; raises ``EditError``.

    An address that led elsewhere once keeps leading there, so it is given to no new category.
    """
    name, english = tidy_line(new.name_da), tidy_line(new.name_en)
    if not name or not english:
        message = "skriv navnet på dansk og på engelsk"
        raise EditError(message)
    slug = slugify(name)
    if slug in tree or slug in redirects:
        message = f"adressen {slug!r} er taget; vælg et andet navn"
        raise EditError(message)
    if new.parent is not None and (new.parent not in tree or tree[new.parent].parent):
        message = "vælg en kategori fra øverste trin, som den skal stå under"
        raise EditError(message)
    return Category(
        slug=slug,
        parent=new.parent,
        name_da=name,
        name_en=english,
        definition_da=tidy_line(new.definition_da),
        definition_en=tidy_line(new.definition_en),
        keywords_da=_keywords(new.keywords_da),
        keywords_en=_keywords(new.keywords_en),
    )


def check_split(
    split: CategorySplit, tree: Mapping[str, Category], redirects: Mapping[str, str]
) -> tuple[Category, ...]:
    """Return the new categories; raises ``EditError``."""
    old = tree.get(split.category)
    if old is None or not split.children:
        message = "vælg en kategori, og skriv mindst én ny"
        raise EditError(message)
    parent = old.parent or old.slug
    grown = dict(tree)
    for child in split.children:
        new = check_new(replace(child, parent=parent), grown, redirects)
        grown[new.slug] = new
    return tuple(grown[slug] for slug in grown if slug not in tree)


def moved_to(standing: Sequence[str], old: str, chosen: str) -> tuple[str, ...]:
    """Return a company's categories after it went from one to another, in the same place."""
    return tuple(dict.fromkeys(chosen if slug == old else slug for slug in standing))


def _keywords(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in map(tidy_line, typed) if word))


def check_change(change: TreeChange, tree: Mapping[str, Category]) -> Category:
    """Return the category as it would be; raises ``EditError``.

    Two levels: a category with others below it stays at the top. Merging returns the target.
    """
    category = tree.get(change.category)
    if category is None:
        message = f"kategorien {change.category!r} findes ikke"
        raise EditError(message)
    match change.act:
        case TreeAct.RENAME:
            return _renamed(category, change, tree)
        case TreeAct.MOVE:
            _check_target(change, tree, top=True)
            _check_childless(category, tree)
            return replace(category, parent=change.target)
        case TreeAct.MERGE:
            _check_childless(category, tree)
            _check_target(change, tree, top=category.parent is None)
            return tree[change.target]


def follow(slugs: Iterable[str], redirects: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs that categories have now, each once and in order."""
    found: dict[str, None] = {}
    for slug in slugs:
        now = slug
        for _step in range(_MOST_STEPS):
            if now not in redirects:
                break
            now = redirects[now]
        found[now] = None
    return tuple(found)


def _renamed(category: Category, change: TreeChange, tree: Mapping[str, Category]) -> Category:
    name = tidy_line(change.target)
    slug = slugify(name) if name else ""
    if not slug:
        message = "skriv et navn"
        raise EditError(message)
    if slug != category.slug and slug in tree:
        message = f"der er allerede en kategori {slug!r}"
        raise EditError(message)
    return replace(
        category, slug=slug, name_da=name, name_en=tidy_line(change.name_en) or category.name_en
    )


def _check_target(change: TreeChange, tree: Mapping[str, Category], *, top: bool) -> None:
    target = tree.get(change.target)
    if target is None or target.slug == change.category or (target.parent is None) is not top:
        message = f"kategorien kan ikke flyttes til {change.target!r}"
        raise EditError(message)


def _check_childless(category: Category, tree: Mapping[str, Category]) -> None:
    if any(other.parent == category.slug for other in tree.values()):
        message = f"{category.name_da} har underkategorier; flyt dem først"
        raise EditError(message)
