"""Our reader and Arelle read the same."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Absence, WarningCode
from guide.ingest.reports.concepts import FIGURES, Family
from guide.ingest.reports.facts import EXACT, UNSTATED
from guide.ingest.reports.reader import read_instance, read_report
from tests.ingest.reports.arelle_oracle import Oracle, oracle_figures, taxonomy_of
from tests.ingest.reports.invented_reports import ENTRY, IFRS, NAMESPACES, OLD_IFRS, STUB_ENTRY
from tests.ingest.reports.traps import all_documents

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]

SAMPLES = Path(__file__).parents[2] / "samples" / "xbrl"
SAMPLE_ENTRIES = {
    "http://archprod.service.eogs.dk/taxonomy/20241001/entryDanishGAAPBalanceSheetAccountFormIncome"
    "StatementByNatureIncludingManagementsReviewStatisticsAndTax20241001.xsd",
    "http://archprod.service.eogs.dk/taxonomy/20251001/entryAll20251001.xsd",
}
DOCUMENTS = all_documents() | {
    path.name: path.read_bytes() for path in sorted(SAMPLES.glob("sample_*"))
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory):
    """Arelle with a taxonomy for every entry that the documents name."""
    folder = tmp_path_factory.mktemp("arelle")
    oracle = Oracle(folder, taxonomy_of(), {ENTRY, STUB_ENTRY, *SAMPLE_ENTRIES})
    yield oracle
    oracle.close()


def test_there_are_at_least_thirty_documents():
    """The samples, and every trap in both forms."""
    assert {"sample_b.xml", "sample_c.xhtml"} <= set(DOCUMENTS)
    assert len(DOCUMENTS) >= 30


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_figure_is_the_one_that_arelle_reads(oracle, name):
    """The same value for each figure, of both scopes and of both years, and no figure more."""
    report = read_report(DOCUMENTS[name])
    facts = oracle.read(name, DOCUMENTS[name])
    for figures in report.figures:
        expected = oracle_figures(facts, figures.exact, figures.currency)
        negated = {w.figure for w in figures.warnings if w.code is WarningCode.COST_NEGATIVE}
        for figure in KeyFigure:
            theirs = expected.get((figures.scope.value, figure.value))
            ours = figures.value(figure)
            if isinstance(ours, Absence):
                assert theirs is None, figure
            else:
                assert ours == abs(theirs) if figure in negated else ours == whole(theirs, figure)
    scopes = {figures.scope.value for figures in report.figures if not figures.comparative}
    currency = next((f.currency for f in report.figures), "")
    assert {scope for scope, _ in oracle_figures(facts, report.period, currency)} == scopes


def whole(value, figure):
    """Amounts are kept in whole units."""
    return value if figure is KeyFigure.EMPLOYEES else value.quantize(Decimal(1))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_fact_is_the_one_that_arelle_reads(oracle, name):
    """Concept, time, unit, exactness and value of all facts that the guide knows."""
    known = {
        (uri, name)
        for family, name in FIGURES
        for uri in ((IFRS, OLD_IFRS) if family is Family.IFRS else (NAMESPACES[family.value],))
    }
    breakdowns = ("ClassesOfEquityDimension", "RelatedPartyTypedDimension")
    theirs = Counter(
        (fact.name, fact.when, fact.unit.replace("pure", ""), fact.decimals, fact.value)
        for fact in oracle.read(name, DOCUMENTS[name])
        if (fact.namespace, fact.name) in known
        and not any(
            axis in breakdowns or member == "OtherRenderingOfReportedValueMember"
            for axis, member in fact.dimensions
        )
    )
    ours = Counter(
        (
            fact.concept,
            fact.context.period or fact.context.instant,
            fact.currency,
            {EXACT: "INF", UNSTATED: None}.get(fact.decimals, str(fact.decimals)),
            fact.value,
        )
        for fact in read_instance(DOCUMENTS[name]).facts
    )
    assert ours == theirs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_period_and_the_number_are_the_ones_that_arelle_reads(oracle, name):
    """The dates and the company number, also where they are written as people write them."""
    report = read_report(DOCUMENTS[name])
    stated = {
        fact.name: fact.value
        for fact in oracle.read(name, DOCUMENTS[name])
        if fact.namespace == NAMESPACES["gsd"]
    }
    if not stated:
        return
    assert stated["ReportingPeriodStartDate"] == report.period.start.isoformat()
    assert stated["ReportingPeriodEndDate"] == report.period.end.isoformat()
    assert stated["IdentificationNumberCvrOfReportingEntity"] == report.cvr
