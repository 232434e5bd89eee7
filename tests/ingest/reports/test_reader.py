import gzip
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import (
    Absence,
    AuditorAssistance,
    ReportingClass,
    ReportKind,
    Scope,
    WarningCode,
)
from guide.domain.reports import Period, merge_split
from guide.ingest.reports import markup
from guide.ingest.reports.reader import read_report
from guide.ingest.reports.refusal import Refusal, ReportRefusedError
from tests.ingest.reports import traps
from tests.ingest.reports.invented_reports import (
    BALANCES,
    CVR,
    FLOWS,
    OTHER_CVR,
    YEAR,
    YEAR_BEFORE,
    InventedReport,
    ordinary,
)

SAMPLES = Path(__file__).parents[2] / "samples" / "xbrl"
EBIT = "fsa:ProfitLossFromOrdinaryOperatingActivities"


def read(report, form="plain", **options):
    """Read an invented report in one of its forms."""
    return read_report(getattr(report, form)(), expected_cvr=CVR, **options)


def parent(report, form="plain"):
    """The parent's figures of the year."""
    return read(report, form).figure_set(Scope.PARENT)


def codes(figures):
    """The warnings of a set as codes with their figures."""
    return [(warning.code, warning.figure) for warning in figures.warnings]


def refusal(document, **options):
    """Why this document is refused, and in which words."""
    with pytest.raises(ReportRefusedError) as caught:
        read_report(document, **options)
    return caught.value.refusal, str(caught.value)


both = pytest.mark.parametrize("form", ["plain", "inline"])


def test_the_sample_of_class_b_is_read_whole():
    """Revenue not published, the exact duplicate, equity and not share capital, last year."""
    report = read_report((SAMPLES / "sample_b.xml").read_bytes(), expected_cvr="98000003")
    assert (report.period, report.preceding) == (YEAR, YEAR_BEFORE)
    assert report.reporting_class is ReportingClass.B
    assert report.kind is ReportKind.ANNUAL
    assert report.approved_on == date(2025, 5, 20)
    now = report.figure_set(Scope.PARENT)
    assert now.value(KeyFigure.REVENUE) is Absence.NOT_PUBLISHED
    assert now.number(KeyFigure.GROSS_PROFIT) == 8_450_123
    assert now.number(KeyFigure.EQUITY) == 2_310_000
    assert now.number(KeyFigure.EMPLOYEES) == 12
    before = report.figure_set(Scope.PARENT, comparative=True)
    assert before.number(KeyFigure.RESULT) == -250_000
    assert before.value(KeyFigure.REVENUE) is Absence.UNKNOWN
    assert report.figure_set(Scope.GROUP) is None


def test_the_inline_sample_is_read_whole():
    """Thousands, a loss by sign, a dash for zero, and a number that goes on after a page note."""
    report = read_report((SAMPLES / "sample_c.xhtml").read_bytes(), expected_cvr="98000011")
    group, own = report.figure_set(Scope.GROUP), report.figure_set(Scope.PARENT)
    assert group.number(KeyFigure.REVENUE) == 1_234_567_000
    assert group.number(KeyFigure.RESULT) == -4_321_000
    assert own.number(KeyFigure.REVENUE) == 98_700_000
    assert own.number(KeyFigure.RESULT) == 0


@both
def test_an_ordinary_report_gives_the_twelve_figures(form):
    """All of them, with currency, exact period and label."""
    figures = parent(ordinary(), form)
    balance = {name: value for name, value in BALANCES.items() if name != "LiabilitiesAndEquity"}
    assert sorted(figures.figures.values()) == sorted([*FLOWS.values(), *balance.values(), 82])
    assert (figures.currency, figures.exact, figures.label) == ("DKK", YEAR, "2024")
    assert figures.warnings == ()
    assert figures.origin.value == "report"


@both
def test_master_data_are_read(form):
    """Name, kind, class, auditor, firm, dates and the taxonomy's version."""
    report = ordinary()
    report.text("fsa:ClassOfReportingEntity", "Regnskabsklasse C, mellemstor virksomhed")
    report.text("cmn:TypeOfAuditorAssistance", "Revisionspåtegning")
    report.text("cmn:NameOfAuditFirm", "Opfundet Revision P/S")
    report.text("cmn:IdentificationNumberCvrOfAuditFirm", "98 00 00 11")
    report.text("gsd:DateOfGeneralMeeting", "2025-05-21")
    report.text("sob:DateOfApprovalOfAnnualReport", "2025-05-20")
    found = read(report, form)
    assert found.company_name == "Opfundet Æblesoftware ApS"
    assert found.kind is ReportKind.ANNUAL
    assert found.reporting_class is ReportingClass.C_MEDIUM
    assert found.auditor is AuditorAssistance.AUDIT
    assert (found.audit_firm, found.audit_firm_cvr) == ("Opfundet Revision P/S", "98000011")
    assert found.general_meeting_on == date(2025, 5, 21)
    assert found.approved_on == date(2025, 5, 20)
    assert found.taxonomy == "entryAll20241001.xsd"


