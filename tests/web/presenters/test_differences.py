"""A difference tells both texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from guide.web.presenters.differences import MOST_WORDS, Change, Piece, word_difference


def test_a_changed_word_goes_and_comes_among_those_that_stay() -> None:
    """Whole words, not letters."""
    assert word_difference("Vi laver it.", "Vi leverer it.") == (
        Piece(change=Change.SAME, text="Vi "),
        Piece(change=Change.REMOVED, text="laver"),
        Piece(change=Change.ADDED, text="leverer"),
        Piece(change=Change.SAME, text=" it."),
    )


def test_equal_and_empty_texts_have_no_changes() -> None:
    """Nothing is made up."""
    assert word_difference("", "") == ()
    assert [piece.change for piece in word_difference("Ens.", "Ens.")] == [Change.SAME]


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    """No letter is lost on either side."""
    pieces = word_difference(before, after)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after


def test_a_very_long_text_is_replaced_as_a_whole() -> None:
    """Rather than holding the page up."""
    pieces = word_difference("a " * MOST_WORDS, "b")
    assert [piece.change for piece in pieces] == [Change.REMOVED, Change.ADDED]
