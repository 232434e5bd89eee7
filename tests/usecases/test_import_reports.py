import gzip
from datetime import date

import pytest
from sqlalchemy import update

from guide.catalogue import companies, dead_letters, filings, leases, reports
from guide.catalogue.import_runs import RunState
from guide.catalogue.leases import LeaseHeldError
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.figure_series import series
from guide.domain.filings import FilingState
from guide.domain.key_figures import KeyFigure
from guide.domain.protection import ProtectionPolicy
from guide.domain.report_terms import Scope
from guide.domain.reports import Period
from guide.ingest.reports.publications import CANARY
from guide.usecases.import_reports import ReportOptions, import_reports
from guide.usecases.register_run import Port
from tests.ingest.reports.invented_reports import (
    CVR,
    FLOWS,
    OTHER_CVR,
    YEAR_BEFORE,
    ordinary,
)
from tests.ingest.reports.publication_server import PublicationServer, document, hit
from tests.usecases.invented_companies import add_company
from tests.usecases.register import picture


@pytest.fixture
def service(httpserver):
    """The index and its documents on a local port, with the canary in it."""
    service = PublicationServer(httpserver)
    service.hits = [hit(CANARY, "canary")]
    return service


@pytest.fixture
def company_id(database):
    """An invented company that is known by its number."""
    return add_company(database, "Opfundet A/S", CVR)


def publish(service, key, content, cvr=CVR, loaded="2025-05-20T10:00:00.000Z", **details):
    """Put a filing with one document on the service."""
    url = service.server.url_for(f"/{key}.xml")
    documents = details.pop("documents", None) or [document(key)]
    for one in documents:
        one["dokumentUrl"] = url
    service.hits.append(hit(cvr, key, loaded, documents=documents, **details))
    service.files[f"/{key}.xml"] = content


def run(database, service, clock, **options):
    """Import once."""
    port = Port(clock=clock, owner="prøve", is_alive=lambda _owner: True)
    fetcher = service.fetcher()
    try:
        return import_reports(
            database, service.index(), fetcher, ProtectionPolicy(), port, ReportOptions(**options)
        )
    finally:
        fetcher.close()


def figures_of(database, company_id, scope=Scope.PARENT):
    """The years of a company."""
    with database.reading() as work:
        return series(reports.sets_of(work, [company_id])[company_id], scope)


def states_of(database, company_id):
    """What became of each filing, by the last part of its id."""
    with database.reading() as work:
        return {
            one.filing.id.rpartition(":")[2]: one.state
            for one in filings.of_company(work, company_id)
        }


def test_a_published_report_reaches_the_company(database, service, clock, company_id):
    """Two years of figures, the ratios, the resolved row and a job for the index."""
    publish(service, "a", gzip.compress(ordinary().plain()))
    report = run(database, service, clock)
    assert report.state is RunState.DONE
    assert (report.counts.new, report.counts.read, report.counts.companies) == (1, 1, 1)
    years = figures_of(database, company_id)
    assert [year.filed.label for year in years] == ["2023", "2024"]
    assert years[1].filed.number(KeyFigure.REVENUE) == FLOWS["Revenue"]
    assert years[1].before.exact == YEAR_BEFORE
    with database.reading() as work:
        assert companies.get(work, company_id).revision == 1
        assert companies.find_by_cvr(work, CVR).id == company_id


def test_a_second_run_changes_nothing(database, service, clock, company_id):
    """Not one row, but for those that tell of runs."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    before = picture(database)
    clock.move(hours=24)
    report = run(database, service, clock)
    assert picture(database) == before
    assert (report.counts.new, report.counts.read, report.counts.companies) == (0, 0, 0)


def test_a_second_run_asks_only_for_what_is_new(database, service, clock, company_id):
    """With three days' overlap."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    run(database, service, clock)
    last = service.asked[-1]["query"]["bool"]["must"]
    assert last[1]["range"]["indlaesningsTidspunkt"] == {"gte": "2025-05-17T10:00:00.000+00:00"}


def test_a_company_that_is_new_is_asked_about_from_the_beginning(
    database, service, clock, company_id
):
    """Its old filings are older than the last run."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    new = add_company(database, "Ny A/S", OTHER_CVR)
    publish(service, "b", ordinary(cvr=OTHER_CVR).plain(), OTHER_CVR, "2020-05-20T10:00:00.000Z")
    run(database, service, clock)
    assert states_of(database, new) == {"b": FilingState.READ}


def test_a_correction_replaces_and_is_shown_as_corrected(database, service, clock, company_id):
    """The older filing is kept as superseded."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    right = ordinary().changed("fsa:Revenue", value="99000000")
    publish(service, "b", right.plain(), loaded="2025-06-20T10:00:00.000Z", corrects=True)
    report = run(database, service, clock)
    (year,) = [y for y in figures_of(database, company_id) if y.filed.label == "2024"]
    assert (year.filed.number(KeyFigure.REVENUE), year.filed.corrected) == (99_000_000, True)
    assert states_of(database, company_id) == {
        "a": FilingState.SUPERSEDED,
        "b": FilingState.READ,
    }
    assert report.counts.corrected == 1


def test_the_document_of_another_company_is_refused_and_kept(database, service, clock, company_id):
    """A dead letter with the reason; no figure lands under the wrong number."""
    publish(service, "a", ordinary(cvr=OTHER_CVR).plain())
    report = run(database, service, clock)
    assert (report.state, report.counts.refused, report.counts.dead) == (RunState.DONE, 1, 1)
    assert figures_of(database, company_id) == ()
    with database.reading() as work:
        (letter,) = dead_letters.newest(work)
    assert letter.cvr == CVR
    assert letter.reason == "Dokumentet hører til CVR 98000011, ikke til 98000003."
    assert b"98000011" in letter.raw


