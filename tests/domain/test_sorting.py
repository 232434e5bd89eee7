"""Danish alphabetical order."""

import pytest

from guide.domain.sorting import danish_sort_key, index_letter

IN_ORDER = ["3Shape", "Aeven", "Zylinc", "Æble", "Ærø", "Ølgod", "Aabenraa", "Ågård", "Aalborg"]


def test_names_sort_as_in_a_danish_directory() -> None:
    """Digits first, æ ø å after z, aa as å."""
    assert sorted(set(IN_ORDER), key=danish_sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ågård", "Aagaard"), ("MÜLLER", "myller"), ("Ärlig", "Ærlig"), ("Café X", "cafe x")],
)
def test_spellings_of_one_sound_share_a_key(one: str, other: str) -> None:
    """Case, accents and old spellings do not count."""
    assert danish_sort_key(one) == danish_sort_key(other)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Aabenraa Data", "Å"),
        ("Ørsted", "Ø"),
        ("3Shape", "0–9"),
        (".legal", "L"),
        ("ÆON", "Æ"),
        ("kmd", "K"),
        ("...", "0–9"),
    ],
)
def test_the_index_letter_is_where_a_dane_looks(name: str, letter: str) -> None:
    """Aabenraa under Å, digits and signs under 0–9."""
    assert index_letter(name) == letter
