"""Phone numbers, mail and web addresses come to one form or to none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.contacts import (
    display_phone,
    normalise_email,
    normalise_phone,
    normalise_website,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("33369696", "+4533369696"),
        ("33 36 96 96", "+4533369696"),
        ("+45 3336 9696", "+4533369696"),
        ("0045 33 36 96 96", "+4533369696"),
        ("(33) 36-96-96", "+4533369696"),
        ("556675", "+299556675"),
        ("+299 556675", "+299556675"),
        ("+46 8 123 456 78", "+46812345678"),
        ("000000", None),
        ("+299 000000", None),
        ("00000000", None),
        ("1234567", None),
        ("+45 1234567", None),
        ("ring til os", None),
        ("", None),
    ],
)
def test_phone_numbers_become_e164_or_nothing(text: str, number: str | None) -> None:
    """Eight digits are Danish, six Greenlandic, zeros alone no number."""
    assert normalise_phone(text) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+4533369696", "33 36 96 96"),
        ("+299556675", "+299 55 66 75"),
        ("+46812345678", "+46812345678"),
    ],
)
def test_danish_numbers_are_shown_in_pairs(number: str, shown: str) -> None:
    """A foreign number keeps its plus."""
    assert display_phone(number) == shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.magenta.dk", "https://www.magenta.dk"),
        ("HTTP://WWW.Eksempel.DK/", "https://www.eksempel.dk"),
        ("eksempel.dk/da/Om?x=1#top", "https://eksempel.dk/da/Om?x=1"),
        (" https://eksempel.dk:443 ", "https://eksempel.dk"),
        ("blåbærgrød.dk", "https://blåbærgrød.dk"),
        ("//eksempel.dk", "https://eksempel.dk"),
        ("info@eksempel.dk", None),
        ("javascript:alert(1)", None),
        ("ftp://eksempel.dk", None),
        ("http://bruger:kode@eksempel.dk", None),
        ("http://127.0.0.1", None),
        ("http://[::1]/", None),
        ("http://[", None),
        ("eksempel.dk:8080", None),
        ("localhost", None),
        ("-eksempel.dk", None),
        ("eksempel .dk", None),
        ("ingen", None),
        ("", None),
    ],
)
def test_web_addresses_become_https_or_nothing(text: str, address: str | None) -> None:
    """The host is kept, the scheme is https, what is no host of the net is dropped."""
    assert normalise_website(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Kontakt@Eksempel.DK ", "Kontakt@eksempel.dk"),
        ("mailto:info@eksempel.dk", "info@eksempel.dk"),
        ("info@eksempel", None),
        ("info", None),
        ("a@b@c.dk", None),
        ("a b@c.dk", None),
        ("", None),
    ],
)
def test_mail_addresses_are_trimmed_and_their_domain_lowered(
    text: str, address: str | None
) -> None:
    """The part before the sign keeps its case."""
    assert normalise_email(text) == address


@given(st.text(max_size=60))
def test_no_text_breaks_the_normalisers_and_their_answer_stays(text: str) -> None:
    """Normalising twice changes nothing."""
    for normalise in (normalise_phone, normalise_email, normalise_website):
        once = normalise(text)
        if once is not None:
            assert normalise(once) == once
