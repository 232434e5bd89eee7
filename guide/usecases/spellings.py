"""The ways in which readers spell the name of a company, made by rule from every name."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.catalogue import cards, listings
from guide.catalogue.database import Database
from guide.search.analysis import analyse_name
from guide.usecases.judged_queries import JudgedQuery

SEED = 20_261_125
"""Where chance begins: the same spellings each time."""

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
SHORTEST_SPLIT = 6
FORMS = ("A/S", "A-S", "AS", "ApS", "aps", "IVS")
_FOLDINGS = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}),
    str.maketrans({"æ": "a", "ø": "o", "å": "a", "Æ": "A", "Ø": "O", "Å": "A"}),
)
_JOINTS = re.compile(r"[ \-]")


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedCompany:
    """A company to be found by its names and its number."""

    name: str
    other_names: tuple[str, ...] = ()
    cvr: str | None = None


def listed_names(database: Database) -> list[NamedCompany]:
    """Give the names and numbers of all listed companies."""
    with database.reading() as work:
        return [
            NamedCompany(
                name=card.name, other_names=(*card.former_names, *card.aliases), cvr=card.cvr
            )
            for card in cards.by_ids(work, listings.every_listed_id(work))
        ]


def spelled_names(companies: Iterable[NamedCompany]) -> list[JudgedQuery]:
    """Spell every name in every way; companies that share a name or a number are all right."""
    known = list(companies)
    chance = random.Random(SEED)  # noqa: S311 - spellings, not secrets
    named: dict[str, set[str]] = defaultdict(set)
    numbered: dict[str, set[str]] = defaultdict(set)
    for company in known:
        for name in (company.name, *company.other_names):
            named[analyse_name(name).key].add(company.name)
        if company.cvr:
            numbered[company.cvr].add(company.name)
    return [query for company in known for query in _spelled(company, named, numbered, chance)]


def _spelled(
    company: NamedCompany,
    named: Mapping[str, set[str]],
    numbered: Mapping[str, set[str]],
    chance: random.Random,
) -> Iterator[JudgedQuery]:
    name = analyse_name(company.name)
    right = named[name.key]
    yield _query(company.name, "exact", {company.name})
    yield _query(name.bare, "exact", right)
    yield _query(one_typo(name.bare, chance), "typo", right)
    for spelling in _folded(name.bare):
        yield _query(spelling, "folded", right)
    if _JOINTS.search(name.bare):
        yield _query(_JOINTS.sub("", name.bare), "joined", right)
    longest = max(re.findall(r"[^\W_]+", name.bare), key=len, default="")
    if len(longest) >= SHORTEST_SPLIT:
        at = chance.randrange(2, len(longest) - 1)
        apart = f"{longest[:at]} {longest[at:]}"
        yield _query(name.bare.replace(longest, apart, 1), "split", right)
    yield _query(f"{name.bare} {chance.choice(FORMS)}", "legal form", right)
    for other in company.other_names:
        yield _query(other, "other name", named[analyse_name(other).key])
    if company.cvr:
        for spelling in cvr_spellings(company.cvr):
            yield _query(spelling, "cvr", numbered[company.cvr])


def one_typo(name: str, chance: random.Random) -> str:
    """Leave out, put in, change or swap one letter at any place."""
    at = chance.randrange(len(name))
    kind = chance.choice(("out", "in", "change", "swap"))
    if kind == "out" and len(name) > 1:
        return name[:at] + name[at + 1 :]
    if kind == "in":
        return name[:at] + chance.choice(LETTERS) + name[at:]
    if kind == "swap" and at + 1 < len(name) and name[at] != name[at + 1]:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    other = chance.choice([letter for letter in LETTERS if letter != name[at].casefold()])
    return name[:at] + other + name[at + 1 :]


def cvr_spellings(cvr: str) -> tuple[str, ...]:
    """Write a CVR number as readers do."""
    pairs = [cvr[at : at + 2] for at in range(0, 8, 2)]
    return (
        cvr,
        f"DK{cvr}",
        f"DK-{cvr}",
        " ".join(pairs),
        "-".join(pairs),
        f"cvr {cvr}",
        f"CVR-nr. {' '.join(pairs)}",
        f"dk {cvr[:4]} {cvr[4:]}",
    )


def _folded(name: str) -> set[str]:
    return {name.translate(table) for table in _FOLDINGS} - {name}


def _query(text: str, kind: str, right: Iterable[str]) -> JudgedQuery:
    return JudgedQuery(text=text, kind=kind, grades=dict.fromkeys(sorted(right), 2))
