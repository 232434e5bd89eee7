from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from guide.domain.filings import Filing, FilingDocument, FilingState, KnownFiling, Medium
from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Scope, WarningCode
from guide.ingest.reports.downloads import DownloadError
from guide.usecases.read_filings import settle_filings
from tests.ingest.reports import traps
from tests.ingest.reports.invented_reports import CVR, FLOWS, OTHER_CVR, YEAR, ordinary

MAY = datetime(2025, 5, 20, tzinfo=UTC)


class Shelf:
    """Gives documents from memory, and remembers what was asked for."""

    def __init__(self, **files):
        self.files = files
        self.asked = []

    def fetch(self, url):
        """Return a file, or raise what stands in its place."""
        self.asked.append(url)
        found = self.files[url]
        if isinstance(found, Exception):
            raise found
        return found


def known(key, days=0, state=FilingState.NEW, url=None, documents=None, **details):
    """A filing with one XML document of its own name."""
    when = MAY + timedelta(days=days)
    filing = Filing(
        id=key,
        cvr=CVR,
        loaded_at=when,
        published_at=when,
        period=YEAR,
        documents=documents or (document(key),),
        **details,
    )
    return KnownFiling(filing=filing, state=state, document_url=url or "")


def document(url, kind="AARSRAPPORT", medium=Medium.XML):
    """A document at a url."""
    return FilingDocument(url=url, kind=kind, medium=medium)


def states(settlement):
    """What became of each filing."""
    return {outcome.filing.id: outcome.state for outcome in settlement.outcomes}


LATER = DownloadError("Det prøves igen.", later=True)
GONE = DownloadError("Findes ikke.", later=False)


def test_a_new_filing_is_read_and_stamped():
    """Source, time of publication, and the hash of what was read."""
    settlement = settle_filings([known("a")], Shelf(a=ordinary().plain()))
    (outcome,) = settlement.outcomes
    assert outcome.state is FilingState.READ
    assert (outcome.document_url, len(outcome.document_hash)) == ("a", 64)
    assert {(s.source, s.published_at, s.corrected) for s in settlement.figures} == {
        ("a", MAY, False)
    }


def test_what_was_read_before_is_not_fetched_again():
    """Its figures stand."""
    shelf = Shelf()
    settlement = settle_filings([known("a", state=FilingState.READ, url="a")], shelf)
    assert (settlement.outcomes, settlement.kept, shelf.asked) == ((), {"a"}, [])


def test_a_correction_takes_the_place_of_what_was_read():
    """The older is superseded and its figures stand no more."""
    shelf = Shelf(b=ordinary().plain())
    old = known("a", state=FilingState.READ, url="a")
    settlement = settle_filings([old, known("b", days=30, corrects=True)], shelf)
    assert states(settlement) == {"b": FilingState.READ, "a": FilingState.SUPERSEDED}
    assert settlement.kept == frozenset()
    assert all(figures.corrected for figures in settlement.figures)


def test_of_two_new_filings_only_the_one_that_speaks_is_fetched():
    """The older is never downloaded."""
    shelf = Shelf(b=ordinary().plain())
    settlement = settle_filings([known("a"), known("b", days=1)], shelf)
    assert shelf.asked == ["b"]
    assert states(settlement) == {"b": FilingState.READ, "a": FilingState.SUPERSEDED}


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        (LATER, FilingState.UNFETCHED),
        (GONE, FilingState.REFUSED),
        (b"<html>fejl</html>", FilingState.REFUSED),
        (ordinary(cvr=OTHER_CVR).plain(), FilingState.REFUSED),
    ],
)
def test_a_correction_that_cannot_be_read_leaves_the_older_standing(broken, state):
    """No year is lost to a damaged file, and the reason is kept."""
    old = known("a", state=FilingState.READ, url="a")
    settlement = settle_filings([old, known("b", days=30)], Shelf(b=broken))
    assert states(settlement) == {"b": state}
    assert settlement.kept == {"a"}
    assert settlement.outcomes[0].reason.endswith(".")


