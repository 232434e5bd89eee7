"""Each line of the token table is a test."""

import pytest

from guide.search.analysis import Kind, analyse_text


def _words(text: str) -> list[str]:
    return [token.text for token in analyse_text(text) if token.kind is Kind.WORD]


def _joined(text: str) -> list[str]:
    return [token.text for token in analyse_text(text) if token.kind is Kind.JOINED]


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("C#", "c#"),
        ("f#", "f#"),
        ("C++", "c++"),
        (".NET", ".net"),
        ("ASP.NET", "aspnet"),
        ("Node.js", "nodejs"),
        ("AS/400", "as400"),
        ("as400", "as400"),
        ("S/4HANA", "s4hana"),
        ("3D", "3d"),
        ("B2B", "b2b"),
        ("IoT", "iot"),
        ("R&D", "r&d"),
        ("R & D", "r&d"),
        ("Wi-Fi", "wifi"),
        ("a.i.", "ai"),
        ("12.000", "12000"),
        ("2.0", "2.0"),
        ("pc'er", "pc"),
        ("Jensen’s", "jensen"),
        ("Lars'", "lars"),
        ("O'Reilly", "oreilly"),
    ],
)
def test_written_as_one_word_stays_one_word(written: str, token: str) -> None:
    """Signs inside a technical or foreign word do not cut it."""
    assert _words(f"Vi kan {written}, ja") == ["vi", "kan", token, "ja"]


@pytest.mark.parametrize("short", ["it", "ai", "bi", "hr", "c", "r", "i"])
def test_short_words_are_never_dropped(short: str) -> None:
    """Two letters may be the whole subject of a company."""
    assert _words(f"{short.upper()} og {short}") == [short, "og", short]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("it-drift", ["it", "drift"]),
        ("C#-udvikling", ["c#", "udvikling"]),
        ("hardware/software", ["hardware", "software"]),
        ("løn- og økonomisystem", ["løn", "og", "økonomisystem"]),
        ("blæk & toner", ["blæk", "og", "toner"]),
        ("C#/.NET", ["c#", ".net"]),
        ("C# og .NET. Team", ["c#", "og", ".net", "team"]),
        ("slut.Start", ["slut", "start"]),
    ],
)
def test_words_written_together_come_apart(written: str, expected: list[str]) -> None:
    """A hyphen, a slash or a missing space parts words; & reads as og."""
    assert _words(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("it-drift", ["itdrift"]),
        ("it\u2011drift", ["itdrift"]),
        ("e-faktura", ["efaktura"]),
        ("it-drift-aftale", ["itdriftaftale"]),
        ("tcp/ip", ["tcpip"]),
        ("hardware/software", []),
        ("24/7", []),
    ],
)
def test_hyphen_words_also_have_a_joined_form(written: str, expected: list[str]) -> None:
    """x-y is found as xy; alternatives and numbers beside a slash are not joined."""
    assert _joined(written) == expected


def test_neighbours_are_joined_on_request() -> None:
    """Two words beside each other also give one, so that a split spelling meets a joined one."""
    found = analyse_text("et kasse system", neighbours=True)
    assert [token.text for token in found if token.kind is Kind.JOINED] == [
        "etkasse",
        "kassesystem",
    ]


def test_offsets_lead_back_to_what_was_written() -> None:
    """Every token points at its own letters, also past decomposed and invisible characters."""
    text = "Lo\u0308sning: net\u00advæ\u0072k og C#"
    written = {token.text: text[token.start : token.end] for token in analyse_text(text)}
    assert written["lösning"] == "Lo\u0308sning"
    assert written["netværk"] == "net\u00adværk"
    assert written["c#"] == "C#"


def test_positions_count_words() -> None:
    """The joined form stands where its first word stands, so phrases keep their distance."""
    found = [(token.text, token.position) for token in analyse_text("god it-drift nu")]
    assert found == [("god", 0), ("itdrift", 1), ("it", 1), ("drift", 2), ("nu", 3)]
