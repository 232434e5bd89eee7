"""Compounds come apart at their joints and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.search.analysis import Split, split_compound
from guide.search.analysis.scoring import (
    parse_compound,
    read_compounds,
    read_simplex,
    score_splits,
)

SETS = Path(__file__).parents[3] / "data" / "evaluation"


def _written(split: Split | None) -> str:
    parts = () if split is None else split.parts
    return "|".join(f"{part.text}({part.link})" if part.link else part.text for part in parts)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lønsystem", "løn|system"),
        ("netværkssikkerhed", "netværk(s)|sikkerhed"),
        ("økonomistyringssystemer", "økonomi|styring(s)|systemer"),
        ("cloudløsningerne", "cloud|løsningerne"),
        ("itsikkerhed", "it|sikkerhed"),
        ("børnebøger", "børne|bøger"),
        ("operativsystemets", "operativ|systemets"),
        ("arbejdstid", "arbejd(s)|tid"),
    ],
)
def test_a_compound_comes_apart_with_its_links(word: str, expected: str) -> None:
    """Links stand with the member before them, the inflection with the last."""
    assert _written(split_compound(word)) == expected


@pytest.mark.parametrize(
    "word",
    [
        *("betaling", "leveringen", "leverandør", "forretning", "virksomhed", "transportører"),
        *("vejledere", "planlægger", "københavn", "javascript", "c#", "it", "iso27001", ""),
    ],
)
def test_a_simple_word_stays_whole(word: str) -> None:
    """Derivations, doers, names and technical words are no compounds."""
    assert split_compound(word) is None


def test_a_member_knows_the_word_it_is_a_form_of() -> None:
    """arbejd in arbejdstid is arbejde."""
    split = split_compound("arbejdstid")
    assert split is not None
    assert [part.base for part in split.parts] == ["arbejde", "tid"]


@given(st.text(alphabet="abdefgiklmnoprstuvyæøå", max_size=40))
def test_members_and_links_make_up_the_word(word: str) -> None:
    """Nothing is lost or doubled, whatever is typed."""
    split = split_compound(word)
    if split is not None:
        assert "".join(part.text + part.link for part in split.parts) == word
        assert all(word[part.start : part.end] == part.text for part in split.parts)


@pytest.mark.parametrize(
    ("name", "least_f1", "most_cut"),
    [("", 0.99, 0.02), ("_second", 0.99, 0.01), ("_third", 0.97, 0.02)],
)
def test_splitting_is_as_good_as_it_was(name: str, least_f1: float, most_cut: float) -> None:
    """F1 of the cuts and the share of simple words that are cut, on three sets."""
    score = score_splits(
        read_compounds(SETS / f"compounds{name}.txt"), read_simplex(SETS / f"simplex{name}.txt")
    )
    assert score.f1 >= least_f1, score.mistakes
    assert score.wrongly_cut_rate <= most_cut, score.wrongly_cut


def test_scoring_counts_cuts() -> None:
    """A missed, a wrong and an allowed cut: links belong to the left, ~ counts neither way."""
    gold = [parse_compound("løn|system"), parse_compound("data~base|løsning")]
    score = score_splits(gold, ["løn", "betaling"], {"databaseløsning": None}.get)
    assert (score.recall, score.f1, score.wrongly_cut_rate) == (0.0, 0.0, 0.0)
    score = score_splits(gold, ["lønsystem", "løn"])
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)
    assert score.wrongly_cut == ("løn|system",)
    assert score.wrongly_cut_rate == 0.5
    assert parse_compound("drift(s)|aftale").required == {6}
