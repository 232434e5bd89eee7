"""Synthetic catalogues: invented companies, as many as wanted, the same ones every time.

The words are made up so that no two share a stem, a folded form or a member: every engine that
matches whole words then finds exactly the same companies, and can be compared.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from guide.domain.cvr_number import is_valid_cvr
from guide.search.analysis import analyse_word
from guide.search.port import CategoryName, RevenueState, SearchDocument

DATA = Path(__file__).parents[1] / "data"
SEED = 20_250_101
VOCABULARY = 40_000
MUNICIPALITIES = 98
SIZES = ("0", "1", "2-4", "5-9", "10-19", "20-49", "50-99", "100+")
FORMS = ("10", "60", "80", "90")
_VOWELS = "aeiou"
_CODAS = "klmnptbgf"
_ONSETS = (*"bdfghklmnprstv", "bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr")


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Make the words, commonest first."""
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    stems: set[str] = set()
    while len(words) < VOCABULARY:
        syllables = chance.choice((2, 2, 3, 3, 3))
        word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
        word += chance.choice(_CODAS)
        known = analyse_word(word)
        if known.stem == known.key == word and not known.parts and word not in stems:
            stems.add(word)
            words[word] = None
    return tuple(words)


@lru_cache(maxsize=1)
def categories() -> tuple[CategoryName, ...]:
    """The project's own category tree."""
    with (DATA / "taxonomy.tsv").open(encoding="utf-8") as lines:
        return tuple(
            CategoryName(
                slug=row["slug"],
                name_da=row["name_da"],
                name_en=row["name_en"],
                keywords=tuple(f"{row['keywords_da']};{row['keywords_en']}".split(";")),
                parent=row["parent"] or None,
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


def companies(count: int) -> Iterator[SearchDocument]:
    """Invent companies with every field filled as real ones have them."""
    chance = random.Random(SEED + 1)
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    leaves = [category for category in categories() if category.parent]
    numbers = _cvr_numbers()
    for number in range(1, count + 1):
        yield _company(number, next(numbers, None), chance, (words, weights), leaves)


def _company(
    number: int,
    cvr: str | None,
    chance: random.Random,
    language: tuple[Sequence[str], Sequence[float]],
    leaves: Sequence[CategoryName],
) -> SearchDocument:
    words, weights = language

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    name = " ".join(word.title() for word in chance.sample(words, chance.choice((1, 2, 2, 3))))
    chosen = chance.sample(leaves, chance.choice((1, 1, 2, 3)))
    employees = int(chance.paretovariate(0.8)) if chance.random() < 0.7 else None
    known = chance.random() < 0.4
    municipality = f"{chance.randrange(MUNICIPALITIES):04d}"
    return SearchDocument(
        company_id=number,
        revision=1,
        slug=f"virksomhed-{number}",
        name=f"{name} {chance.choice(('A/S', 'ApS'))}",
        sort_key=name.casefold(),
        cvr=cvr,
        brand_names=(text(1),) if chance.random() < 0.3 else (),
        category_texts=tuple(
            term for leaf in chosen for term in (leaf.name_da, leaf.name_en, *leaf.keywords)
        ),
        own_words=(text(chance.randint(12, 40)), text(4)),
        products=(text(2),) if chance.random() < 0.5 else (),
        purpose=text(chance.randint(8, 25)),
        place_texts=(f"kommune{municipality}",),
        website=f"https://www.{name.split()[0].lower()}{number}.dk",
        categories=tuple(leaf.slug for leaf in chosen),
        category_path=tuple(
            dict.fromkeys(slug for leaf in chosen for slug in (leaf.slug, leaf.parent) if slug)
        ),
        region=f"108{int(municipality) % 5}",
        municipality=municipality if chance.random() < 0.95 else None,
        size=chance.choice(SIZES) if employees is not None else None,
        form=chance.choice(FORMS),
        employees=employees,
        revenue=chance.randrange(10**9) if known else None,
        revenue_state=RevenueState.KNOWN if known else RevenueState.NOT_PUBLISHED,
        growth=chance.gauss(0.05, 0.2) if known else None,
        founded=chance.randint(1970, 2025),
        has_figures=known,
        claimed=chance.random() < 0.1,
    )


def _cvr_numbers() -> Iterator[str]:
    """Give the valid invented numbers, about 180,000 of them; after that there are none."""
    return (digits for digits in map(str, range(98_000_000, 100_000_000)) if is_valid_cvr(digits))
