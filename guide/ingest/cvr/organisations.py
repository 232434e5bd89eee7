"""Telling an organisation from a person in the free text of a c/o line."""

import re

_MARKS = re.compile(
    r"""
      \b (?: a/s | aps | i/s | k/s | p/s | ivs | gmbh | ltd | inc | fonden | forening ) \b
    | \w* (?: advokat | advodan | revision | revisor | firma | selskab | kontor | centret
      | center | hotel | foreningen | kommune | universitet | gruppen | holding | invest
      | consult | system | service | software | administration | ejendom | bogholderi ) \w*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def names_an_organisation(care_of: str) -> bool:
    """Tell whether a c/o line carries the mark of an organisation; all else may be a person."""
    return _MARKS.search(care_of) is not None
