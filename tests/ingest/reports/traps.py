"""Every trap of Danish reports as an invented report, in plain and in inline XBRL."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from guide.domain.reports import Period
from tests.ingest.reports.invented_reports import (
    AS_REPORTED,
    GROUP,
    INLINE_2008,
    OLD_IFRS,
    OTHER_RENDERING,
    SEPARATE,
    SHARE_CAPITAL,
    SOLO,
    STUB_ENTRY,
    TYPED,
    InventedReport,
    ordinary,
)

_NUMBER = "gsd:IdentificationNumberCvrOfReportingEntity"
_LONG_YEAR = Period(start=date(2023, 7, 1), end=date(2024, 12, 31))
_SHORT_YEAR = Period(start=date(2024, 1, 1), end=date(2024, 6, 30))
_SUMMER = Period(start=date(2023, 7, 1), end=date(2024, 6, 30))
_SUMMER_BEFORE = Period(start=date(2022, 7, 1), end=date(2023, 6, 30))
_FIVE_YEARS = Period(start=date(2020, 1, 1), end=date(2024, 12, 31))


def small_company() -> InventedReport:
    """Class B: revenue merged into gross profit and so not published."""
    return ordinary().without("fsa:Revenue")


def group_beside_parent() -> InventedReport:
    """Group figures by dimension, the parent's without."""
    report = ordinary()
    report.figure("fsa:Revenue", 987_654_321, dimensions=GROUP)
    report.figure("fsa:ProfitLoss", -4_321_000, dimensions=GROUP)
    return report.balance("fsa:Equity", 90_000_000, dimensions=GROUP)


def explicit_solo() -> InventedReport:
    """The parent's figures with their default member written out."""
    return ordinary().without("fsa:Revenue").figure("fsa:Revenue", 77_000_000, dimensions=SOLO)


def equity_by_class() -> InventedReport:
    """Share capital tagged as equity with a dimension: the commonest mistake of readers."""
    return ordinary().balance("fsa:Equity", 40_000, dimensions=SHARE_CAPITAL)


def typed_breakdown() -> InventedReport:
    """A typed member is a breakdown too."""
    return ordinary().figure("fsa:Revenue", 1_000, dimensions=TYPED)


def group_breakdown() -> InventedReport:
    """A breakdown of the group's figure is not the group's figure."""
    return ordinary().figure("fsa:Revenue", 5, dimensions=GROUP + SHARE_CAPITAL)


def other_rendering() -> InventedReport:
    """A second rendering of a value is not the value."""
    return ordinary().figure("fsa:Revenue", 123_457, dimensions=OTHER_RENDERING)


def as_reported() -> InventedReport:
    """The default rendering written out is the value."""
    return ordinary().without("fsa:Revenue").figure("fsa:Revenue", 66, dimensions=AS_REPORTED)


def duplicates_by_decimals() -> InventedReport:
    """The same figure in thousands in the text and to the krone in the statement."""
    return ordinary().figure("fsa:Revenue", 123_457_000, decimals="-3")


def duplicates_exact() -> InventedReport:
    """INF is more exact than any number of decimals."""
    return ordinary().figure("fsa:ProfitLoss", Decimal("8765432.25"), decimals="INF")


def duplicates_alike() -> InventedReport:
    """The same value twice is one value."""
    return ordinary().figure("fsa:Revenue", 123_456_789)


def duplicates_that_differ() -> InventedReport:
    """Two values of one exactness: neither is right."""
    return ordinary().figure("fsa:ProfitLoss", 8_765_433)


def no_decimals() -> InventedReport:
    """A number that does not say how exact it is gives way to one that does."""
    return ordinary().figure("fsa:Revenue", 5, decimals=None)


def _brief(report: InventedReport) -> InventedReport:
    report.figure("fsa:ProfitLoss", 5_000_000).figure("fsa:ProfitLoss", 4_000_000, report.preceding)
    return report.balance("fsa:Assets", 9_000_000)


def comparatives_rightly_spelt() -> InventedReport:
    """The taxonomy misspells the end of the preceding period; some files do not."""
    return _brief(InventedReport().dated(misspelt=False))


def comparatives_unnamed() -> InventedReport:
    """The year before is told by its context alone."""
    return _brief(InventedReport().dated(name_preceding=False))


def longest_context_is_not_the_year() -> InventedReport:
    """A period of five years stands in the same file."""
    return ordinary().figure("fsa:Revenue", 600_000_000, _FIVE_YEARS)


def first_long_year() -> InventedReport:
    """A first year of eighteen months, without comparatives."""
    return ordinary(period=_LONG_YEAR, preceding=None)


def changed_year() -> InventedReport:
    """A changed fiscal year of six months after one of twelve."""
    return ordinary(period=_SHORT_YEAR)


def split_year() -> InventedReport:
    """A fiscal year from July to June."""
    return ordinary(period=_SUMMER, preceding=_SUMMER_BEFORE)


def euro() -> InventedReport:
    """A report in euro."""
    report = ordinary()
    report.marks[:] = [replace(m, unit="EUR") if m.unit == "DKK" else m for m in report.marks]
    return report


