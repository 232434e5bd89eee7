"""Searches that look like persons are told from searches for what companies do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.personal_data import looks_personal


@pytest.mark.parametrize(
    "text",
    [
        "chef@firma.dk",
        "chef at firma punktum dk",
        "33 12 34 56",
        "+45 3312-3456",
        "010190-1234",
        "0101901234",
        "98000003",
        "Mette Hansen",
        "  jens peter   MØLLER ",
        "A. K. Sørensen",
        "Anne-Marie Østergaard Olsen",
        "Nørregade 12",
        "vestervej 3b, aarhus",
        "x" * 81,
    ],
)
def test_what_looks_like_a_person_is_personal(text: str) -> None:
    """Mail, telephone, personal number, address, full name, pasted text."""
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "it sikkerhed",
        "erp til byggebranchen",
        "Jensen Data",
        "hansen",
        "Peter Jensen A/S",
        "webhosting københavn",
        "2100 københavn",
        "c#",
        "as/400",
        "office 365",
        "print licensen 3",
        "iso 27001",
        "",
    ],
)
def test_what_companies_do_is_not(text: str) -> None:
    """Trades, products, towns, names of companies."""
    assert not looks_personal(text)


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever somebody pastes; the patterns are linear."""
    assert looks_personal(text) in (True, False)
