"""The questions that engines are compared on, and the documents as any engine can take them."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.catalogue import vocabulary
from guide.search.port import SearchDocument

GAP = " zzgap "
"""Put between two fields, so that no phrase runs from one into the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """A company as a row: all its words in one text, and what is filtered, counted and sorted."""

    number: int
    name: str
    name_key: str
    text: str
    categories: tuple[str, ...]
    municipality: str
    size: str
    employees: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked: words that must all be there, and how the answer is wanted."""

    kind: str
    words: tuple[str, ...] = ()
    phrase: bool = False
    prefix: bool = False
    municipality: str | None = None
    by_employees: bool = False
    page: int = 1
    facets: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """How many were found, the page, and the counts of the three facets without zeros.

    The page holds numbers and names: a hit without a name shows nothing.
    """

    total: int
    page: tuple[tuple[int, str], ...]
    facets: tuple[dict[str, int], ...] = ()


FACETS = ("category", "municipality", "size")
PER_PAGE = 20


def plain(document: SearchDocument) -> Plain:
    """Lay a document out flat."""
    texts = (
        document.name.rpartition(" ")[0],
        *document.brand_names,
        *document.category_texts,
        *document.own_words,
        *document.products,
        document.purpose,
    )
    return Plain(
        number=document.company_id,
        name=document.name,
        name_key=document.sort_key.replace(" ", ""),
        text=GAP.join(texts),
        categories=document.category_path,
        municipality=document.municipality or "unknown",
        size=document.size or "unknown",
        employees=-1 if document.employees is None else document.employees,
    )


def questions(rows: Sequence[Plain], count: int) -> dict[str, list[Question]]:
    """Choose so many questions of each class, the same ones every time."""
    chance = random.Random(7)
    known = set(vocabulary())
    held = Counter(word for row in rows for word in set(row.text.lower().split()))
    whole = _not_beginnings(known)
    share = {word: held[word] / len(rows) for word in whole}
    rare = [word for word in whole if 5 <= held[word] <= 20]
    common = [word for word in whole if 0.06 <= share[word] <= 0.16]
    usual = [word for word in whole if 0.01 <= share[word] <= 0.16]
    places = [f"{number:04d}" for number in range(98)]
    pairs = _phrases(rows, set(usual), chance)
    two, three = (_together(rows, set(usual), size, chance) for size in (2, 3))

    def made(kind: str, one: Callable[[], dict[str, object]]) -> list[Question]:
        return [Question(kind=kind, **one()) for _ in range(count)]  # type: ignore[arg-type]

    return {
        "rare": made("rare", lambda: {"words": (chance.choice(rare),)}),
        "common": made("common", lambda: {"words": (chance.choice(common),)}),
        "two words": made("two words", lambda: {"words": chance.choice(two)}),
        "three words": made("three words", lambda: {"words": chance.choice(three)}),
        "phrase": made("phrase", lambda: {"words": chance.choice(pairs), "phrase": True}),
        "prefix": made("prefix", lambda: {"words": (chance.choice(common)[:4],), "prefix": True}),
        "facets": made("facets", lambda: {"words": (chance.choice(common),), "facets": True}),
        "facets, two words": made(
            "facets, two words", lambda: {"words": chance.choice(two), "facets": True}
        ),
        "filter and sort": made(
            "filter and sort",
            lambda: {
                "words": (chance.choice(common),),
                "municipality": chance.choice(places),
                "by_employees": True,
            },
        ),
        "page 50": made("page 50", lambda: {"words": (chance.choice(common),), "page": 50}),
        "suggestion": made(
            "suggestion",
            lambda: {"words": (chance.choice(rows).name_key[: chance.randint(2, 5)],)},
        ),
    }


def typos(rows: Sequence[Plain], count: int) -> list[str]:
    """Misspell so many words that stand somewhere, leaving out a letter inside."""
    chance = random.Random(8)
    known = set(vocabulary())
    words = [word for row in rows[:2000] for word in row.text.lower().split() if word in known]
    made = []
    while len(made) < count:
        word = chance.choice(words)
        at = chance.randrange(1, len(word) - 1)
        if word[:at] + word[at + 1 :] not in known:
            made.append(word[:at] + word[at + 1 :])
    return made


def _not_beginnings(words: set[str]) -> list[str]:
    """Keep the words that no other begins with: a last word may be unfinished in the guide."""
    ordered = sorted(words)
    return [
        word
        for word, following in zip(ordered, [*ordered[1:], ""], strict=True)
        if not following.startswith(word)
    ]


def _together(
    rows: Sequence[Plain], usual: set[str], size: int, chance: random.Random
) -> list[tuple[str, ...]]:
    """Choose words that stand in one company, so that no engine finds nothing."""
    found = []
    for row in chance.sample(rows, min(len(rows), 2000)):
        held = sorted(usual & set(row.text.lower().split()))
        if len(held) >= size:
            found.append(tuple(chance.sample(held, size)))
    return found


def _phrases(
    rows: Sequence[Plain], usual: set[str], chance: random.Random
) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for row in chance.sample(rows, min(len(rows), 4000)):
        words = row.text.lower().split()
        found.extend(
            (first, second)
            for first, second in pairwise(words)
            if first in usual and second in usual and first != second
        )
    return found
