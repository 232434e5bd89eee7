"""What a company's life looks like from outside."""

from enum import StrEnum


class CompanyStatus(StrEnum):
    """Told from the register's life spans and status rows, or from the seed where that is all.

    ``UNKNOWN`` is no sign of closure and is treated like ``ACTIVE``; ``WARNING`` is a company
    under bankruptcy, liquidation, forced dissolution or reconstruction; ``FUTURE`` has a first
    day that has not come; ``TAKEN_OVER`` is the seed's ``merged``: it went on inside another.
    """

    UNKNOWN = "unknown"
    ACTIVE = "active"
    WARNING = "warning"
    FUTURE = "future"
    CEASED = "ceased"
    TAKEN_OVER = "taken_over"

    @property
    def is_over(self) -> bool:
        """True when nobody can do business with the company any more."""
        return self in (CompanyStatus.CEASED, CompanyStatus.TAKEN_OVER)
