from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from guide.domain.filings import Filing, FilingDocument, Medium, choose_filings
from guide.domain.reports import Period
from tests.domain.invented import calendar_year

YEAR = calendar_year(2024)
MAY = datetime(2025, 5, 20, tzinfo=UTC)


def document(kind="AARSRAPPORT", medium=Medium.XML):
    """A document named by its kind and medium."""
    return FilingDocument(url=f"{kind}.{medium}", kind=kind, medium=medium)


def filing(*documents, key="a", days=0, period=YEAR, **details):
    """A filing of an invented company, so many days after the twentieth of May."""
    when = MAY + timedelta(days=days)
    return Filing(
        id=key,
        cvr="98000003",
        loaded_at=when,
        published_at=when,
        period=period,
        documents=documents or (document(),),
        **details,
    )


def urls(choice):
    """The documents to be read, in order."""
    return [one.url for one in choice.documents]


def test_the_newest_filing_of_a_period_wins():
    """The older is superseded and the year is shown as corrected."""
    old, new = filing(key="a"), filing(key="b", days=30, corrects=True)
    for order in ([old, new], [new, old]):
        (choice,) = choose_filings(order)
        assert choice.filing is new
        assert choice.superseded == (old,)
        assert choice.corrected


def test_a_single_filing_is_not_corrected():
    """Unless it says so itself."""
    assert not choose_filings([filing()])[0].corrected
    assert choose_filings([filing(corrects=True)])[0].corrected


def test_filings_of_one_moment_are_told_apart_by_their_id():
    """The choice does not depend on the order of the answer."""
    a, b = filing(key="a"), filing(key="b")
    assert choose_filings([a, b])[0].filing is choose_filings([b, a])[0].filing is b


@pytest.mark.parametrize(
    ("media", "chosen"),
    [
        ([Medium.XHTML, Medium.XML, Medium.PDF], ["AARSRAPPORT.xml"]),
        ([Medium.XHTML, Medium.PDF], ["AARSRAPPORT.xhtml"]),
        ([Medium.ZIP, Medium.PDF], ["AARSRAPPORT.zip"]),
        ([Medium.PDF], []),
        ([Medium.OTHER], []),
    ],
)
def test_xml_is_read_before_the_page_and_the_page_before_the_package(media, chosen):
    """The PDF is for people."""
    (choice,) = choose_filings([filing(*(document(medium=medium) for medium in media))])
    assert urls(choice) == chosen
    assert (choice.page is not None) is (Medium.PDF in media)


def test_the_two_halves_of_a_split_filing_are_both_read():
    """The annual report first, then the ESEF half with the figures."""
    halves = filing(
        document("AARSRAPPORT_ESEF"), document(), document("AARSRAPPORT_ESEF", Medium.XHTML)
    )
    assert urls(choose_filings([halves])[0]) == ["AARSRAPPORT.xml", "AARSRAPPORT_ESEF.xml"]


def test_a_separate_group_report_comes_last():
    """It may hold the group's figures that the annual report leaves out."""
    both = filing(document("KONCERNREGNSKAB"), document())
    assert urls(choose_filings([both])[0]) == ["AARSRAPPORT.xml", "KONCERNREGNSKAB.xml"]


@pytest.mark.parametrize(
    "kind", ["HALVAARSRAPPORT", "DELAARSRAPPORT_ESEF", "ESEF_EXTENSION", "IFRS_EXTENSION", ""]
)
def test_interim_reports_are_left_out(kind):
    """Half a year is no year."""
    assert choose_filings([filing(document(kind))]) == ()


def test_extensions_beside_an_annual_report_are_not_read():
    """A taxonomy is no report."""
    (choice,) = choose_filings([filing(document("IFRS_EXTENSION"), document())])
    assert urls(choice) == ["AARSRAPPORT.xml"]


@pytest.mark.parametrize(
    "kind", ["INDLEDENDE_LIKVIDATIONSREGNSKAB", "AFSLUTTENDE_LIKVIDATIONSREGNSKAB"]
)
def test_accounts_of_liquidation_are_kept_and_marked(kind):
    """They are accounts, but not of a year in business."""
    (choice,) = choose_filings([filing(document(kind))])
    assert choice.liquidation
    assert not choose_filings([filing(document(kind), document())])[0].liquidation


def test_the_latest_year_comes_first_and_the_longest_of_one_end():
    """Two beginnings with one end are both kept, the longer first."""
    half = Period(start=date(2024, 7, 1), end=date(2024, 12, 31))
    filings = [
        filing(key="half", period=half),
        filing(key="old", period=calendar_year(2023)),
        filing(key="whole"),
    ]
    assert [c.filing.id for c in choose_filings(filings)] == ["whole", "half", "old"]


def test_filings_without_a_period_stand_each_by_itself():
    """The documents' own dates decide."""
    filings = [filing(key="a", period=None), filing(key="b", period=None, days=1)]
    assert [c.filing.id for c in choose_filings(filings)] == ["a", "b"]
    assert all(not c.superseded for c in choose_filings(filings))


def test_a_correction_in_paper_only_still_supersedes():
    """Figures known to be wrong are not shown because the right ones cannot be read."""
    paper = replace(filing(document(medium=Medium.PDF), key="b", days=9), corrects=True)
    (choice,) = choose_filings([filing(), paper])
    assert choice.filing is paper
    assert choice.documents == ()
