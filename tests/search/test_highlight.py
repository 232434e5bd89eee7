"""Marks stand in the reader's own text and never become markup."""

from hypothesis import given
from hypothesis import strategies as st

from guide.search.analysis import analyse_word
from guide.search.highlight import Segment, highlight, snippet
from guide.search.planner import Language, build_plan
from guide.search.query import parse
from guide.search.reference import ReferenceIndex
from tests.search.seed import seed_synonyms


def terms(text: str) -> frozenset[str]:
    """Plan a question for what it marks."""
    return build_plan(parse(text), Language(seed_synonyms()), ReferenceIndex([])).terms


def marked(text: str, question: str, *, name: bool = False) -> list[str]:
    """Give the marked pieces."""
    return [s.text for s in highlight(text, terms(question), name=name) if s.marked]


def test_the_form_in_the_text_is_marked() -> None:
    """Whatever inflection or spelling stands there is marked as it stands."""
    assert marked("Vi bygger Lønsystemer.", "lønsystem") == ["Lønsystemer"]
    assert marked("Ågård Data", "aagaard") == ["Ågård"]
    assert marked("Kurser i C# og .NET", "c#") == ["C#"]


def test_a_hyphen_word_is_marked_whole() -> None:
    """it-drift met as itdrift is one find."""
    assert marked("Vi sælger it-drift.", "itdrift") == ["it-drift"]


def test_a_member_of_a_compound_is_marked_alone() -> None:
    """Only the part that was asked for is marked, with its place in the word."""
    if analyse_word("netværkssikkerhed").parts:
        assert marked("om netværkssikkerhed", "netværk")[0].startswith("netværk")


def test_beginnings_are_marked_in_names_only() -> None:
    """An unfinished word is met in names, so it is marked there."""
    assert marked("Netcompany A/S", "netcom", name=True) == ["Netcompany"]
    assert marked("Netcompany A/S", "netcom") == []


def test_a_general_word_is_not_marked_for_another() -> None:
    """Asking for "lønsystem" marks no other system."""
    assert marked("et system til vagter", "lønsystem") == []
    assert marked("et system til vagter", "system") == ["system"]


@given(st.text(max_size=200), st.sampled_from(["lønsystem", "it", "c#", "netværk sikkerhed"]))
def test_the_pieces_are_the_text(text: str, question: str) -> None:
    """Nothing is lost, added or moved, whatever the text holds."""
    pieces = highlight(text, terms(question))
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_markup_stays_text() -> None:
    """A tag in a description is a piece like any other, for the template to escape."""
    pieces = highlight("<b>erp</b><script>", terms("erp"))
    assert pieces == (
        Segment("<b>", marked=False),
        Segment("erp", marked=True),
        Segment("</b><script>", marked=False),
    )


def test_a_snippet_shows_where_the_finds_are() -> None:
    """The best text is chosen and cut at words, with dots where something is left out."""
    long = "ord " * 80 + "her står erp og igen erp " + "ord " * 80
    pieces = snippet(["intet her", long], terms("erp"), length=80)
    text = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.marked] == ["erp", "erp"]
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text) <= 82


@given(st.lists(st.text(max_size=120), max_size=3), st.integers(10, 60))
def test_a_snippet_is_part_of_one_text(texts: list[str], length: int) -> None:
    """Without its dots a snippet is found in one of the texts as it is."""
    shown = "".join(
        piece.text for piece in snippet(texts, terms("erp"), length=length) if piece.text != "…"
    )
    assert not shown or any(shown in text for text in texts)