def two_currencies() -> InventedReport:
    """Kroner, and the revenue in euro as well."""
    return ordinary().figure("fsa:Revenue", 16_500_000, unit="EUR")


def staff_cost_with_minus() -> InventedReport:
    """Costs are positive by the rule; some files have them negative."""
    return ordinary().changed("fsa:EmployeeBenefitsExpense", value="-40100200")


def gross_by_function() -> InventedReport:
    """Gross result of a statement by function."""
    return ordinary().without("fsa:GrossProfitLoss").figure("fsa:GrossResult", 55_000_000)


def gross_twice() -> InventedReport:
    """Both gross figures, which differ."""
    return ordinary().figure("fsa:GrossResult", 55_000_000)


def dormant() -> InventedReport:
    """A dormant company: zero is a number."""
    report = InventedReport().dated()
    ebit = "fsa:ProfitLossFromOrdinaryOperatingActivities"
    for concept in ("fsa:Revenue", "fsa:GrossProfitLoss", ebit, "fsa:ProfitLoss"):
        report.figure(concept, 0)
    return report.balance("fsa:Assets", 50_000).balance("fsa:Equity", 50_000).employees(0)


def nil_revenue() -> InventedReport:
    """Revenue said to have no value."""
    return ordinary().changed("fsa:Revenue", value=None, decimals=None)


def nil_employees() -> InventedReport:
    """The head count left empty."""
    return ordinary().without("fsa:AverageNumberOfEmployees").employees(None)


def half_an_employee() -> InventedReport:
    """A head count with decimals."""
    return ordinary().without("fsa:AverageNumberOfEmployees").employees(Decimal("12.5"))


def in_thousands() -> InventedReport:
    """Everything rounded to thousands, and a loss."""
    report = InventedReport().dated()
    report.figure("fsa:Revenue", 1_234_567_000, decimals="-3")
    report.figure("fsa:ProfitLoss", -4_321_000, decimals="-3")
    return report.balance("fsa:Assets", 987_654_000, decimals="-3")


def with_ore() -> InventedReport:
    """Amounts with øre become whole kroner, halves to the even one."""
    report = InventedReport().dated()
    report.figure("fsa:ProfitLoss", Decimal("1234.50"), decimals="2")
    return report.balance("fsa:Assets", Decimal("99999.51"), decimals="2")


def at_midnight() -> InventedReport:
    """Ends written as the next day's midnight."""
    return ordinary(midnight=True)


def arbitrary_prefixes() -> InventedReport:
    """Prefixes mean nothing; namespaces do."""
    return ordinary(prefixes={"fsa": "a", "gsd": "b", "cmn": "e", "sob": "fsa"})


def esef() -> InventedReport:
    """ESEF: without a dimension the group's, SeparateMember the parent's, and a LEI for number."""
    report = InventedReport(
        scheme="http://standards.iso.org/iso/17442", identifier="529900T8BM49AURSDO55"
    )
    report.figure("ifrs-full:Revenue", 9_000_000_000)
    report.figure("ifrs-full:ProfitLossFromOperatingActivities", 700_000_000)
    report.figure("ifrs-full:ProfitLoss", 500_000_000)
    report.figure("ifrs-full:ProfitLoss", 450_000_000, dimensions=SEPARATE)
    report.balance("ifrs-full:Assets", 6_000_000_000).balance("ifrs-full:Equity", 3_000_000_000)
    report.balance("ifrs-full:Equity", 2_500_000_000, dimensions=SEPARATE)
    return report.balance("ifrs-full:CurrentLiabilities", 1_000_000_000)


def ifrs_before_esef() -> InventedReport:
    """IFRS by the register's dimension: the group is marked, so the rest is the parent's."""
    report = InventedReport(ifrs=OLD_IFRS).dated()
    report.figure("ifrs-full:Revenue", 900).figure("ifrs-full:Revenue", 4_000, dimensions=GROUP)
    report.balance("ifrs-full:Assets", 700)
    return report.balance("ifrs-full:Assets", 5_000, dimensions=GROUP)


def stub_without_figures() -> InventedReport:
    """The half of a split filing that has master data and a head count only."""
    return InventedReport(entry=STUB_ENTRY).dated().employees(40)


def balance_that_differs() -> InventedReport:
    """Assets and liabilities that are not equal, equity above assets."""
    report = ordinary().changed("fsa:LiabilitiesAndEquity", value="50000000")
    return report.changed("fsa:Equity", value="60000000")


def thousands_forgotten() -> InventedReport:
    """Amounts in thousands that nobody multiplied."""
    report = InventedReport().dated().figure("fsa:ProfitLoss", 900)
    return report.balance("fsa:Assets", 51_000).employees(82)


def english() -> InventedReport:
    """An English report."""
    report = ordinary().changed("gsd:InformationOnTypeOfSubmittedReport", value="Annual report")
    report.text("fsa:ClassOfReportingEntity", "Reporting class C, medium-size enterprise")
    return report.text("cmn:TypeOfAuditorAssistance", "Auditor's report on extended review")


