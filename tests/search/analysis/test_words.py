"""Stems: lemma of the lexicon, then Snowball; compounds by their last member."""

import pytest

from guide.search.analysis import Kind, analyse_text, analyse_word, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("system", "systemet", "systemer", "systemerne", "systemets"),
        ("løsning", "løsningen", "løsninger", "løsningernes"),
        ("bog", "bogen", "bøger", "bøgerne"),
        ("barn", "børn", "børnenes"),
        ("museum", "museet", "museer"),
        ("center", "centret", "centrene"),
        ("rum", "rummet", "rummene"),
        ("lønsystem", "lønsystemer"),
        ("fagbog", "fagbøger", "fagbøgerne"),
        ("serverrum", "serverrummet", "serverrummene"),
        ("technology", "technologies"),
        ("service", "services"),
        ("solution", "solutions"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    """Also where a vowel changes, a consonant doubles, or the word is English."""
    assert len({stem(form) for form in forms}) == 1


def test_different_words_keep_their_own_stems() -> None:
    """løn is not løn­ning and drift is not drive."""
    assert len({stem(word) for word in ("løn", "lønning", "drift", "drive", "net", "nat")}) == 6


def test_members_stand_at_their_place_in_the_text() -> None:
    """The reader's own form of a member can be marked."""
    text = "Vi laver Netværkssikkerhed."
    members = {
        token.text: text[token.start : token.end]
        for token in analyse_text(text)
        if token.kind is Kind.PART
    }
    assert members == {"netværk": "Netværk", "sikkerhed": "sikkerhed"}


def test_a_member_is_found_under_its_own_stem() -> None:
    """arbejdstider holds arbejde and tid."""
    parts = analyse_word("arbejdstider").parts
    assert [part.stem for part in parts] == [stem("arbejde"), stem("tid")]
    assert all(part.key == part.stem for part in parts)