@both
def test_english_reports_are_read_alike(form):
    """The closed vocabularies are known in both languages."""
    found = read(traps.english(), form)
    assert found.kind is ReportKind.ANNUAL
    assert found.reporting_class is ReportingClass.C_MEDIUM
    assert found.auditor is AuditorAssistance.EXTENDED_REVIEW


@both
def test_group_and_parent_stand_beside_each_other(form):
    """Each with its own figures; what the group does not state is not borrowed."""
    report = read(traps.group_beside_parent(), form)
    group = report.figure_set(Scope.GROUP)
    assert group.number(KeyFigure.REVENUE) == 987_654_321
    assert group.value(KeyFigure.EBIT) is Absence.NOT_PUBLISHED
    assert report.figure_set(Scope.PARENT).number(KeyFigure.REVENUE) == FLOWS["Revenue"]


@both
@pytest.mark.parametrize(
    ("trap", "figure", "value"),
    [
        (traps.small_company, KeyFigure.REVENUE, Absence.NOT_PUBLISHED),
        (traps.explicit_solo, KeyFigure.REVENUE, 77_000_000),
        (traps.equity_by_class, KeyFigure.EQUITY, BALANCES["Equity"]),
        (traps.typed_breakdown, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.other_rendering, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.as_reported, KeyFigure.REVENUE, 66),
        (traps.duplicates_by_decimals, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.duplicates_exact, KeyFigure.RESULT, 8_765_432),
        (traps.duplicates_alike, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.no_decimals, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.longest_context_is_not_the_year, KeyFigure.REVENUE, FLOWS["Revenue"]),
        (traps.gross_by_function, KeyFigure.GROSS_PROFIT, 55_000_000),
        (traps.nil_revenue, KeyFigure.REVENUE, Absence.NOT_PUBLISHED),
        (traps.nil_employees, KeyFigure.EMPLOYEES, Absence.NOT_PUBLISHED),
        (traps.half_an_employee, KeyFigure.EMPLOYEES, Decimal("12.5")),
        (traps.dormant, KeyFigure.REVENUE, 0),
        (traps.dormant, KeyFigure.EMPLOYEES, 0),
        (traps.in_thousands, KeyFigure.RESULT, -4_321_000),
        (traps.with_ore, KeyFigure.RESULT, 1_234),
        (traps.with_ore, KeyFigure.ASSETS, 100_000),
        (traps.at_midnight, KeyFigure.ASSETS, BALANCES["Assets"]),
        (traps.arbitrary_prefixes, KeyFigure.REVENUE, FLOWS["Revenue"]),
    ],
)
def test_each_trap_gives_the_right_figure(form, trap, figure, value):
    """The value that an accountant would read from the page."""
    assert parent(trap(), form).value(figure) == value


@both
def test_two_values_of_one_exactness_are_none_and_a_warning(form):
    """Nobody knows which is right, and it is not said that nothing was published."""
    figures = parent(traps.duplicates_that_differ(), form)
    assert figures.value(KeyFigure.RESULT) is Absence.UNKNOWN
    assert codes(figures) == [(WarningCode.CONTRADICTORY, KeyFigure.RESULT)]


@both
@pytest.mark.parametrize(
    ("trap", "expected"),
    [
        (traps.staff_cost_with_minus, [(WarningCode.COST_NEGATIVE, KeyFigure.STAFF_COST)]),
        (traps.gross_twice, [(WarningCode.GROSS_TWICE, KeyFigure.GROSS_PROFIT)]),
        (traps.nil_employees, [(WarningCode.EMPLOYEES_EXPECTED, None)]),
        (traps.thousands_forgotten, [(WarningCode.SUSPECT_UNITS, None)]),
        (
            traps.balance_that_differs,
            [(WarningCode.BALANCE_DIFFERS, None), (WarningCode.EQUITY_ABOVE_ASSETS, None)],
        ),
    ],
)
def test_what_looks_wrong_is_warned_of_and_kept(form, trap, expected):
    """A warning stands beside the figure and does not remove it."""
    figures = parent(trap(), form)
    assert codes(figures) == expected
    assert figures.has_numbers


