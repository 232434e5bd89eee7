"""Invented companies as register documents, and a source that hands them out and remembers."""

import copy
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from guide.ingest.cvr.source import (
    NONE_KNOWN,
    Document,
    Fingerprints,
    ReadDocument,
    SameDocument,
    Survey,
)
from guide.ingest.cvr.unwrapping import read

SAMPLES = Path(__file__).parents[2] / "samples" / "cvr"
NUMBERS = tuple(
    str(number)
    for number in range(98_000_000, 98_003_000)
    if sum(w * int(d) for w, d in zip((2, 7, 6, 5, 4, 3, 2, 1), str(number), strict=True)) % 11 == 0
)
"""Numbers that pass modulus 11 and belong to nobody."""

_TEMPLATE = json.loads((SAMPLES / "eksempel_2026.json").read_text(encoding="utf-8"))["hits"]["hits"]


def document(
    cvr: str,
    name: str = "",
    *,
    code: str = "621000",
    form: int = 80,
    protected: bool = False,
    phone: str = "70000001",
    employees: int = 42,
    version: int | None = 186,
    loaded: str = "2026-11-20T03:10:00.000+01:00",
    ended: str | None = None,
) -> dict[str, Any]:
    """Make the document of an invented company in Aarhus, told by a few choices."""
    whole = copy.deepcopy(_TEMPLATE[0]["_source"]["Vrvirksomhed"])
    called = name or f"Opdigtet {cvr} ApS"
    whole.update(
        cvrNummer=int(cvr),
        enhedsNummer=4_000_000_000 + int(cvr),
        reklamebeskyttet=protected,
        samtId=version,
        sidstIndlaest=loaded,
    )
    whole["navne"] = [{**whole["navne"][1], "navn": called}]
    whole["telefonNummer"][0]["kontaktoplysning"] = phone
    whole["hovedbranche"][1]["branchekode"] = code
    whole["virksomhedsform"][0]["virksomhedsformkode"] = form
    meta = whole["virksomhedMetadata"]
    meta["nyesteNavn"] = whole["navne"][0]
    meta["nyesteHovedbranche"]["branchekode"] = code
    meta["nyesteVirksomhedsform"]["virksomhedsformkode"] = form
    for series in ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "maanedsbeskaeftigelse"):
        whole[series] = whole[series][-2:]
    whole["erstMaanedsbeskaeftigelse"] = [
        {**row, "aar": 2026, "maaned": 8 + index, "antalAnsatte": employees}
        for index, row in enumerate(whole["erstMaanedsbeskaeftigelse"][-2:])
    ]
    if ended:
        whole["livsforloeb"][0]["periode"]["gyldigTil"] = ended
    return {"Vrvirksomhed": whole}


@dataclass
class RecordingSource:
    """A register that answers what it is asked, and remembers what that was."""

    documents: list[dict[str, Any]]
    survey_told: Survey = field(default_factory=Survey)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    selective: bool = True
    name: str = "opdigtet register"
    fingerprint: str = "opdigtet"
    breaks_after: int | None = None

    def survey(self, codes: Collection[str]) -> Survey:
        """Tell what the test wants told."""
        self.asked.append(("survey",))
        return self.survey_told

    def by_branch(
        self, codes: Collection[str], after: str = "", known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield everything behind the mark, in the order of numbers."""
        self.asked.append(("branch", after))
        yield from self._behind(after, known)

    def changed_since(
        self,
        moment: datetime,
        codes: Collection[str],
        after: str = "",
        known: Fingerprints = NONE_KNOWN,
    ) -> Iterator[Document]:
        """Yield what was loaded since."""
        self.asked.append(("changed", moment, after))
        for item in self._behind(after, known):
            loaded = item.company.loaded_at if isinstance(item, ReadDocument) else None
            loaded = item.loaded_at if isinstance(item, SameDocument) else loaded
            if loaded is None or loaded >= moment:
                yield item

    def by_cvr(
        self, numbers: Collection[str], known: Fingerprints = NONE_KNOWN
    ) -> Iterator[Document]:
        """Yield the companies of some numbers."""
        self.asked.append(("numbers", tuple(numbers)))
        for item in self._behind("", known):
            number = item.company.cvr if isinstance(item, ReadDocument) else item.cvr
            if number in numbers:
                yield item

    def _behind(self, after: str, known: Fingerprints) -> Iterator[Document]:
        for count, doc in enumerate(self.documents, start=1):
            mark = str(doc["Vrvirksomhed"]["cvrNummer"])
            if mark > after:
                yield read(doc, mark, known)
            if count == self.breaks_after:
                message = "strømmen gik"
                raise ConnectionAbortedError(message)
