"""The status is told from life spans and status rows, never from NORMAL."""

from datetime import date

import pytest

from guide.domain.register import LifeSpan, RegisterCompany, StatusRow
from guide.domain.status import CompanyStatus, tell_status

TODAY = date(2026, 11, 25)
OPEN = (LifeSpan(valid_from=date(2014, 3, 1)),)
CLOSED = (LifeSpan(valid_from=date(2013, 6, 1), valid_to=date(2015, 1, 1)),)
TO_COME = (LifeSpan(valid_from=date(2027, 1, 1)),)


def company(
    spans: tuple[LifeSpan, ...], *statuses: StatusRow, composite: str = ""
) -> RegisterCompany:
    """Build a company with its life and statuses."""
    return RegisterCompany(
        cvr="98000003", life_spans=spans, statuses=statuses, composite_status=composite
    )


def said(text: str, start: date | None = None, end: date | None = None) -> StatusRow:
    """Build a status row."""
    return StatusRow(text=text, valid_from=start, valid_to=end)


def test_normal_with_a_closed_life_is_ceased() -> None:
    """A ceased sole trader keeps an open NORMAL row; its life span tells the truth."""
    told = tell_status(company(CLOSED, said("NORMAL", date(1999, 11, 15))), TODAY)
    assert (told.status, told.since, told.note) == (
        CompanyStatus.CEASED,
        date(2015, 1, 1),
        "Ophørt",
    )


def test_normal_with_an_open_life_is_active() -> None:
    """The open span makes it active, the word adds nothing."""
    assert tell_status(company(OPEN, said("NORMAL")), TODAY).status is CompanyStatus.ACTIVE
    assert tell_status(company(OPEN), TODAY).status is CompanyStatus.ACTIVE


def test_normal_without_any_life_span_is_unknown() -> None:
    """NORMAL alone never means alive."""
    assert tell_status(company((), said("NORMAL")), TODAY).status is CompanyStatus.UNKNOWN


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("UNDER KONKURS", "Under konkurs"),
        ("UNDERKONKURS", "Under konkurs"),
        ("Under Tvangsopløsning", "Under tvangsopløsning"),
        ("UNDERREASSUMMERING", "Under reassumering"),
        ("UNDER FRIVILLIG LIKVIDATION", "Under frivillig likvidation"),
        ("UNDER REKONSTRUKTION", "Under rekonstruktion"),
        ("UNDER NY ORDNING", "Under ny ordning"),
    ],
)
def test_a_status_that_begins_with_under_is_a_warning_in_any_spelling(text: str, note: str) -> None:
    """Case, blanks and misspellings vary; unknown words are shown as they are."""
    told = tell_status(company(OPEN, said("NORMAL"), said(text, date(2026, 3, 3))), TODAY)
    assert (told.status, told.note, told.since) == (
        CompanyStatus.WARNING,
        note,
        date(2026, 3, 3),
    )


@pytest.mark.parametrize(
    "text",
    [
        "TVANGSOPLØST",
        "OPLØST EFTER KONKURS",
        "OPLØSTEFTERKONKURS",
        "OPLØST EFTER FRIVILLIG LIKVIDATION",
        "OPLØST EFTER ERKLÆRING",
        "OPLØST EFTER FUSION",
        "OPLØST EFTER SPALTNING",
        "OPLØST EFTER GRÆNSEOVERSKRIDENDE FUSION",
        "OPLØST EFTER GRÆNSEOVERSKRIDENDE HJEMSTEDSFLYTNING",
        "SLETTET",
        "UDEN RETSVIRKNING",
        "OPLØST",
        "Ophørt",
    ],
)
def test_a_status_that_ends_a_company_ends_it_even_with_an_open_life(text: str) -> None:
    """The word is enough."""
    told = tell_status(company(OPEN, said(text, date(2022, 9, 30))), TODAY)
    assert told.status is CompanyStatus.CEASED
    assert told.since == date(2022, 9, 30)


def test_the_register_s_own_summary_ends_a_personal_firm() -> None:
    """Sole traders have no status rows, only the composite word."""
    told = tell_status(company(OPEN, composite="Ophørt"), TODAY)
    assert told.status is CompanyStatus.CEASED


def test_a_closed_warning_is_over() -> None:
    """A company that came through a reconstruction is active again."""
    rows = (
        said("UNDER REKONSTRUKTION", date(2020, 1, 1), date(2020, 9, 1)),
        said("NORMAL", date(2020, 9, 2)),
    )
    assert tell_status(company(OPEN, *rows), TODAY).status is CompanyStatus.ACTIVE


def test_a_company_that_came_back_lives() -> None:
    """Several life spans: one open span is enough, whatever an old closed status said."""
    spans = (*CLOSED, LifeSpan(valid_from=date(2016, 1, 1)))
    rows = (
        said("TVANGSOPLØST", date(2015, 1, 1), date(2015, 12, 31)),
        said("NORMAL", date(2016, 1, 1)),
    )
    assert tell_status(company(spans, *rows), TODAY).status is CompanyStatus.ACTIVE


def test_a_life_that_begins_later_is_future_until_its_day() -> None:
    """The same rows are active when the day has come."""
    coming = company(TO_COME, said("FREMTID"))
    assert tell_status(coming, TODAY).status is CompanyStatus.FUTURE
    assert tell_status(coming, TODAY).since == date(2027, 1, 1)
    born = company(TO_COME)
    assert tell_status(born, date(2027, 1, 1)).status is CompanyStatus.ACTIVE


def test_a_bankruptcy_that_begins_tomorrow_is_no_warning_today() -> None:
    """Status rows have dates like all others."""
    rows = (said("NORMAL", date(2014, 3, 1)), said("UNDER KONKURS", date(2026, 11, 26)))
    assert tell_status(company(OPEN, *rows), TODAY).status is CompanyStatus.ACTIVE
    assert tell_status(company(OPEN, *rows), date(2026, 11, 26)).status is CompanyStatus.WARNING


def test_a_document_that_says_nothing_is_unknown() -> None:
    """A stub is no proof of death."""
    assert tell_status(company(()), TODAY).status is CompanyStatus.UNKNOWN
    assert tell_status(company((), composite="Aktiv"), TODAY).status is CompanyStatus.ACTIVE
    assert tell_status(company((), composite="Fremtid"), TODAY).status is CompanyStatus.FUTURE


def test_what_is_over_knows_it() -> None:
    """Ceased and taken over are over, all else is not."""
    assert {status for status in CompanyStatus if status.is_over} == {
        CompanyStatus.CEASED,
        CompanyStatus.TAKEN_OVER,
    }
