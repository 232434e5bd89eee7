"""The CVR number: eight digits with a modulus 11 check."""

import re

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_SEPARATORS = re.compile(r"[\s.\-\u00a0\u202f]+")
_PREFIX = re.compile(r"^(cvr[\s\-.]*(nr\.?|nummer)?[:.\s]*)?(dk)?", re.IGNORECASE)


def is_valid_cvr(digits: str) -> bool:
    """Tell whether eight digits pass modulus 11 (weights 2,7,6,5,4,3,2,1; first digit not 0).

    Only for what people type: the register itself may hold numbers that fail.
    """
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        return False
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def parse_cvr(text: str) -> str | None:
    """Read a number in any usual spelling ("DK-12 34 56 78", "CVR-nr. 12.34.56.78") or ``None``."""
    digits = _SEPARATORS.sub("", _PREFIX.sub("", text.strip(), count=1))
    return digits if is_valid_cvr(digits) else None
