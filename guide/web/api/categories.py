"""The category tree with how many companies stand under each."""

from guide.web.api.operations import Answer, NoQuery, Operation
from guide.web.shared import shared


class CategoryJson(Answer):
    """A category; a parent counts each company beneath it once."""

    slug: str
    parent: str | None
    name_da: str
    name_en: str
    definition_da: str
    definition_en: str
    companies: int


class Categories(Answer):
    """Every category in the order of the tree."""

    categories: list[CategoryJson]


def categories(query: NoQuery) -> Categories:
    """Tell the whole tree."""
    known = shared()
    return Categories(
        categories=[
            CategoryJson(
                slug=one.slug,
                parent=one.parent,
                name_da=one.name_da,
                name_en=one.name_en,
                definition_da=one.definition_da,
                definition_en=one.definition_en,
                companies=known.category_counts.get(one.slug, 0),
            )
            for one in known.tree.values()
        ]
    )


OPERATIONS = (
    Operation(
        name="categories",
        path="/categories",
        summary="The category tree",
        description="Two levels, in Danish and English, with the number of listed companies.",
        function=categories,
        answer=Categories,
        tag="lists",
        fresh_seconds=300,
    ),
)
