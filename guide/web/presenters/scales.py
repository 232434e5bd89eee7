"""Scales for charts: from zero, on round numbers, shared where charts are compared."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """A range of values that always holds zero, with round ticks."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The round values from low to high, both included."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * number for number in range(count + 1))

    def part(self, value: float) -> float:
        """Where a value lies, from 0 at the low end to 1 at the high end."""
        return (value - self.low) / (self.high - self.low)


def covering(values: Iterable[float | None], *, ticks: int = 4) -> Scale:
    """Give the scale of about `ticks` steps that holds zero and every known value.

    Steps are 1, 2 or 5 times a power of ten. Pass the values of several charts to give them one
    scale, so that their heights may be compared.
    """
    known = [0.0, *(value for value in values if value is not None)]
    span = max(known) - min(known) or 1.0
    power: float = 10.0 ** math.floor(math.log10(span / ticks))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor * ticks >= span)
    low = math.floor(min(known) / step) * step
    high = math.ceil(max(known) / step) * step
    return Scale(low=low, high=high if high > low else low + step, step=step)
