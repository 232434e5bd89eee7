"""Danish letters come back to words typed without them."""

import pytest

from guide.search.analysis import analyse_query_words
from guide.search.analysis.restoring import restore


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("loensystem", "lønsystem"),
        ("lonsystem", "lønsystem"),
        ("oekonomistyring", "økonomistyring"),
        ("netvaerkssikkerhed", "netværkssikkerhed"),
        ("netvarkssikkerhed", "netværkssikkerhed"),
        ("saarbarhedsscanning", "sårbarhedsscanning"),
        ("raadgivning", "rådgivning"),
        ("bogforing", "bogføring"),
        ("boern", "børn"),
        ("lonsystemets", "lønsystemets"),
    ],
)
def test_a_folded_word_is_restored(typed: str, meant: str) -> None:
    """Listed words and compounds alike."""
    assert restore(typed)[0] == meant


@pytest.mark.parametrize(
    "typed",
    ["lønsystem", "computer", "lagerstyring", "losning", "xyo", "c#", "saas", "lan", "task"],
)
def test_a_known_or_unknowable_word_is_left_alone(typed: str) -> None:
    """A word that is known as typed is never turned into another."""
    assert restore(typed) == ()


def test_a_restored_compound_can_be_split() -> None:
    """The members of the query word are those of what was meant."""
    (word,) = analyse_query_words("Loensystemer").words
    assert [part.text for part in word.parts] == ["løn", "systemer"]
    assert word.restored[0].text == "lønsystemer"


def test_the_search_for_readings_is_limited() -> None:
    """Letters that could be read in a million ways cost no more than others."""
    assert restore("oaoa" * 15) == ()
