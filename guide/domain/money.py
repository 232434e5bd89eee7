"""Money: whole units of one currency; two currencies never meet."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal


class CurrencyMismatchError(ValueError):
    """Two amounts in different currencies were added or compared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """An amount in whole units (kroner, not øre) of an ISO 4217 currency."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """Sum in the same currency; raises ``CurrencyMismatchError`` otherwise."""
        return Money(amount=self.amount + self._same(other), currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Difference in the same currency; raises ``CurrencyMismatchError`` otherwise."""
        return Money(amount=self.amount - self._same(other), currency=self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Order in the same currency; raises ``CurrencyMismatchError`` otherwise."""
        return self.amount < self._same(other)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatchError(f"{self.currency} og {other.currency} kan ikke blandes")
        return other.amount


def whole_units(value: Decimal, factor: int = 1) -> int:
    """Turn ``value`` × ``factor`` into whole units, exactly; halves go to the even unit.

    ``whole_units(Decimal("18.37"), 1000)`` is 18370: no binary fraction is ever involved.
    """
    return int((value * factor).to_integral_value(rounding=ROUND_HALF_EVEN))
