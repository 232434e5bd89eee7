"""What a reader typed, with every form it may be found under."""

from guide.search.analysis import FUNCTION_WORDS, analyse_query_words, is_generic, stem
from guide.search.analysis.folding import fold


def test_neighbours_and_hyphen_words_are_also_read_as_one() -> None:
    """Each joined form says which words it stands for."""
    found = analyse_query_words("kasse system it-drift")
    assert [word.text for word in found.words] == ["kasse", "system", "it", "drift"]
    assert [(joined.word.text, joined.position, joined.width) for joined in found.joined] == [
        ("kassesystem", 0, 2),
        ("systemit", 1, 2),
        ("itdrift", 2, 2),
    ]


def test_words_know_whether_they_may_match_alone() -> None:
    """System is generic in any form, til carries no topic, it is neither."""
    found = analyse_query_words("systemerne til it")
    assert [(word.generic, word.function) for word in found.words] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_short_topics_are_no_function_words() -> None:
    """it, ai, bi, hr, c and r are subjects."""
    assert not FUNCTION_WORDS & {"it", "ai", "bi", "hr", "c", "r"}


def test_generic_words_are_known_by_their_folded_stem() -> None:
    """løsningerne is as generic as losning."""
    assert is_generic(fold(stem("løsningerne")))
    assert not is_generic(fold(stem("lønsystem")))


def test_offsets_point_into_what_was_typed() -> None:
    """Also where the text is not composed."""
    typed = "Lo\u0308n  C#"
    found = analyse_query_words(typed)
    assert [typed[word.start : word.end] for word in found.words] == ["Lo\u0308n", "C#"]
