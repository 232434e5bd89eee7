"""Every Danish string of the pages has its English text, in the source and compiled."""

import gettext
from pathlib import Path

from babel.messages.catalog import Catalog

from guide.web.translations.update import (
    PO,
    extract_messages,
    merge,
    read_catalogue,
    untranslated,
    write_catalogue,
)

NEXT_STEP = "run python -m guide.web.translations.update and fill in messages.po"


def _ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def test_every_string_in_the_pages_is_in_the_catalogue_and_no_other() -> None:
    """The .po holds exactly what templates and Python ask for."""
    assert _ids(read_catalogue()) == _ids(extract_messages()), NEXT_STEP


def test_every_string_has_an_english_text() -> None:
    """No string is left without a translation, plural forms included."""
    assert untranslated(read_catalogue()) == [], NEXT_STEP


def test_the_compiled_catalogue_equals_its_source() -> None:
    """The committed .mo says the same as the .po."""
    with PO.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for message in read_catalogue():
        if isinstance(message.id, tuple):
            assert compiled.ngettext(*message.id, 1) == message.string[0], NEXT_STEP
            assert compiled.ngettext(*message.id, 2) == message.string[1], NEXT_STEP
        elif message.id:
            assert compiled.gettext(message.id) == message.string, NEXT_STEP


def test_a_merge_keeps_what_is_known_and_drops_what_is_gone() -> None:
    """Known strings keep their English, new ones start empty and are named, old ones leave."""
    known, found = Catalog(locale="en"), Catalog(locale="en")
    known.add("Søg", "Search")
    known.add("Gammel", "Old")
    found.add("Søg")
    found.add(("%(num)s by", "%(num)s byer"))
    merged = merge(known, found)
    assert {message.id: message.string for message in merged if message.id == "Søg"} == {
        "Søg": "Search"
    }
    assert merged.get("Gammel") is None
    assert untranslated(merged) == ["%(num)s by"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    """The file has no clock in it, so a second run gives the same bytes."""
    path = tmp_path / "messages.po"
    write_catalogue(read_catalogue(), path)
    first = path.read_bytes()
    write_catalogue(read_catalogue(path), path)
    assert path.read_bytes() == first == PO.read_bytes()
