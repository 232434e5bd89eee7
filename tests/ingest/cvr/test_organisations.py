"""A c/o line is kept only when it cannot be the name of a person."""

import pytest

from guide.ingest.cvr.organisations import names_an_organisation


@pytest.mark.parametrize(
    "line",
    [
        "Advokatfirmaet Stakemann",
        "Opdigtet Holding ApS",
        "Prøve A/S",
        "Revisionskontoret i Ribe",
        "Opdigtet Ejendomsadministration",
        "Fonden Prøve",
        "Erhvervscenter Nord",
        "Prøve Kommune",
    ],
)
def test_the_marks_of_an_organisation_are_known(line: str) -> None:
    """Form, trade or office at the end of a word or by itself."""
    assert names_an_organisation(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Opdigtet Person",
        "Parker Bankesen",
        "Lawrence Opdigtet",
        "Opdigtet & Opdigtet",
        "Familien Opdigtet, 2. tv",
        "AS Opdigtet",
    ],
)
def test_whatever_may_be_a_person_is_left_out(line: str) -> None:
    """In doubt nothing is kept."""
    assert not names_an_organisation(line)
