"""The CVR number as people write it."""

import pytest

from guide.domain.cvr_number import is_valid_cvr, parse_cvr


@pytest.mark.parametrize("digits", ["24256790", "22756214", "25313763", "32570119", "10150817"])
def test_real_numbers_pass_modulus_11(digits: str) -> None:
    """The numbers named in the register's documentation."""
    assert is_valid_cvr(digits)


@pytest.mark.parametrize(
    "digits", ["12345678", "99999999", "01234567", "2425679", "２４２５６７９０"]
)
def test_wrong_numbers_do_not(digits: str) -> None:
    """Wrong check digit, leading zero, wrong length, other scripts' digits."""
    assert not is_valid_cvr(digits)


@pytest.mark.parametrize(
    "text",
    [
        "24256790",
        "DK24256790",
        "DK-24 25 67 90",
        "24.25.67.90",
        "CVR-nr. 24256790",
        " cvr: 24-256790",
    ],
)
def test_every_usual_spelling_is_read(text: str) -> None:
    """Prefix, blanks, dots and hyphens do not count."""
    assert parse_cvr(text) == "24256790"


@pytest.mark.parametrize("text", ["", "despec", "DK", "12345678", "24256790 og mere"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Words are left to the search."""
    assert parse_cvr(text) is None
