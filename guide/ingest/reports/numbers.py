"""Numbers and dates as they are written in inline reports, by the transformation registries.

Only the ways of writing that Danish reports use are known. A number in an unknown form is
reported as unreadable, never guessed.
"""

import re
from datetime import date
from decimal import Decimal

from guide.ingest.reports.facts import start_date

_MAX_DIGITS = 24
_MAX_SCALE = 12
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")

_DOT_DECIMAL = frozenset({"numcommadot", "numdotdecimal", "numspacedot"})
_COMMA_DECIMAL = frozenset({"numdotcomma", "numcommadecimal", "numspacecomma", "numcomma"})
_ZERO = frozenset({"fixedzero"})
_GROUPED = {
    ",": re.compile(r"\d{1,3}(\.?\d{3})*(,\d+)?"),
    ".": re.compile(r"\d{1,3}(,?\d{3})*(\.\d+)?"),
}
_DASH = frozenset({"zerodash", "numdash"})
_NOTHING = frozenset({"nocontent", "fixedempty"})
_DAY_FIRST = frozenset({"datedaymonthyear", "dateslasheu", "datedoteu"})
_MONTH_NAMES = frozenset(
    {"datedaymonthyeardk", "datedaymonthnameyearda", "datedaymonthyearen",
     "datedaymonthnameyearen", "datelonguk", "datelongeu"}
)  # fmt: skip
_YEAR_FIRST = frozenset({"dateyearmonthday"})

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")
_NAMED_MONTH = re.compile(r"(\d{1,2})[^\w]*([^\W\d_]{3})[^\W\d_]*\.?[^\w]*(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov",
         "dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class UnreadableNumberError(ValueError):
    """A number is written in a way that is not known."""


def plain_number(text: str) -> Decimal | None:
    """Read an XML decimal exactly; ``None`` if empty; raises ``UnreadableNumberError``."""
    text = text.strip()
    if not text:
        return None
    if len(text) > _MAX_DIGITS or not text.isascii() or not _PLAIN.fullmatch(text):
        raise UnreadableNumberError(text[:40])
    return Decimal(text)


def inline_number(text: str, form: str, scale: str | None, sign: str | None) -> Decimal | None:
    """Read a displayed number: its form (local name of the format), × 10^scale, and its sign.

    Without a form the text must be a plain decimal. ``None`` is a number left empty on purpose.
    """
    written = _plain_spelling(text, form)
    if written is None:
        return None
    number = plain_number(written)
    if number is None:
        return None
    exponent = _scale(scale)
    scaled = number.scaleb(exponent) if exponent else number
    return -scaled if sign == "-" else scaled


def _scale(scale: str | None) -> int:
    if scale is None or not scale.strip():
        return 0
    try:
        exponent = int(scale)
    except ValueError:
        raise UnreadableNumberError(scale[:40]) from None
    if abs(exponent) > _MAX_SCALE:
        raise UnreadableNumberError(scale[:40])
    return exponent


def _plain_spelling(text: str, form: str) -> str | None:
    """Return a displayed number as an XML decimal; ``None`` for a form that says nothing."""
    key = _key(form)
    if not key:
        return text
    if key in _NOTHING:
        return None
    digits = _SPACES.sub("", text)
    if key in _ZERO or (key in _DASH and digits and set(digits) <= _DASHES):
        return "0"
    mark = "," if key in _COMMA_DECIMAL else "." if key in _DOT_DECIMAL else ""
    return _ungrouped(digits, mark, grouped="-" not in form)


def _ungrouped(digits: str, mark: str, *, grouped: bool) -> str:
    """Take the thousands apart and make the decimal mark a point.

    Forms of the registries before 2020 (without hyphens) want thousands in groups of three; a
    displayed number carries its sign beside it, never in it.
    """
    if not mark or not digits or digits.startswith(("+", "-")):
        raise UnreadableNumberError(digits[:40])
    if grouped and not _GROUPED[mark].fullmatch(digits):
        raise UnreadableNumberError(digits[:40])
    return digits.replace("." if mark == "," else ",", "").replace(",", ".")


def _key(form: str) -> str:
    return form.replace("-", "").lower()


def inline_date(text: str, form: str) -> date | None:
    """Read a displayed date by its form, or an ISO date without one; ``None`` if unreadable."""
    text = text.strip()[:60]
    key = _key(form)
    if not key:
        return start_date(text)
    if key in _DAY_FIRST and (found := _DAY_MONTH_YEAR.fullmatch(text)):
        return _day(found[3], found[2], found[1])
    if key in _YEAR_FIRST and (found := _YEAR_MONTH_DAY.fullmatch(text)):
        return _day(found[1], found[2], found[3])
    if key in _MONTH_NAMES and (found := _NAMED_MONTH.fullmatch(text)):
        month = _MONTHS.get(found[2].lower())
        return None if month is None else _day(found[3], str(month), found[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
