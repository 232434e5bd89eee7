"""What a company is to the guide: its identity and its size."""

from enum import StrEnum
from typing import NewType

CompanyId = NewType("CompanyId", int)
"""A company's own number in the guide, for ever; the CVR number may be missing or learned later."""


class SizeBand(StrEnum):
    """Size by employees, the EU's bands (micro, small, medium, large); no number, no band."""

    MICRO = "1-9"
    SMALL = "10-49"
    MEDIUM = "50-249"
    LARGE = "250+"
    UNKNOWN = "unknown"


def size_band(employees: int | None) -> SizeBand:
    """Return the band of a head count; 0 counts as micro, ``None`` as unknown."""
    if employees is None:
        return SizeBand.UNKNOWN
    if employees < 10:
        return SizeBand.MICRO
    if employees < 50:
        return SizeBand.SMALL
    return SizeBand.MEDIUM if employees < 250 else SizeBand.LARGE
