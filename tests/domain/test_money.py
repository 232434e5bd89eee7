from decimal import Decimal

import pytest

from guide.domain.money import CurrencyMismatchError, Money, whole_units


@pytest.mark.parametrize(
    ("text", "factor", "expected"),
    [
        ("18.37", 1000, 18_370),
        ("-31.96", 1000, -31_960),
        ("7012", 1000, 7_012_000),
        ("0.001", 1000, 1),
        ("2.5", 1, 2),
        ("3.5", 1, 4),
        ("-0", 1000, 0),
    ],
)
def test_thousands_become_whole_units_exactly(text, factor, expected):
    """No amount passes through a binary fraction, and halves go to the even unit."""
    assert whole_units(Decimal(text), factor) == expected


def test_amounts_of_one_currency_add_subtract_and_compare():
    """Kroner and kroner behave as numbers."""
    a, b = Money(amount=5, currency="DKK"), Money(amount=7, currency="DKK")
    assert (a + b, b - a) == (Money(amount=12, currency="DKK"), Money(amount=2, currency="DKK"))
    assert a < b


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__"])
def test_two_currencies_never_meet(operation):
    """Kroner and euro are refused whatever is asked of them."""
    kroner, euro = Money(amount=5, currency="DKK"), Money(amount=5, currency="EUR")
    with pytest.raises(CurrencyMismatchError, match="DKK og EUR"):
        getattr(kroner, operation)(euro)
