"""Industry codes are told apart by standard, and choose candidates."""

from datetime import date

import pytest

from guide.domain.industry import (
    CANDIDATE_CODES,
    IT_CODES,
    Group,
    Standard,
    is_candidate,
    standard_of,
)


@pytest.mark.parametrize(
    ("code", "start", "end", "standard"),
    [
        ("726000", date(2000, 2, 29), date(2007, 12, 31), Standard.DB93),
        ("722100", date(2004, 1, 1), date(2007, 12, 31), Standard.DB03),
        ("620900", date(2008, 1, 1), date(2013, 12, 31), Standard.DB07),
        ("620200", date(2014, 1, 1), None, Standard.DB07),
        ("621000", date(2025, 1, 1), None, Standard.DB25),
        ("611000", date(2020, 1, 1), date(2024, 12, 31), Standard.DB07),
        ("611000", date(2025, 1, 1), None, Standard.DB25),
        ("582100", date(2024, 12, 31), None, Standard.DB07),
        ("621000", date(2020, 5, 1), None, Standard.DB25),
        ("621000", date(2020, 5, 1), date(2021, 5, 1), Standard.DB07),
        ("620100", date(2025, 2, 1), None, Standard.DB07),
        ("620100", None, None, Standard.DB07),
        ("621000", None, None, Standard.DB25),
        ("620100", None, date(2024, 12, 31), Standard.DB07),
    ],
)
def test_the_standard_is_told_from_dates_and_tables(
    code: str, start: date | None, end: date | None, standard: Standard
) -> None:
    """Same digits in two standards are told apart by the row's first day."""
    assert standard_of(code, start, end) is standard


def test_a_main_or_side_branch_of_the_guide_makes_a_candidate() -> None:
    """One is enough, in the right standard; "uoplyst" and optional codes choose nobody."""
    assert is_candidate([(Standard.DB25, "642120"), (Standard.DB25, "621000")])
    assert is_candidate([(Standard.DB07, "620100")])
    assert not is_candidate([(Standard.DB25, "620100")])
    assert not is_candidate([(Standard.DB25, None), (Standard.DB25, "639200")])
    assert not is_candidate([])


def test_the_same_digits_stand_in_both_standards_with_their_own_meaning() -> None:
    """611000, 612000 and 582100 would be mixed up without the standard."""
    for code in ("611000", "612000", "582100"):
        titles = {row.standard: row.title for row in IT_CODES if row.code == code}
        assert set(titles) == {Standard.DB07, Standard.DB25}
        assert len(set(titles.values())) == 2


def test_every_code_has_six_digits_and_a_title() -> None:
    """Leading zeros and blanks would never match the register's."""
    assert all(len(row.code) == 6 and row.code.isdecimal() and row.title for row in IT_CODES)
    optional = {(row.standard, row.code) for row in IT_CODES if row.group is Group.OPTIONAL}
    assert len(CANDIDATE_CODES) == len(IT_CODES) - len(optional)
