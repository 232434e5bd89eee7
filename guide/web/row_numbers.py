"""The numbers of rows, as addresses and forms tell them: whole, and no larger than any row's."""

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1
_DIGITS = len(str(LARGEST))


class RowNumberConverter(IntegerConverter):
    """Stands for ``<int:…>``: what no database can hold as a key is an address that is unknown."""

    def to_python(self, value: str) -> int:
        """Return the number; raises ``ValidationError``."""
        number = row_number(value)
        if number is None:
            raise ValidationError
        return int(super().to_python(value))


def row_number(text: str) -> int | None:
    """Read a number of a row, or ``None`` when no row can have it."""
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def setup_row_numbers(app: Flask) -> None:
    """Hold the numbers in all addresses to it."""
    app.url_map.converters["int"] = RowNumberConverter
