"""The category tree (taxonomy.tsv)."""

from pathlib import Path

from guide.domain.categories import Category
from guide.ingest.seed.tables import SeedFileError, parts, rows

_COLUMNS = frozenset(
    ["slug", "parent", "name_da", "name_en", "definition_da", "keywords_da", "keywords_en"]
)


def read_taxonomy(path: Path) -> list[Category]:
    """Read the tree, parents before their children; raise ``SeedFileError`` for a loose branch."""
    categories: dict[str, Category] = {}
    for line, row in rows(path, "\t", _COLUMNS):
        parent = row["parent"] or None
        if parent is not None and parent not in categories:
            message = (
                f"{path.name}, linje {line}: forælderen {parent!r} står ikke før {row['slug']!r}"
            )
            raise SeedFileError(message)
        categories[row["slug"]] = Category(
            slug=row["slug"],
            parent=parent,
            name_da=row["name_da"],
            name_en=row["name_en"],
            definition_da=row["definition_da"],
            definition_en=row.get("definition_en", ""),
            keywords_da=parts(row["keywords_da"]),
            keywords_en=parts(row["keywords_en"]),
        )
    return list(categories.values())
