"""Numbers and addresses past text search."""

import pytest

from guide.search.analysis import IdentifierKind, find_identifiers


@pytest.mark.parametrize(
    "written",
    [
        "98000003",
        "98 00 00 03",
        "DK98000003",
        "dk 98.00.00.03",
        "DK-98000003",
        "CVR 98000003",
        "cvr-nr. 98 00 00 03",
        "CVR-nummer: 98000003",
        " 9800 0003 ",
        "98\u00a000\u00a000\u00a003",
    ],
)
def test_a_cvr_number_is_known_in_any_spelling(written: str) -> None:
    """Labels, blanks, dots and hyphens do not matter."""
    first = find_identifiers(written)[0]
    assert (first.kind, first.value) == (IdentifierKind.CVR, "98000003")


def test_eight_digits_may_also_be_a_phone() -> None:
    """CVR comes first; digits that fail modulus 11 are a phone only."""
    assert [found.kind for found in find_identifiers("98000003")] == [
        IdentifierKind.CVR,
        IdentifierKind.PHONE,
    ]
    assert [found.kind for found in find_identifiers("98000004")] == [IdentifierKind.PHONE]


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("+45 98 00 00 03", IdentifierKind.PHONE, "98000003"),
        ("0045 98000003", IdentifierKind.PHONE, "98000003"),
        ("1003388394", IdentifierKind.P_NUMBER, "1003388394"),
        ("P-nr. 1003388394", IdentifierKind.P_NUMBER, "1003388394"),
        ("www.firma.dk", IdentifierKind.DOMAIN, "firma.dk"),
        ("https://www.firma.dk/om?x=1", IdentifierKind.DOMAIN, "firma.dk"),
        ("Info@Firma.dk", IdentifierKind.MAIL, "info@firma.dk"),
    ],
)
def test_other_numbers_and_addresses(written: str, kind: IdentifierKind, value: str) -> None:
    """Each kind in the spellings readers use."""
    first = find_identifiers(written)[0]
    assert (first.kind, first.value) == (kind, value)


@pytest.mark.parametrize(
    "words", ["asp.net", "node.js", "lønsystem", "iso 27001", "", "24/7", "3d"]
)
def test_words_are_no_identifiers(words: str) -> None:
    """Technical words with dots and digits are left to text search."""
    assert find_identifiers(words) == ()