def test_a_negative_staff_cost_is_turned():
    """Costs are positive, here as by the register's rule."""
    figures = parent(traps.staff_cost_with_minus())
    assert figures.number(KeyFigure.STAFF_COST) == FLOWS["EmployeeBenefitsExpense"]


def test_an_unreadable_number_is_unknown_and_warned_of():
    """A form that nobody knows is no reason to say that nothing was published."""
    report = ordinary().changed("fsa:Revenue", shown="1.234", form="ixt:num-unit-decimal")
    figures = parent(report, "inline")
    assert figures.value(KeyFigure.REVENUE) is Absence.UNKNOWN
    assert codes(figures) == [(WarningCode.UNREADABLE, KeyFigure.REVENUE)]


@pytest.mark.parametrize("trap", [traps.comparatives_rightly_spelt, traps.comparatives_unnamed])
def test_the_year_before_is_found_by_either_spelling_or_by_its_context(trap):
    """The taxonomy's misspelling, the right spelling, and no dates at all."""
    report = read(trap())
    assert report.preceding == YEAR_BEFORE
    before = report.figure_set(Scope.PARENT, comparative=True)
    assert before.number(KeyFigure.RESULT) == 4_000_000


def test_two_possible_years_before_are_none():
    """No guess is made between a year of 12 and one of 13 months."""
    report = traps.comparatives_unnamed()
    thirteen = Period(start=date(2022, 12, 1), end=date(2023, 12, 31))
    report.figure("fsa:Revenue", 1, thirteen)
    assert read(report).preceding is None


def test_the_opening_balance_is_last_years_in_the_same_file():
    """Restated numbers stand beside the year that they explain."""
    before = read(ordinary()).figure_set(Scope.PARENT, comparative=True)
    assert before.number(KeyFigure.EQUITY) == BALANCES["Equity"] * 8 // 10
    assert before.number(KeyFigure.EMPLOYEES) is None


@pytest.mark.parametrize(
    ("trap", "months", "label"),
    [
        (traps.first_long_year, 18, "2023/24"),
        (traps.changed_year, 6, "2024"),
        (traps.split_year, 12, "2023/24"),
    ],
)
def test_years_of_every_length_keep_their_dates(trap, months, label):
    """A first year, a changed year, and a year that begins in July."""
    figures = parent(trap())
    assert (figures.months, figures.label) == (months, label)
    assert figures.number(KeyFigure.REVENUE) == FLOWS["Revenue"]


def test_a_report_in_euro_stays_in_euro():
    """The currency goes with every set."""
    assert {figures.currency for figures in read(traps.euro()).figures} == {"EUR"}


def test_of_two_currencies_the_main_one_is_read():
    """And the reader is told."""
    report = read(traps.two_currencies())
    assert report.figure_set(Scope.PARENT).number(KeyFigure.REVENUE) == FLOWS["Revenue"]
    assert [w.code for w in report.warnings] == [WarningCode.SEVERAL_CURRENCIES]


@both
def test_in_esef_the_figures_without_a_mark_are_the_groups(form):
    """The other way round from the register's own taxonomies."""
    report = read_report(getattr(traps.esef(), form)(), expected_cvr=CVR)
    assert report.period == YEAR
    assert report.figure_set(Scope.GROUP).number(KeyFigure.RESULT) == 500_000_000
    assert report.figure_set(Scope.GROUP).number(KeyFigure.SHORT_DEBT) == 1_000_000_000
    assert report.figure_set(Scope.PARENT).number(KeyFigure.RESULT) == 450_000_000
    assert [w.code for w in report.warnings] == [WarningCode.COMPANY_UNCHECKED]


@both
def test_ifrs_by_the_registers_own_mark_is_the_parents_without_it(form):
    """Where the group is marked, the default cannot be the group."""
    report = read(traps.ifrs_before_esef(), form)
    assert report.figure_set(Scope.PARENT).number(KeyFigure.REVENUE) == 900
    assert report.figure_set(Scope.GROUP).number(KeyFigure.REVENUE) == 4_000


def test_a_stub_says_nothing_of_what_is_published():
    """Its figures stand in the other half of the filing."""
    report = read(traps.stub_without_figures())
    figures = report.figure_set(Scope.PARENT)
    assert figures.number(KeyFigure.EMPLOYEES) == 40
    assert figures.value(KeyFigure.REVENUE) is Absence.UNKNOWN
    assert [w.code for w in report.warnings] == [WarningCode.NO_FIGURES]


