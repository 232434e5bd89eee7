"""Register documents of real shape and size (33 KB), under invented numbers, without end."""

import json
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[1] / "tests" / "samples" / "cvr" / "eksempel_2026.json"
FIRST_NUMBER = 98_000_000
_SYLLABLES = ("nord", "data", "lys", "soft", "net", "klit", "vest", "sky", "kode", "drift", "bro")
_CODES = (
    ("621000", "Computerprogrammering"),
    ("622000", "Computerkonsulentbistand og forvaltning af computerfaciliteter"),
    ("631000", "IT-infrastruktur, databehandling, hosting og relaterede aktiviteter"),
    ("582900", "Anden udgivelse af software"),
)


def invented_numbers(start: int = FIRST_NUMBER) -> Iterator[int]:
    """Yield numbers that pass modulus 11, from ``start`` on."""
    for number in count(start):
        digits = map(int, str(number))
        if sum(w * d for w, d in zip((2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)) % 11 == 0:
            yield number


def documents(
    amount: int, *, seed: int = 1, loaded: str = "2026-11-20T03:10:00.000+01:00"
) -> Iterator[dict[str, Any]]:
    """Yield companies that differ in number, name, place, branch and every employment row."""
    dice = random.Random(seed)
    template = json.loads(SAMPLE.read_text(encoding="utf-8"))["hits"]["hits"][0]["_source"]
    text = json.dumps(template["Vrvirksomhed"], ensure_ascii=False)
    for number, _ in zip(invented_numbers(), range(amount), strict=False):
        company = json.loads(text)
        name = "".join(dice.choices(_SYLLABLES, k=3)).capitalize() + f" {number} ApS"
        company["cvrNummer"] = number
        company["enhedsNummer"] = 4_000_000_000 + number
        company["sidstIndlaest"] = loaded
        company["navne"][1]["navn"] = name
        company["virksomhedMetadata"]["nyesteNavn"]["navn"] = name
        code, title = dice.choice(_CODES)
        branch = {"branchekode": code, "branchetekst": title}
        company["hovedbranche"][1].update(branch)
        company["virksomhedMetadata"]["nyesteHovedbranche"].update(branch)
        company["penheder"][0]["pNummer"] = 1_900_000_000 + number % 90_000_000
        size = dice.randint(1, 400)
        for series in ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "maanedsbeskaeftigelse",
                       "erstMaanedsbeskaeftigelse"):  # fmt: skip
            for row in company[series]:
                row["antalAnsatte"] = max(1, size + dice.randint(-3, 3))
        yield {"Vrvirksomhed": company}


def lines(amount: int, *, seed: int = 1) -> Iterator[bytes]:
    """Yield the same as JSON lines, compact as the service writes them."""
    for document in documents(amount, seed=seed):
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        yield text.encode() + b"\n"


def repeated_lines(amount: int, distinct: int = 500) -> Iterator[bytes]:
    """Yield many documents cheaply: ``distinct`` ones with a new number each time."""
    templates = []
    for line in lines(distinct):
        number = json.loads(line)["Vrvirksomhed"]["cvrNummer"]
        templates.append(line.split(b'"cvrNummer":%d,' % number, 1))
    for number, index in zip(invented_numbers(), range(amount), strict=False):
        before, after = templates[index % distinct]
        yield before + b'"cvrNummer":%d,' % number + after