TRAPS: dict[str, Callable[[], InventedReport]] = {
    trap.__name__: trap
    for trap in (
        ordinary, small_company, group_beside_parent, explicit_solo, equity_by_class,
        typed_breakdown, group_breakdown, other_rendering, as_reported, duplicates_by_decimals,
        duplicates_exact, duplicates_alike, duplicates_that_differ, no_decimals,
        comparatives_rightly_spelt, comparatives_unnamed, longest_context_is_not_the_year,
        first_long_year, changed_year, split_year, euro, two_currencies, staff_cost_with_minus,
        gross_by_function, gross_twice, dormant, nil_revenue, nil_employees, half_an_employee,
        in_thousands, with_ore, at_midnight, arbitrary_prefixes, esef, ifrs_before_esef,
        stub_without_figures, balance_that_differs, thousands_forgotten, english,
    )
}  # fmt: skip
"""The traps that both forms can hold, by name."""


def _revenue_shown(shown: str, form: str | None, **look: str) -> bytes:
    return ordinary().changed("fsa:Revenue", shown=shown, form=form, **look).inline()


def dot_decimal() -> bytes:
    """English thousands."""
    return _revenue_shown("1,234,567.5", "ixt:num-dot-decimal")


def spaced_thousands() -> bytes:
    """Thousands set apart by a no-break space."""
    return _revenue_shown("1\u00a0234\u00a0567", "ixt:num-comma-decimal")


def dash_for_zero() -> bytes:
    """A dash in the table is a zero."""
    return _revenue_shown("–", "ixt:fixed-zero", scale="3")


def loss_with_sign() -> bytes:
    """Brackets stand outside the mark; the sign is an attribute."""
    return _revenue_shown("4.321", "ixt:num-comma-decimal", scale="3", sign="-")


def in_millions_with_decimals() -> bytes:
    """1.234,5 million kroner."""
    return _revenue_shown("1.234,5", "ixt:num-comma-decimal", scale="6", decimals="-5")


def no_form() -> bytes:
    """A number without a form is written as in XML."""
    return _revenue_shown("1234567", None)


def number_among_tags() -> bytes:
    """The digits of a number may be set in several elements, with a note left out."""
    shown = "<b>1.<i>234</i></b>.567<ix:exclude> *)</ix:exclude>"
    return _revenue_shown(shown, "ixt:num-comma-decimal")


def number_in_number() -> bytes:
    """The same digits may be two facts, one inside the other."""
    inner = (
        '<ix:nonFraction name="fsa:GrossResult" contextRef="c0" unitRef="u-DKK" decimals="0" '
        'format="ixt:num-comma-decimal">7.000.000</ix:nonFraction>'
    )
    report = ordinary().without("fsa:GrossProfitLoss")
    return report.changed("fsa:Revenue", shown=inner, form="ixt:num-comma-decimal").inline()


def split_text() -> bytes:
    """A company number that breaks over two pages, with the page number left out."""
    report = ordinary().without(_NUMBER)
    report.pages.append(
        f'<p><ix:nonNumeric name="{_NUMBER}" contextRef="c0" continuedAt="next">9800'
        "<ix:exclude>side 1</ix:exclude></ix:nonNumeric></p><hr/>"
        '<p><ix:continuation id="next">0003</ix:continuation></p>'
    )
    return report.inline()


def danish_dates() -> bytes:
    """Dates as people write them."""
    report = ordinary().changed(
        "gsd:ReportingPeriodStartDate",
        value="1. januar 2024",
        form="ixt:date-day-monthname-year-da",
    )
    return report.changed(
        "gsd:ReportingPeriodEndDate", value="31.12.2024", form="ixt:date-day-month-year"
    ).inline()


def another_target() -> bytes:
    """Facts of another target document are no facts of this one."""
    return ordinary().figure("fsa:Revenue", 1, target="ESEF").inline()


INLINE_TRAPS: dict[str, Callable[[], bytes]] = {
    **{
        trap.__name__: trap
        for trap in (
            dot_decimal, spaced_thousands, dash_for_zero, loss_with_sign, no_form,
            in_millions_with_decimals, number_among_tags, number_in_number, split_text,
            danish_dates, another_target,
        )
    },
    "inline_2008": lambda: ordinary(registry="2010-04-20").inline(namespace=INLINE_2008),
    "registry_2011": lambda: ordinary(registry="2011-07-31").inline(),
    "registry_2015": lambda: ordinary(registry="2015-02-26").inline(),
    "registry_2022": lambda: ordinary(registry="2022-02-16").inline(),
}  # fmt: skip
"""The traps of pages."""

ENCODINGS = ("utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "iso-8859-15")


def all_documents() -> dict[str, bytes]:
    """Every invented report by a name that says trap and form."""
    documents = {f"{name}.xml": trap().plain() for name, trap in TRAPS.items()}
    documents |= {f"{name}.xhtml": trap().inline() for name, trap in TRAPS.items()}
    documents |= {f"{name}.xhtml": trap() for name, trap in INLINE_TRAPS.items()}
    documents |= {f"{name}.xml": ordinary().plain(name) for name in ENCODINGS}
    return documents | {f"{name}.xhtml": ordinary().inline(name) for name in ENCODINGS}