def test_the_two_halves_of_a_filing_become_one_report():
    """Number and name from the stub, figures from ESEF."""
    stub = read(traps.stub_without_figures())
    merged = merge_split(stub, read_report(traps.esef().plain(), expected_cvr=CVR))
    assert (merged.cvr, merged.company_name) == (CVR, "Opfundet Æblesoftware ApS")
    assert merged.warnings == ()
    assert merged.figure_set(Scope.GROUP).number(KeyFigure.REVENUE) == 9_000_000_000
    assert merged.figure_set(Scope.PARENT).number(KeyFigure.EMPLOYEES) == 40
    assert merged.figure_set(Scope.GROUP).number(KeyFigure.EMPLOYEES) is None


@pytest.mark.parametrize("name", traps.INLINE_TRAPS)
def test_every_trap_of_pages_is_read_without_a_warning(name):
    """Forms, scales, signs, notes, old registries and other targets."""
    figures = read_report(traps.INLINE_TRAPS[name](), expected_cvr=CVR).figure_set(Scope.PARENT)
    expected = {
        "dot_decimal": 1_234_568, "spaced_thousands": 1_234_567, "dash_for_zero": 0,
        "loss_with_sign": -4_321_000, "in_millions_with_decimals": 1_234_500_000,
        "no_form": 1_234_567, "number_among_tags": 1_234_567, "number_in_number": 7_000_000,
    }  # fmt: skip
    assert figures.number(KeyFigure.REVENUE) == expected.get(name, FLOWS["Revenue"])
    assert figures.warnings == ()


@both
@pytest.mark.parametrize("encoding", traps.ENCODINGS)
def test_every_encoding_is_read(form, encoding):
    """The name with its Danish letters comes out right."""
    document = getattr(ordinary(), form)(encoding)
    for data in (document, gzip.compress(document)):
        assert read_report(data).company_name == "Opfundet Æblesoftware ApS"


def test_a_document_of_another_company_is_refused():
    """The reason names both numbers."""
    why, words = refusal(ordinary(cvr=OTHER_CVR).plain(), expected_cvr=CVR)
    assert why is Refusal.WRONG_COMPANY
    assert words == "Dokumentet hører til CVR 98000011, ikke til 98000003."


@pytest.mark.parametrize("expected", [CVR, None])
def test_a_document_that_names_two_companies_is_refused(expected):
    """The contexts and the master data must agree."""
    report = ordinary(identifier=OTHER_CVR)
    assert refusal(report.inline(), expected_cvr=expected)[0] is Refusal.WRONG_COMPANY


def test_the_number_is_taken_from_the_document_when_none_is_expected():
    """A file by hand needs no index."""
    report = read_report(ordinary(scheme="http://www.dcca.dk/glregnr", identifier="A1").plain())
    assert report.cvr == CVR


def test_the_documents_dates_go_before_those_of_the_index():
    """And the difference is told."""
    index = Period(start=date(2024, 1, 1), end=date(2024, 6, 30))
    report = read(ordinary(), expected_period=index)
    assert report.period == YEAR
    assert [w.code for w in report.warnings] == [WarningCode.PERIOD_DIFFERS]


def undated(*periods):
    """A report without dates of its own, with a result for each period."""
    report = InventedReport()
    for period in periods:
        report.figure("fsa:ProfitLoss", 1, period)
    return report.plain()


def test_without_dates_the_period_of_the_index_is_taken():
    """If the document has figures for it."""
    report = read_report(undated(YEAR, YEAR_BEFORE), expected_period=YEAR_BEFORE)
    assert report.period == YEAR_BEFORE


def test_without_dates_the_only_latest_period_is_taken():
    """The year that all flows share."""
    assert read_report(undated(YEAR, YEAR_BEFORE)).period == YEAR


@pytest.mark.parametrize(
    "document",
    [undated(), undated(YEAR, Period(start=date(2023, 1, 1), end=date(2024, 12, 31)))],
)
def test_without_dates_a_doubtful_period_is_refused(document):
    """Never the longest context."""
    assert refusal(document)[0] is Refusal.NO_PERIOD


def test_two_periods_are_refused():
    """A document for two years is none."""
    report = ordinary().text("gsd:ReportingPeriodEndDate", "2025-12-31")
    assert refusal(report.plain())[0] is Refusal.TWO_PERIODS


