"""Synonym groups applied to queries."""

from pathlib import Path

import pytest

from guide.search.analysis import Synonyms, analyse_query_words, load_synonyms

GROUPS = Path(__file__).parents[3] / "data" / "synonyms.tsv"


def _terms(synonyms: Synonyms, query: str) -> list[tuple[str, list[str]]]:
    return [
        (match.preferred, [expansion.term for expansion in match.expansions])
        for match in synonyms.match(analyse_query_words(query).words)
    ]


@pytest.mark.parametrize(
    "spelling", ["it-sikkerhed", "itsikkerhed", "IT sikkerhed", "cyber security", "cybersecurity"]
)
def test_a_term_is_known_in_every_spelling(spelling: str) -> None:
    """Hyphen, space and joined spellings meet the same group."""
    found = _terms(load_synonyms(GROUPS), f"{spelling} aarhus")
    assert [preferred for preferred, _ in found] == ["it-sikkerhed"]


@pytest.mark.parametrize("spelling", ["loensystemer", "lonsystem", "Lønsystemet"])
def test_folded_and_inflected_terms_are_known(spelling: str) -> None:
    """The key is stemmed and folded."""
    assert "payroll" in _terms(load_synonyms(GROUPS), spelling)[0][1]


def test_the_longest_term_wins_and_words_are_used_once() -> None:
    """Four words are tried before three, and no word serves two terms."""
    synonyms = Synonyms([["a b", "x"], ["a b c", "y"], ["c", "z"]])
    assert _terms(synonyms, "a b c") == [("a b c", ["y"])]


def test_an_expansion_of_one_generic_word_is_skipped() -> None:
    """ "virksomhed" says nothing in a directory of companies."""
    synonyms = Synonyms([["erhverv", "virksomhed", "trade"]])
    assert _terms(synonyms, "erhverv") == [("erhverv", ["trade"])]


def test_an_expansion_keeps_all_its_words() -> None:
    """Several words are meant together."""
    synonyms = Synonyms([["sky", "cloud computing"]])
    (match,) = synonyms.match(analyse_query_words("sky").words)
    assert [word.text for word in match.expansions[0].words] == ["cloud", "computing"]


@pytest.mark.parametrize("term", ["saas", "daas", "lan", "SaaS"])
def test_a_short_term_is_taken_as_typed(term: str) -> None:
    """daas may also be read as dås, but stays a term."""
    assert _terms(load_synonyms(GROUPS), term)
