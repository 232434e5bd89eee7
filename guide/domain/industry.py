"""Industry codes (branchekoder): which concern the guide, and in which standard they were given.

The same six digits can mean different things: 611000, 612000 and 582100 exist in DB07 and in
DB25. A code is therefore never named without its standard, and history is never converted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standard(StrEnum):
    """Statistics Denmark's industry standards, each in force from its day to the next one's."""

    DB93 = "db93"
    DB03 = "db03"
    DB07 = "db07"
    DB25 = "db25"


_IN_FORCE_FROM = (
    (Standard.DB25, date(2025, 1, 1)),
    (Standard.DB07, date(2008, 1, 1)),
    (Standard.DB03, date(2003, 1, 1)),
)


class Group(StrEnum):
    """How near to the guide's subject a code lies; the optional ones choose no candidates."""

    CORE = "kerne"
    TELECOM = "tele"
    HARDWARE = "hardware"
    OPTIONAL = "valgfri"


@dataclass(frozen=True, slots=True)
class IndustryCode:
    """A code of the guide's subject with Statistics Denmark's title."""

    standard: Standard
    code: str
    title: str
    group: Group


_TABLE = """
db25;621000;Computerprogrammering;kerne
db25;622000;Computerkonsulentbistand og forvaltning af computerfaciliteter;kerne
db25;629000;Andre IT- og computerserviceaktiviteter;kerne
db25;631000;IT-infrastruktur, databehandling, hosting og relaterede aktiviteter;kerne
db25;639100;Drift af portaler til internettet;kerne
db25;582100;Udgivelse af videospil;kerne
db25;582900;Anden udgivelse af software;kerne
db25;611000;Levering af fastnetbaseret, trådløs og satellitbaseret telekommunikation;tele
db25;612000;Videresalg af telekommunikation og formidlingsaktiviteter inden for telekommunikation;tele
db25;619000;Andre telekommunikationsaktiviteter;tele
db25;465000;Engroshandel med informations- og kommunikationsudstyr;hardware
db25;474000;Detailhandel med informations- og kommunikationsudstyr;hardware
db25;261100;Fremstilling af elektroniske komponenter;hardware
db25;261200;Fremstilling af printplader o.lign.;hardware
db25;262000;Fremstilling af computere og ydre enheder;hardware
db25;263000;Fremstilling af kommunikationsudstyr;hardware
db25;951000;Reparation og vedligeholdelse af computere og kommunikationsudstyr;hardware
db25;773300;Udlejning og leasing af kontormaskiner og -udstyr og computere;valgfri
db25;639200;Andre informationsaktiviteter;valgfri
db25;603900;Anden distribution af medieindhold;valgfri
db07;620100;Computerprogrammering;kerne
db07;620200;Konsulentbistand vedrørende informationsteknologi;kerne
db07;620300;Computer facility management;kerne
db07;620900;Anden it-servicevirksomhed;kerne
db07;631100;Databehandling, webhosting og lignende serviceydelser;kerne
db07;631200;Webportaler;kerne
db07;582100;Udgivelse af computerspil;kerne
db07;582900;Anden udgivelse af software;kerne
db07;611000;Fastnetbaseret telekommunikation;tele
db07;612000;Trådløs telekommunikation;tele
db07;613000;Satellitbaseret telekommunikation;tele
db07;619000;Anden telekommunikation;tele
db07;465100;Engroshandel med computere, ydre enheder og software;hardware
db07;465200;Engroshandel med elektronisk udstyr;hardware
db07;474100;Detailhandel med computere, ydre enheder og software;hardware
db07;474200;Detailhandel med telekommunikationsudstyr;hardware
db07;951100;Reparation af computere og ydre enheder;hardware
db07;951200;Reparation af kommunikationsudstyr;hardware
db07;639900;Andre informationstjenester i.a.n.;valgfri
"""  # noqa: E501 (titles are quoted whole)
# Source: Danmarks Statistik, DB07 and DB25; the choice of codes is our own.


def _read_table(text: str) -> tuple[IndustryCode, ...]:
    rows = (line.split(";") for line in text.strip().splitlines())
    return tuple(IndustryCode(Standard(s), code, title, Group(g)) for s, code, title, g in rows)


IT_CODES = _read_table(_TABLE)
"""The codes of the guide's subject in both standards that companies carry today."""

CANDIDATE_CODES = frozenset(
    (row.standard, row.code) for row in IT_CODES if row.group is not Group.OPTIONAL
)
"""A company with one of these as main or side branch is a candidate, no more than that."""

_KNOWN = {
    standard: frozenset(row.code for row in IT_CODES if row.standard is standard)
    for standard in Standard
}


def standard_of(code: str, valid_from: date | None, valid_to: date | None) -> Standard:
    """Tell a code's standard from the row's first day, corrected by the code tables.

    The register recodes with a new row on the day a standard begins, so the first day decides;
    a code that only the neighbouring standard knows wins over it where the row reaches that
    standard's time (a back-dated recoding, or an old code given too late).
    """
    by_date = _in_force(valid_from or valid_to)
    if by_date is Standard.DB25 and code in _KNOWN[Standard.DB07] - _KNOWN[Standard.DB25]:
        return Standard.DB07
    only_new = code in _KNOWN[Standard.DB25] - _KNOWN[Standard.DB07]
    reaches_new = valid_to is None or _in_force(valid_to) is Standard.DB25
    if by_date is Standard.DB07 and only_new and reaches_new:
        return Standard.DB25
    return by_date


def is_candidate(codes: Iterable[tuple[Standard, str | None]]) -> bool:
    """Tell whether any (standard, code) of a company's present branches belongs to the guide."""
    return any(pair in CANDIDATE_CODES for pair in codes)


def _in_force(day: date | None) -> Standard:
    """Return the standard of a day; without any day the present one."""
    if day is None:
        return Standard.DB25
    for standard, first_day in _IN_FORCE_FROM:
        if day >= first_day:
            return standard
    return Standard.DB93