def test_an_interim_report_is_marked_as_no_annual_report():
    """It is read, and told apart."""
    report = ordinary().changed("gsd:InformationOnTypeOfSubmittedReport", value="Halvårsrapport")
    found = read(report)
    assert found.kind is ReportKind.HALF_YEAR
    assert [w.code for w in found.warnings] == [WarningCode.NOT_ANNUAL]


def test_plain_xbrl_has_a_lower_ceiling_than_pages(monkeypatch):
    """Plain files hold no pictures."""
    monkeypatch.setattr(markup, "MAX_PLAIN_BYTES", 1000)
    assert refusal(ordinary().plain())[0] is Refusal.TOO_LARGE
    assert read(ordinary(), "inline").period == YEAR


def test_a_page_without_marks_is_refused():
    """It may speak of XBRL and hold none."""
    assert refusal(b"<html>xbrl</html>")[0] is Refusal.NOT_XBRL


def damaged(report, old, new):
    """A plain report with something in it replaced."""
    document = report.plain()
    assert old in document
    return document.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<instant>2024-12-31</instant>", b"<instant>i fjor</instant>"),
        (b"<instant>2024-12-31</instant>", b"<forever/>"),
        (b"<period><instant>2024-12-31</instant></period>", b""),
        (b"iso4217:DKK", b"DKK"),
        (b"<measure>iso4217:DKK</measure>", b"<divide/>"),
    ],
)
def test_contexts_and_units_that_say_nothing_take_their_figures_with_them(old, new):
    """A balance without a day, and an amount without a currency, are no figures."""
    report = read_report(damaged(ordinary(), old, new))
    figures = report.figure_set(Scope.PARENT)
    assert figures is None or figures.number(KeyFigure.ASSETS) is None


@pytest.mark.parametrize(
    ("concept", "figure"),
    [("fsa:Revenue", KeyFigure.REVENUE), ("fsa:AverageNumberOfEmployees", KeyFigure.EMPLOYEES)],
)
def test_a_number_beyond_all_measure_is_unreadable(concept, figure):
    """More kroner than there are, and more people than live in Denmark."""
    figures = parent(ordinary().changed(concept, value="9" * 17))
    assert figures.value(figure) is Absence.UNKNOWN
    assert (WarningCode.UNREADABLE, figure) in codes(figures)


def test_what_is_unknown_is_not_in_the_set():
    """A set says what is known and what is not published, and is silent of the rest."""
    figures = parent(traps.duplicates_that_differ())
    assert KeyFigure.RESULT not in figures.figures
    assert Absence.UNKNOWN not in figures.figures.values()


def test_an_amount_without_a_currency_is_warned_of():
    """It is unknown, and it is not said that nothing was published."""
    document = damaged(ordinary(), b'unitRef="u-DKK" decimals="0">123456789', b">123456789")
    figures = read_report(document).figure_set(Scope.PARENT)
    assert figures.value(KeyFigure.REVENUE) is Absence.UNKNOWN
    assert codes(figures) == [(WarningCode.UNREADABLE, KeyFigure.REVENUE)]


def test_a_fact_without_a_context_is_no_fact():
    """A reference that leads nowhere is passed over."""
    report = read_report(ordinary().plain().replace(b'contextRef="c0"', b'contextRef="x"', 1))
    assert report.period == YEAR


def test_a_circle_of_continuations_ends():
    """Pieces that point at each other are read once."""
    report = ordinary().without("gsd:NameOfReportingEntity")
    report.pages.append(
        '<p><ix:nonNumeric name="gsd:NameOfReportingEntity" contextRef="c0" continuedAt="a">Op'
        '</ix:nonNumeric><ix:continuation id="a" continuedAt="b">fun</ix:continuation>'
        '<ix:continuation id="b" continuedAt="a">det</ix:continuation></p>'
    )
    assert read(report, "inline").company_name == "Opfundet"


def test_a_continuation_that_is_missing_ends_the_text():
    """What is there is read."""
    report = ordinary().without("gsd:NameOfReportingEntity")
    report.pages.append(
        '<p><ix:nonNumeric name="gsd:NameOfReportingEntity" contextRef="c0" continuedAt="a">Op'
        "</ix:nonNumeric></p>"
    )
    assert read(report, "inline").company_name == "Op"


def test_a_breakdowns_dates_are_not_the_reports():
    """A date with a dimension belongs to something else."""
    report = ordinary()
    dated = report.marks[-1]
    report.marks.append(
        replace(dated, concept="gsd:ReportingPeriodEndDate", value="2020-12-31", unit=None,
                decimals=None, dimensions=traps.OTHER_RENDERING)
    )  # fmt: skip
    assert read(report).period == YEAR
