"""Names are spelled by rule, and the right answers go with them."""

import random

import pytest

from guide.search.analysis import find_identifiers
from guide.search.edits import edits
from guide.usecases.spellings import NamedCompany, cvr_spellings, one_typo, spelled_names


@pytest.mark.parametrize("chance", range(200))
def test_one_typo_is_one_edit(chance: int) -> None:
    """Whatever chance does, exactly one edit lies between the spellings."""
    assert edits(one_typo("Netcompany", random.Random(chance)), "Netcompany") == 1


def test_every_way_of_writing_a_number_is_read() -> None:
    """All spellings of a CVR number lead to it."""
    assert {find_identifiers(text)[0].value for text in cvr_spellings("98000003")} == {"98000003"}


def test_companies_that_share_a_name_are_all_right() -> None:
    """Whoever is called so may stand first."""
    queries = spelled_names(
        [NamedCompany(name="Alfa A/S"), NamedCompany(name="Beta ApS", other_names=("ALFA",))]
    )
    by_kind = {(query.kind, query.text): query.grades.keys() for query in queries}
    assert by_kind["other name", "ALFA"] == {"Alfa A/S", "Beta ApS"}
    assert by_kind["exact", "Alfa A/S"] == {"Alfa A/S"}
