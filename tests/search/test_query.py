"""The parser: operators for those who want them, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.search.fields import Field
from guide.search.query import MOST_WORDS, Clause, parse


def test_plain_words_stay_as_typed() -> None:
    """Signs that belong to a word are no operators."""
    assert parse("C# udvikler .NET it-drift").words == "C# udvikler .NET it-drift"


def test_quotes_minus_and_fields_are_clauses() -> None:
    """Each operator gives a clause and leaves the words."""
    query = parse('erp "business central" -sap navn:netic lønsys*')
    assert query.words == "erp"
    phrase, without, field, prefix = query.clauses
    assert phrase == Clause(text="business central", surface='"business central"', phrase=True)
    assert without.without
    assert without.text == "sap"
    assert Field.NAME in field.fields
    assert prefix == Clause(text="lønsys", surface="lønsys*", prefix=True)


@pytest.mark.parametrize("text", ["-", "navn:", '"', '"åben', "a - b", "http://a.dk", "-- --", "*"])
def test_what_is_no_operator_is_words(text: str) -> None:
    """Whatever cannot be read as an operator is plain words."""
    assert parse(text).is_plain


@given(st.text(max_size=600))
def test_any_text_is_a_query(text: str) -> None:
    """No text raises, and none gives more than the limits allow."""
    query = parse(text)
    assert len(query.words.split()) <= MOST_WORDS
    assert len(query.clauses) <= 28


def test_what_the_limits_cut_off_is_told() -> None:
    """Long questions are answered as far as they go."""
    assert parse("ord " * 17).limited
    assert parse("x" * 201).limited
    assert parse('"a b" "c d" "e f" "g h" "i j"').limited
    assert not parse("ord " * 16).limited
