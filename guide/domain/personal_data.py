"""Whether what a reader typed looks like data about a person; such words are never kept.

It errs towards not keeping: a company's number or an address lost from a statistic costs little.
"""

import re

MOST_KEPT = 80
"""Longer searches are pasted text, and nobody knows what stands in it."""

_MAIL = re.compile(r"@|\b(?:at|snabela)\b.*\bdk\b")
_DIGITS = re.compile(r"\d(?:[ .\-/+()]{0,2}\d){5,}")
_HOUSE = re.compile(
    r"(?:vej|gade|allé|alle|stræde|vænget|parken|plads|boulevard|torvet?|vang|have)\s*\d+\s*[a-z]?\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SURNAMES = frozenset(
    (
        "møller",
        "lund",
        "holm",
        "schmidt",
        "koch",
        "vestergaard",
        "nørgaard",
        "kjær",
        "dahl",
        "bruun",
    )
)
_OF_COMPANIES = frozenset(("aps", "a/s", "as", "ivs", "ps", "k/s", "p/s", "i/s", "amba", "fmba"))


def looks_personal(text: str) -> bool:
    """Tell whether a search holds a mail address, a long number, a street number or a full name.

    Six digits or more, however they are set apart, may be a telephone number or the first half of
    a personal one. A full name is two to four words of which the last is a Danish surname.
    """
    plain = " ".join(text.casefold().split())
    if len(plain) > MOST_KEPT:
        return True
    if _MAIL.search(plain) or _DIGITS.search(plain) or _HOUSE.search(plain):
        return True
    return _is_full_name(plain)


def _is_full_name(plain: str) -> bool:
    words = plain.split()
    if not 2 <= len(words) <= 4 or not _OF_COMPANIES.isdisjoint(words):
        return False
    last = words[-1]
    family = (last.endswith("sen") and len(last) > 4) or last in _SURNAMES
    return family and all(_WORD.fullmatch(word.rstrip(".")) for word in words)
