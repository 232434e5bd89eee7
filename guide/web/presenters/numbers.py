"""Numbers, money, dates and contact numbers as Danish and English readers expect them."""

from datetime import date, datetime
from decimal import Decimal

import phonenumbers
from babel.dates import format_date, format_timedelta

NBSP = "\u00a0"
MINUS = "\u2212"

Number = int | float | Decimal

_DANISH_SIGNS = str.maketrans({",": ".", ".": ",", "-": MINUS})
_ENGLISH_SIGNS = str.maketrans({"-": MINUS})
_LOCALES = {"da": "da_DK", "en": "en_GB"}
_KRONE = {"da": "kr.", "en": "DKK"}
_SCALES = {
    "da": ((10**9, "mia."), (10**6, "mio.")),
    "en": ((10**9, "billion"), (10**6, "million")),
}


def number(value: Number, *, digits: int = 0, locale: str = "da") -> str:
    """Give 1.234.567,8 with exactly `digits` decimals and a true minus sign; halves go to even."""
    # Babel writes the same (a test holds the two equal) at several times the cost, and a profile
    # has hundreds of numbers.
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    signs = _DANISH_SIGNS if locale == "da" else _ENGLISH_SIGNS
    return f"{exact:,.{digits}f}".translate(signs)


def signed(value: Number, *, digits: int = 0, locale: str = "da") -> str:
    """Give a change with its sign, +9 or −3; no change is 0 without a sign."""
    text = number(value, digits=digits, locale=locale)
    return f"+{text}" if value > 0 else text


def percent(fraction: Number, *, digits: int = 1, locale: str = "da") -> str:
    """Give a fraction as 12,3 % (Danish, no-break space) or 12.3% (English)."""
    hundredths = Decimal(str(fraction)) * 100
    text = number(hundredths, digits=digits, locale=locale)
    return f"{text}{NBSP}%" if locale == "da" else f"{text}%"


def growth(fraction: Number, *, digits: int = 1, locale: str = "da") -> str:
    """Give a change in per cent with its sign: +12,3 % or −4,0 %."""
    text = percent(fraction, digits=digits, locale=locale)
    return f"+{text}" if fraction > 0 else text


def money(amount: Number, currency: str = "DKK", *, locale: str = "da") -> str:
    """Give a whole amount with its currency: 1.234.567 kr., DKK 1,234,567 in English."""
    return _with_currency(number(amount, locale=locale), "", currency, locale)


def compact_money(amount: Number, currency: str = "DKK", *, locale: str = "da") -> str:
    """Give an amount for reading at a glance: 1,2 mio. kr., 45 t.kr., 3,4 mia. kr.

    One decimal below ten of the unit, none above; under a thousand it stands in full. What would
    round to a thousand of a unit is one of the next: 999.500 kr. is 1 mio. kr.
    """
    exact = Decimal(str(amount))
    for scale, word in _SCALES[locale]:
        if abs(exact) >= scale - scale // 2000:
            part = round(exact / scale, 1)
            digits = 1 if abs(part) < 10 and part % 1 else 0
            return _with_currency(
                number(part, digits=digits, locale=locale), word, currency, locale
            )
    if locale == "da" and currency == "DKK" and abs(exact) >= 1000:
        return f"{thousands(amount)}{NBSP}t.kr."
    return money(amount, currency, locale=locale)


def _with_currency(text: str, word: str, currency: str, locale: str) -> str:
    name = _KRONE[locale] if currency == "DKK" else currency
    order = (name, text, word) if locale == "en" else (text, word, name)
    return NBSP.join(part for part in order if part)


def thousands(amount: Number, *, locale: str = "da") -> str:
    """Give an amount in thousands for a table whose caption says t.kr.: 1.234.567 is 1.235."""
    return number(Decimal(str(amount)) / 1000, locale=locale)


def thousands_unit(currency: str = "DKK", *, locale: str = "da") -> str:
    """Name the unit of a table in thousands: t.kr., 1.000 EUR, DKK thousand."""
    if locale == "en":
        return f"{currency}{NBSP}thousand"
    return "t.kr." if currency == "DKK" else f"1.000{NBSP}{currency}"


def millions(amount: Number, *, locale: str = "da") -> str:
    """Give an amount in millions for a table whose caption says mio. kr.: 12.345.678 is 12."""
    return number(Decimal(str(amount)) / 10**6, locale=locale)


def millions_unit(currency: str = "DKK", *, locale: str = "da") -> str:
    """Name the unit of a table in millions: mio. kr., mio. EUR, DKK million."""
    if locale == "en":
        return f"{currency}{NBSP}million"
    return f"mio.{NBSP}{_KRONE['da'] if currency == 'DKK' else currency}"


def long_date(day: date, *, locale: str = "da") -> str:
    """Give 5. maj 2025, or 5 May 2025."""
    pattern = "d. MMMM y" if locale == "da" else "d MMMM y"
    return format_date(day, pattern, locale=_LOCALES[locale]).replace(" ", NBSP, 1)


def short_date(day: date, *, locale: str = "da") -> str:
    """Give 8.12.2020, without leading zeros, or 8 Dec 2020."""
    pattern = "d.M.y" if locale == "da" else "d MMM y"
    return format_date(day, pattern, locale=_LOCALES[locale])


def month_year(day: date, *, locale: str = "da") -> str:
    """Give maj 2025, for a date whose day stands by itself."""
    return format_date(day, "MMMM y", locale=_LOCALES[locale])


def short_month(day: date, *, locale: str = "da") -> str:
    """Give maj 2025 or sep. 2025, where the day stands above it."""
    return format_date(day, "MMM y", locale=_LOCALES[locale])


def date_range(first: date, last: date | None = None, *, locale: str = "da") -> str:
    """Give 1.-3. maj 2026, 30. april-2. maj 2026, or one long date when it is one day."""
    if last is None or first == last:
        return long_date(first, locale=locale)
    dot, dash = (".", "-") if locale == "da" else ("", "\u2013")
    pattern = f"d'{dot}'" if dot else "d"
    if first.year != last.year:
        return f"{long_date(first, locale=locale)}{dash}{long_date(last, locale=locale)}"
    if first.month != last.month:
        pattern += " MMMM"
    start = format_date(first, pattern, locale=_LOCALES[locale])
    return f"{start}{dash}{long_date(last, locale=locale)}"


def clock(moment: datetime, *, locale: str = "da") -> str:
    """Give kl. 17.30, or 17:30; the moment must already be Danish time."""
    return f"kl.{NBSP}{moment:%H.%M}" if locale == "da" else f"{moment:%H:%M}"


def week(day: date, *, locale: str = "da") -> str:
    """Give the ISO week, which starts on Monday: uge 48."""
    word = "uge" if locale == "da" else "week"
    return f"{word}{NBSP}{day.isocalendar().week}"


def age(then: date, today: date, *, locale: str = "da") -> str:
    """Tell how old a fact is in words: i dag, for 3 måneder siden, 2 years ago."""
    if then >= today:
        return "i dag" if locale == "da" else "today"
    return format_timedelta(then - today, add_direction=True, locale=_LOCALES[locale])


def phone(e164: str) -> str:
    """Give a stored +45 number as 33 12 34 56, any other in its international form."""
    parsed = phonenumbers.parse(e164, None)
    if parsed.country_code == 45 and parsed.national_number:
        digits = str(parsed.national_number)
        return NBSP.join(digits[start : start + 2] for start in range(0, len(digits), 2))
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return str(text).replace(" ", NBSP)