def test_what_was_refused_is_read_again_when_asked(database, service, clock, company_id):
    """Once, and it is no second dead letter."""
    publish(service, "a", b"<html>fejl</html>")
    run(database, service, clock)
    assert run(database, service, clock).counts.refused == 0
    again = run(database, service, clock, retry=True)
    assert (again.counts.refused, again.counts.dead) == (1, 0)


def test_a_document_that_was_not_given_is_asked_for_the_next_night(
    database, service, clock, company_id
):
    """The run ends well, and the next one gets it."""
    publish(service, "a", ordinary().plain())
    service.busy = 4
    first = run(database, service, clock)
    assert (first.state, first.counts.unfetched) == (RunState.DONE, 1)
    assert states_of(database, company_id) == {"a": FilingState.UNFETCHED}
    second = run(database, service, clock)
    assert (second.counts.read, second.counts.companies) == (1, 1)


def test_an_unread_hit_is_a_dead_letter_and_the_run_goes_on(database, service, clock, company_id):
    """Schema drift in one filing does not stop the others."""
    publish(service, "a", ordinary().plain())
    service.hits.append(hit(CVR, "b"))
    service.hits[-1]["_source"]["dokumenter"] = None
    report = run(database, service, clock)
    assert (report.counts.read, report.counts.dead) == (1, 1)


def test_without_the_canary_nothing_is_read(database, service, clock, company_id):
    """A renamed field answers with no hits; yesterday's figures stand."""
    publish(service, "a", ordinary().plain())
    service.hits.pop(0)
    report = run(database, service, clock)
    assert report.state is RunState.STOPPED
    assert "--force" in report.problem
    assert states_of(database, company_id) == {}
    assert run(database, service, clock, force=True).counts.read == 1


def test_an_index_that_fails_ends_the_run_with_the_reason(database, service, clock, company_id):
    """And the next run asks for everything again."""
    publish(service, "a", ordinary().plain())
    service.faults = [None] + [service.forget_scrolls] * 90
    report = run(database, service, clock)
    assert report.state is RunState.FAILED
    assert report.problem.endswith(".")
    service.faults = []
    assert run(database, service, clock).counts.read == 1


def test_a_run_that_was_broken_off_goes_on_with_what_waits(
    database, service, clock, company_id, monkeypatch
):
    """Filings are kept as they come; those not yet read are read by the next run."""
    publish(service, "a", ordinary().plain())
    broken = service.fetcher()

    def killed(_url):
        raise KeyboardInterrupt

    monkeypatch.setattr(broken, "fetch", killed)
    monkeypatch.setattr(service, "fetcher", lambda: broken)
    with pytest.raises(KeyboardInterrupt):
        run(database, service, clock)
    assert states_of(database, company_id) == {"a": FilingState.NEW}
    monkeypatch.undo()
    report = run(database, service, clock)
    assert (report.counts.new, report.counts.read) == (0, 1)


def test_two_runs_at_once_are_refused(database, service, clock):
    """The second says who is running."""
    with database.writing() as work:
        leases.take(work, "guide import reports", "en anden", clock.now(), lambda _owner: True)
        work.commit()
    with pytest.raises(LeaseHeldError, match="en anden"):
        run(database, service, clock)


def test_a_report_stands_beside_the_seed_until_they_are_known_to_be_the_same(guide, service):
    """On the whole seed, where a label is no date."""
    with guide.database.reading() as work:
        found = companies.find_by_cvr(work, "78834412")
        before = len(series(reports.sets_of(work, [found.id])[found.id], Scope.PARENT))
    publish(service, "a", ordinary(cvr="78834412").plain(), "78834412")
    run(guide.database, service, guide.clock)
    years = figures_of(guide.database, found.id)
    assert {year.filed.origin.value for year in years} >= {"seed", "report"}
    assert len(years) == before + 2


def test_two_short_years_with_one_label_are_both_kept(database, service, clock, company_id):
    """A changed year may begin and end in the year of the one before."""
    spring = Period(start=date(2024, 1, 1), end=date(2024, 6, 30))
    autumn = Period(start=date(2024, 7, 1), end=date(2024, 12, 31))
    publish(service, "a", ordinary(period=autumn, preceding=spring).plain())
    run(database, service, clock)
    years = figures_of(database, company_id)
    assert [(year.filed.exact, year.filed.label) for year in years] == [
        (spring, "2024"),
        (autumn, "2024"),
    ]


def test_a_filing_goes_with_its_number(database, service, clock, company_id):
    """Where a number moves to another company, so do its reports."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    heir = add_company(database, "Arving A/S", OTHER_CVR)
    with database.writing() as work:
        work.session.execute(update(CompanyRow).where(CompanyRow.id == company_id).values(cvr=None))
        companies.set_cvr(work, heir, CVR)
        work.commit()
    assert run(database, service, clock).counts.read == 1
    assert len(figures_of(database, heir)) == 2
    assert states_of(database, company_id) == {}


def test_erasing_takes_the_filings_too(database, service, clock, company_id):
    """Nothing of a company's reports is left behind."""
    publish(service, "a", ordinary().plain())
    run(database, service, clock)
    with database.writing() as work:
        filings.remove_of(work, company_id)
        assert filings.of_company(work, company_id) == []
        assert company_id not in filings.asked(work)
