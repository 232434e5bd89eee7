"""The taxonomy's closed vocabularies, in Danish and English, in the wording of each year."""

import re

from guide.domain.report_terms import AuditorAssistance, ReportingClass, ReportKind

_CLASS = re.compile(r"(?:regnskabsklasse|reporting class) ([abcd])\b(.*)")
_MICRO = re.compile(r"mi[ck]ro")
_MEDIUM = re.compile(r"mellem|medium")
_LARGE = re.compile(r"stor|large")

_KINDS = (
    (("likvidationsregnskab", "liquidation"), ReportKind.LIQUIDATION),
    (("halvårsrapport", "half-year", "half year", "semi-annual"), ReportKind.HALF_YEAR),
    (("delårsrapport", "interim"), ReportKind.INTERIM),
    (("årsrapport", "annual report"), ReportKind.ANNUAL),
)
"""From the particular to the general: a halvårsrapport is no årsrapport."""

_AUDITORS = (
    (("udvidet gennemgang", "extended review"), AuditorAssistance.EXTENDED_REVIEW),
    (("review",), AuditorAssistance.REVIEW),
    (("uden sikkerhed", "non-assurance"), AuditorAssistance.NO_ASSURANCE),
    (("med sikkerhed", "assurance"), AuditorAssistance.OTHER_ASSURANCE),
    (("ingen bistand", "no auditor", "no assistance", "no audit"), AuditorAssistance.NONE),
    (
        ("revisionspåtegning", "audited", "den uafhængige revisors erklæring",
         "independent auditor's report"),
        AuditorAssistance.AUDIT,
    ),
)  # fmt: skip
"""From the particular to the general: an extended review is also a review."""


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def reporting_class(text: str) -> ReportingClass:
    """Read ``Regnskabsklasse B, mikrovirksomhed`` or its English; else unknown."""
    found = _CLASS.search(_plain(text))
    if found is None:
        return ReportingClass.UNKNOWN
    letter, rest = found[1], found[2]
    if letter == "b":
        return ReportingClass.B_MICRO if _MICRO.search(rest) else ReportingClass.B
    if letter == "c" and _MEDIUM.search(rest):
        return ReportingClass.C_MEDIUM
    if letter == "c":
        return ReportingClass.C_LARGE if _LARGE.search(rest) else ReportingClass.UNKNOWN
    return ReportingClass(letter.upper())


def report_kind(text: str) -> ReportKind:
    """Read the type of report; a type that is no accounts at all is ``OTHER``."""
    words = _plain(text)
    if not words:
        return ReportKind.UNKNOWN
    for phrases, kind in _KINDS:
        if any(phrase in words for phrase in phrases):
            return kind
    return ReportKind.OTHER


def auditor_assistance(text: str) -> AuditorAssistance:
    """Read the auditor's statement; the wording changed with the taxonomy of 2025."""
    words = _plain(text)
    for phrases, assistance in _AUDITORS:
        if any(phrase in words for phrase in phrases):
            return assistance
    return AuditorAssistance.UNKNOWN
