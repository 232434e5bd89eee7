"""Company names: legal forms, joined keys and normal forms."""

import pytest

from guide.search.analysis import analyse_name


@pytest.mark.parametrize(
    ("name", "bare", "form"),
    [
        ("Lønhuset Nord A/S", "Lønhuset Nord", "A/S"),
        ("lonhuset nord as", "lonhuset nord", "A/S"),
        ("Lønhuset Nord A-S", "Lønhuset Nord", "A/S"),
        ("RestoPOS ApS", "RestoPOS", "ApS"),
        ("RestoPOS IVS", "RestoPOS", "IVS"),
        ("Bæk & Brandt I/S", "Bæk & Brandt", "I/S"),
        ("Kodehus K/S", "Kodehus", "K/S"),
        ("Kodehus P/S", "Kodehus", "P/S"),
        ("Fælles Data Amba", "Fælles Data", "A.M.B.A."),
        ("Fælles Data F.M.B.A.", "Fælles Data", "F.M.B.A."),
        ("Fælles Data S.M.B.A.", "Fælles Data", "S.M.B.A."),
        ("Kodehus ApS under konkurs", "Kodehus", "ApS"),
        ("Kodehus A/S, under frivillig likvidation", "Kodehus", "A/S"),
        ("Kodehus Aktieselskab", "Kodehus", "A/S"),
        ("A/S Kodehus", "Kodehus", "A/S"),
        ("Kodehus, filial af Codehouse AB", "Kodehus", None),
        ("A/S", "A/S", None),
        ("Atlas", "Atlas", None),
    ],
)
def test_the_legal_form_is_no_part_of_the_name(name: str, bare: str, form: str | None) -> None:
    """The form is kept apart in the register's spelling; a name of nothing else stays whole."""
    found = analyse_name(name)
    assert (found.bare, found.form) == (bare, form)


def test_the_owner_is_no_part_of_the_name_but_is_searched() -> None:
    """What stands after v/ gives words, not a piece of the normal form."""
    found = analyse_name("Digitalt Værksted v/Karen Møller")
    assert (found.bare, found.owner) == ("Digitalt Værksted", "Karen Møller")
    assert [word.text for word in found.words] == ["digitalt", "værksted", "karen", "møller"]
    assert found.normal == "digitalt værksted"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bæk & Brandt Lønservice I/S", "baek og brandt loenservice"),
        ("KasseKompagniet", "kasse kompagniet"),
        ("PC-Grossisten A/S", "pcgrossisten"),
        ("Wi-Fi Eksperten", "wifi eksperten"),
        ("e-Faktura Danmark", "efaktura danmark"),
        ("Østergaard ERP", "ostergård erp aps"),
        ("Relation & Co", "Relation and Co"),
    ],
)
def test_spellings_of_one_name_share_a_key(first: str, second: str) -> None:
    """Joined, split, folded and form-less spellings are one name."""
    assert analyse_name(first).key == analyse_name(second).key


def test_camel_case_gives_words_and_their_joined_form() -> None:
    """KasseKompagniet is found as kasse, as kompagniet and as one word."""
    found = analyse_name("KasseKompagniet Nord ApS")
    assert [word.text for word in found.words] == ["kasse", "kompagniet", "nord"]
    assert [word.text for word in found.joined] == [
        "kassekompagniet",
        "kompagnietnord",
        "kassekompagnietnord",
    ]


def test_names_are_never_stemmed() -> None:
    """Møller is not møl."""
    assert [word.text for word in analyse_name("Møllers Systemer").words] == [
        "møllers",
        "systemer",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Codefort SaaS", ["codefort", "saas"]),
        ("MultiQ", ["multiq"]),
        ("ITskolen", ["it", "skolen"]),
        ("IDguard", ["id", "guard"]),
        ("EDBgruppen", ["edb", "gruppen"]),
        ("HCLTech", ["hcl", "tech"]),
        ("iMotions", ["i", "motions"]),
        ("3Shape", ["3shape"]),
        ("T-Systems", ["t", "systems"]),
        ("one.com", ["one", "com"]),
    ],
)
def test_capitals_tell_words_apart(name: str, words: list[str]) -> None:
    """A last capital alone begins no word, and an acronym ends where its word begins."""
    assert [word.text for word in analyse_name(name).words] == words
