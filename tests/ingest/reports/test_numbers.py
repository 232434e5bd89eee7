from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.ingest.reports.numbers import (
    UnreadableNumberError,
    inline_date,
    inline_number,
    plain_number,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", "12"), (" -12.50 ", "-12.50"), ("+3", "3"), ("0", "0"), (".5", "0.5"), ("5.", "5")],
)
def test_plain_numbers_are_xml_decimals(text, value):
    """Signs and a point, and nothing else."""
    assert plain_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_number_is_none_and_not_zero(text):
    """Nothing was said."""
    assert plain_number(text) is None


@pytest.mark.parametrize(
    "text", ["1.234,5", "1,5", "1e5", "NaN", "INF", "١٢", "--1", "1 000", "tolv", "9" * 30]
)
def test_a_number_in_another_form_is_unreadable(text):
    """Never guessed."""
    with pytest.raises(UnreadableNumberError):
        plain_number(text)


@pytest.mark.parametrize(
    ("text", "form", "scale", "sign", "value"),
    [
        ("1.234.567", "num-comma-decimal", "3", None, "1234567000"),
        ("1.234,5", "num-comma-decimal", "6", None, "1234500000"),
        ("1,234.5", "num-dot-decimal", None, None, "1234.5"),
        ("1 234", "num-comma-decimal", "0", "-", "-1234"),
        ("1\u00a0234,50", "numcommadecimal", "", None, "1234.50"),
        ("1\u202f234", "num-comma-decimal", None, None, "1234"),
        ("1.234", "numdotcomma", None, None, "1234"),
        ("1,234", "numcommadot", None, None, "1234"),
        ("1 234,5", "numspacecomma", None, None, "1234.5"),
        ("1 234.5", "numspacedot", None, None, "1234.5"),
        ("1234,5", "numcomma", None, None, "1234.5"),
        ("12.34", "num-comma-decimal", None, None, "1234"),
        ("-", "fixed-zero", "3", None, "0"),
        ("", "fixed-zero", None, None, "0"),
        ("–", "zerodash", None, None, "0"),
        ("-", "numdash", None, None, "0"),
        ("1234.5", "", "-2", None, "12.345"),
    ],
)
def test_displayed_numbers_are_read_by_their_form(text, form, scale, sign, value):
    """Form, scale and sign together, exactly."""
    assert inline_number(text, form, scale, sign) == Decimal(value)


@pytest.mark.parametrize("form", ["nocontent", "fixed-empty"])
def test_a_form_that_says_nothing_gives_no_number(form):
    """Left empty on purpose."""
    assert inline_number("–", form, None, None) is None


@pytest.mark.parametrize(
    ("text", "form", "scale"),
    [
        ("1.234.567", "", None),
        ("(1.234)", "num-comma-decimal", None),
        ("-1.234", "num-comma-decimal", None),
        ("", "num-comma-decimal", None),
        ("12.34", "numcommadecimal", None),
        ("1.234.567", "numcommadot", None),
        ("12", "zerodash", None),
        ("1.234", "num-unit-decimal", None),
        ("1.234", "datedaymonthyear", None),
        ("1.234", "num-comma-decimal", "x"),
        ("1.234", "num-comma-decimal", "99"),
    ],
)
def test_what_does_not_fit_its_form_is_unreadable(text, form, scale):
    """A sign inside the number, thousands in wrong groups, an unknown form, a scale without end."""
    with pytest.raises(UnreadableNumberError):
        inline_number(text, form, scale, None)


@given(st.integers(0, 10**15), st.integers(0, 6))
def test_danish_thousands_come_back(number, scale):
    """What is written in Danish is read as it was."""
    shown = f"{number:,}".replace(",", ".")
    assert inline_number(shown, "num-comma-decimal", str(scale), None) == number * 10**scale


@given(st.text(max_size=30), st.sampled_from(["", "num-comma-decimal", "numdotcomma", "zerodash"]))
def test_any_text_is_a_number_or_unreadable(text, form):
    """No text makes the reading fail in another way."""
    try:
        value = inline_number(text, form, "3", "-")
    except UnreadableNumberError:
        return
    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("2024-12-31", "", date(2024, 12, 31)),
        ("31.12.2024", "date-day-month-year", date(2024, 12, 31)),
        ("31-12-2024", "datedaymonthyear", date(2024, 12, 31)),
        ("31/12/2024", "dateslasheu", date(2024, 12, 31)),
        ("31. december 2024", "date-day-monthname-year-da", date(2024, 12, 31)),
        ("1. maj 2024", "datedaymonthyeardk", date(2024, 5, 1)),
        ("31 December 2024", "date-day-monthname-year-en", date(2024, 12, 31)),
        ("1 May 2024", "datelonguk", date(2024, 5, 1)),
        ("2024/12/31", "date-year-month-day", date(2024, 12, 31)),
    ],
)
def test_displayed_dates_are_read_by_their_form(text, form, day):
    """In numbers and in words, Danish and English."""
    assert inline_date(text, form) == day


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("31.12.2024", ""), ("31.02.2024", "date-day-month-year"), ("12/2024", "dateslasheu"),
        ("31. foo 2024", "date-day-monthname-year-da"), ("31.12.2024", "date-month-day-year"),
        ("", "date-day-month-year"),
    ],
)  # fmt: skip
def test_a_date_in_another_form_is_no_date(text, form):
    """Never guessed."""
    assert inline_date(text, form) is None