def test_an_older_filing_is_read_when_the_newer_one_turns_out_damaged():
    """Even if it was superseded before."""
    shelf = Shelf(a=ordinary().plain(), b=b"<html>fejl</html>")
    old = known("a", state=FilingState.SUPERSEDED)
    settlement = settle_filings([old, known("b", days=30)], shelf)
    assert states(settlement) == {"b": FilingState.REFUSED, "a": FilingState.READ}


def test_refused_bytes_are_kept_for_an_editor():
    """A dead letter holds what came."""
    (outcome,) = settle_filings([known("a")], Shelf(a=b"<html>fejl</html>")).outcomes
    assert outcome.raw == b"<html>fejl</html>"


def test_what_was_refused_is_not_fetched_again():
    """Until somebody asks for it."""
    shelf = Shelf()
    assert settle_filings([known("a", state=FilingState.REFUSED)], shelf).outcomes == ()
    assert shelf.asked == []


def test_a_filing_on_paper_only_is_linked_to():
    """It brings no figures and is settled."""
    paper = known("a", documents=(document("a.pdf", medium=Medium.PDF),))
    settlement = settle_filings([paper], Shelf())
    assert states(settlement) == {"a": FilingState.PAPER}
    again = replace(paper, state=FilingState.PAPER)
    assert settle_filings([again], Shelf()).outcomes == ()


def test_interim_accounts_are_left_out_once():
    """By the index's word, without being fetched."""
    interim = known("a", documents=(document("a", "HALVAARSRAPPORT"),))
    assert states(settle_filings([interim], Shelf())) == {"a": FilingState.LEFT_OUT}
    again = replace(interim, state=FilingState.LEFT_OUT)
    assert settle_filings([again], Shelf()).outcomes == ()


def test_a_document_that_says_it_is_interim_is_left_out():
    """Whatever the index calls it."""
    report = ordinary().changed("gsd:InformationOnTypeOfSubmittedReport", value="Delårsrapport")
    settlement = settle_filings([known("a")], Shelf(a=report.plain()))
    assert states(settlement) == {"a": FilingState.LEFT_OUT}
    assert settlement.figures == ()


def test_the_two_halves_of_a_filing_are_read_as_one():
    """The second is fetched because the first has no figures."""
    halves = (document("stub"), document("esef", "AARSRAPPORT_ESEF"))
    shelf = Shelf(stub=traps.stub_without_figures().plain(), esef=traps.esef().plain())
    settlement = settle_filings([known("a", documents=halves)], shelf)
    assert shelf.asked == ["stub", "esef"]
    (outcome,) = settlement.outcomes
    assert outcome.document_url == "esef"
    group = outcome.report.figure_set(Scope.GROUP)
    assert (group.number(KeyFigure.REVENUE), group.source) == (9_000_000_000, "esef")
    assert outcome.report.company_name == "Opfundet Æblesoftware ApS"


def test_a_whole_first_document_is_enough():
    """The ESEF half is not fetched when the annual report has its figures."""
    halves = (document("a"), document("esef", "AARSRAPPORT_ESEF"))
    shelf = Shelf(a=ordinary().plain())
    settlement = settle_filings([known("a", documents=halves)], shelf)
    assert shelf.asked == ["a"]
    assert settlement.figures[0].number(KeyFigure.REVENUE) == FLOWS["Revenue"]


def test_accounts_of_liquidation_are_read_and_marked():
    """They are no year in business."""
    liquidation = known("a", documents=(document("a", "AFSLUTTENDE_LIKVIDATIONSREGNSKAB"),))
    settlement = settle_filings([liquidation], Shelf(a=ordinary().plain()))
    assert all(
        WarningCode.NOT_ANNUAL in [warning.code for warning in figures.warnings]
        for figures in settlement.figures
    )
