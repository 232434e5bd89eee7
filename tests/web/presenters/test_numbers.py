"""Numbers, money and dates stand as Danish and English readers expect them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from guide.web.presenters import numbers

N = numbers.NBSP


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (numbers.number(1234567.8, digits=1), "1.234.567,8"),
        (numbers.number(1234567.8, digits=1, locale="en"), "1,234,567.8"),
        (numbers.number(-5), "−5"),
        (numbers.number(0), "0"),
        (numbers.signed(9), "+9"),
        (numbers.signed(-3), "−3"),
        (numbers.signed(0), "0"),
        (numbers.percent(0.123), f"12,3{N}%"),
        (numbers.percent(Decimal("0.5"), digits=0), f"50{N}%"),
        (numbers.percent(0.123, locale="en"), "12.3%"),
        (numbers.growth(0.123), f"+12,3{N}%"),
        (numbers.growth(-0.04), f"−4,0{N}%"),
        (numbers.money(1234567), f"1.234.567{N}kr."),
        (numbers.money(5, "EUR"), f"5{N}EUR"),
        (numbers.money(1234567, locale="en"), f"DKK{N}1,234,567"),
        (numbers.thousands(1234567), "1.235"),
        (numbers.thousands(-1204000), "−1.204"),
        (numbers.thousands_unit(), "t.kr."),
        (numbers.thousands_unit("EUR"), f"1.000{N}EUR"),
        (numbers.thousands_unit(locale="en"), f"DKK{N}thousand"),
    ],
)
def test_figures_are_written_the_danish_way(shown: str, expected: str) -> None:
    """Full stop for thousands, comma for decimals, a true minus and a no-break space."""
    assert shown == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (999, "DKK", f"999{N}kr."),
        (45_000, "DKK", f"45{N}t.kr."),
        (1_234_567, "DKK", f"1,2{N}mio.{N}kr."),
        (2_000_000, "DKK", f"2{N}mio.{N}kr."),
        (12_345_678, "DKK", f"12{N}mio.{N}kr."),
        (950_000, "DKK", f"950{N}t.kr."),
        (999_999, "DKK", f"1{N}mio.{N}kr."),
        (-1_234_567, "DKK", f"−1,2{N}mio.{N}kr."),
        (3_400_000_000, "EUR", f"3,4{N}mia.{N}EUR"),
        (4_500, "EUR", f"4.500{N}EUR"),
        (0, "DKK", f"0{N}kr."),
    ],
)
def test_a_glance_shows_two_digits_and_a_unit(amount: int, currency: str, expected: str) -> None:
    """Amounts in lists are short: one decimal below ten of the unit, none above."""
    assert numbers.compact_money(amount, currency) == expected


def test_a_glance_in_english_has_the_currency_first() -> None:
    """English readers get DKK 1.2 million."""
    assert numbers.compact_money(1_234_567, locale="en") == f"DKK{N}1.2{N}million"


@given(
    st.one_of(
        st.integers(min_value=-(10**18), max_value=10**18),
        st.floats(min_value=-1e12, max_value=1e12),
        st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False),
    ),
    st.integers(min_value=0, max_value=3),
    st.sampled_from(["da", "en"]),
)
def test_numbers_are_written_as_the_unicode_locale_data_has_them(
    value: numbers.Number, digits: int, locale: str
) -> None:
    """Babel, which takes eight times as long, writes every number the same."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    usual = format_decimal(value, pattern, {"da": "da_DK", "en": "en_GB"}[locale])
    assert numbers.number(value, digits=digits, locale=locale) == usual.replace("-", numbers.MINUS)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_amount_ever_shows_a_thousand_of_its_unit_when_a_larger_unit_exists(amount: int) -> None:
    """999.999 kr. is a million, never 1.000 t.kr."""
    text = numbers.compact_money(amount)
    assert not text.startswith(("1.000" + N + "t.", "1.000" + N + "mio."))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (numbers.long_date(date(2025, 5, 5)), f"5.{N}maj 2025"),
        (numbers.long_date(date(2025, 5, 5), locale="en"), f"5{N}May 2025"),
        (numbers.short_date(date(2020, 12, 8)), "8.12.2020"),
        (numbers.short_date(date(2020, 2, 8), locale="en"), "8 Feb 2020"),
        (numbers.month_year(date(2025, 9, 8)), "september 2025"),
        (numbers.short_month(date(2025, 9, 8)), "sep. 2025"),
        (numbers.date_range(date(2026, 5, 1), date(2026, 5, 3)), f"1.-3.{N}maj 2026"),
        (numbers.date_range(date(2026, 4, 30), date(2026, 5, 2)), f"30. april-2.{N}maj 2026"),
        (
            numbers.date_range(date(2025, 12, 30), date(2026, 1, 2)),
            f"30.{N}december 2025-2.{N}januar 2026",
        ),
        (numbers.date_range(date(2026, 5, 1)), f"1.{N}maj 2026"),
        (numbers.date_range(date(2026, 5, 1), date(2026, 5, 3), locale="en"), f"1–3{N}May 2026"),
        (numbers.clock(datetime(2026, 5, 1, 17, 30)), f"kl.{N}17.30"),  # noqa: DTZ001
        (numbers.clock(datetime(2026, 5, 1, 9, 5), locale="en"), "09:05"),  # noqa: DTZ001
        (numbers.week(date(2026, 11, 25)), f"uge{N}48"),
        (numbers.week(date(2027, 1, 1)), f"uge{N}53"),
    ],
)
def test_days_are_written_the_danish_way(shown: str, expected: str) -> None:
    """No leading zeros, the month in words, ranges with a hyphen, weeks from Monday."""
    assert shown == expected


@pytest.mark.parametrize(
    ("then", "locale", "expected"),
    [
        (date(2026, 11, 25), "da", "i dag"),
        (date(2026, 11, 25), "en", "today"),
        (date(2026, 11, 24), "da", "for 1 dag siden"),
        (date(2024, 8, 1), "da", "for 2 år siden"),
        (date(2024, 8, 1), "en", "2 years ago"),
    ],
)
def test_age_is_told_in_words(then: date, locale: str, expected: str) -> None:
    """How old a fact is, seen from the day that is passed in."""
    assert numbers.age(then, date(2026, 11, 25), locale=locale) == expected


def test_a_danish_phone_number_stands_in_pairs() -> None:
    """Eight digits in pairs that never break; other countries keep their prefix."""
    assert numbers.phone("+4533123456") == f"33{N}12{N}34{N}56"
    assert numbers.phone("+46812345678").startswith(f"+46{N}8")
