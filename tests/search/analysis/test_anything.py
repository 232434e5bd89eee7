"""Whatever is typed or pasted, analysis answers and points at the right letters."""

from hypothesis import example, given
from hypothesis import strategies as st

from guide.search.analysis import (
    Kind,
    analyse_name,
    analyse_query_words,
    analyse_text,
    find_identifiers,
    fold,
    normalise,
)

ODD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("aåæøéCcit-/.&'’#+ \u00ad\u0301\u030a\u0308ßİŁ0123456789"),
    ),
    max_size=40,
)


@given(ODD)
@example("İßA\u030a-\u00ad.net c#'s r & d")
def test_every_token_lies_inside_the_text(text: str) -> None:
    """Offsets are ordered and in range, positions never go back, and no form is empty."""
    tokens = analyse_text(text, neighbours=True)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(token.text and token.stem and token.key for token in tokens)
    words = [token.position for token in tokens if token.kind is Kind.WORD]
    assert words == list(range(len(words)))


@given(ODD)
def test_a_plain_word_is_what_stands_at_its_offsets(text: str) -> None:
    """Normalising the marked letters gives the token back."""
    for token in analyse_text(text):
        surface = normalise(text[token.start : token.end])
        if token.kind is Kind.WORD and surface.isalnum():
            assert token.text == surface


@given(ODD)
def test_names_and_queries_take_anything(text: str) -> None:
    """Every word of a name or a query points into what was given."""
    name = analyse_name(text)
    asked = analyse_query_words(text)
    for word in (*name.words, *name.joined, *asked.words):
        assert 0 <= word.start < word.end <= len(text)
    assert all(0 <= joined.position < len(asked.words) for joined in asked.joined)
    find_identifiers(text)


@given(ODD)
def test_folding_twice_changes_nothing(text: str) -> None:
    """The lossy key of a key is the key."""
    once = fold(normalise(text))
    assert fold(once) == once
