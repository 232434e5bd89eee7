"""The real seed companies as search documents, read straight from their files."""

import csv
from functools import lru_cache
from pathlib import Path

from guide.search.analysis import Synonyms, load_synonyms
from guide.search.port import CategoryName, SearchDocument

DATA = Path(__file__).parents[2] / "data"
_LETTERS = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


@lru_cache(maxsize=1)
def seed_documents() -> tuple[SearchDocument, ...]:
    """Every company of the seed with its categories' names and keywords."""
    texts = {category.slug: category for category in seed_categories()}
    with (DATA / "companies.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return tuple(_document(number, row, texts) for number, row in enumerate(rows, 1))


@lru_cache(maxsize=1)
def seed_categories() -> tuple[CategoryName, ...]:
    """The category tree with keywords in both languages."""
    with (DATA / "taxonomy.tsv").open(encoding="utf-8") as lines:
        return tuple(
            CategoryName(
                slug=row["slug"],
                name_da=row["name_da"],
                name_en=row["name_en"],
                keywords=(*_split(row["keywords_da"]), *_split(row["keywords_en"])),
                parent=row["parent"] or None,
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


@lru_cache(maxsize=1)
def seed_synonyms() -> Synonyms:
    """The project's own synonym groups."""
    return load_synonyms(DATA / "synonyms.tsv")


def _document(
    number: int, row: dict[str, str], categories: dict[str, CategoryName]
) -> SearchDocument:
    slugs = _split(row["categories"])
    path = [slug for leaf in slugs for slug in (leaf, categories[leaf].parent) if slug is not None]
    above = [categories[slug] for slug in dict.fromkeys(path) if slug not in slugs]
    return SearchDocument(
        company_id=number,
        revision=1,
        slug=f"company-{number}",
        name=row["name"],
        sort_key=row["name"].casefold().replace("aa", "å").translate(_LETTERS),
        cvr=row["cvr"] or None,
        brand_names=_split(row["aliases"]),
        main_category_texts=_texts(categories[slugs[0]]) if slugs else (),
        category_texts=(
            *(text for slug in slugs for text in _texts(categories[slug])),
            *(name for parent in above for name in (parent.name_da, parent.name_en)),
        ),
        own_words=(row["description_da"],) if row["description_da"] else (),
        products=_split(row["keywords"]),
        place_texts=tuple(dict.fromkeys(t for t in (row["city"], row["municipality"]) if t)),
        website=row["website"] or None,
        categories=slugs,
        category_path=tuple(dict.fromkeys(path)),
        municipality=row["municipality"] or None,
        status=row["status"],
    )


def _texts(category: CategoryName) -> tuple[str, ...]:
    return category.name_da, category.name_en, *category.keywords


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
