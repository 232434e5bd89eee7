from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from guide.domain.key_figures import KeyFigure
from guide.domain.money import Money
from guide.domain.report_terms import Absence, ReportWarning, Scope, WarningCode
from guide.domain.reports import AnnualReport, FigureSet, Period, as_filed, label_year, merge_split
from tests.domain.invented import calendar_year, figure_set

CVR = "98000003"


def a_report(**changes):
    """A report on 2025 of an invented company."""
    report = AnnualReport(cvr=CVR, period=calendar_year(2025))
    return replace(report, **changes)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ((2024, 1, 1), (2024, 12, 31), 12),
        ((2023, 7, 1), (2024, 6, 30), 12),
        ((2023, 5, 1), (2024, 4, 28), 12),
        ((2023, 4, 26), (2024, 4, 30), 12),
        ((2023, 1, 15), (2023, 12, 31), 11),
        ((2022, 12, 16), (2023, 12, 31), 13),
        ((2022, 10, 1), (2023, 6, 30), 9),
        ((2022, 7, 1), (2023, 12, 31), 18),
        ((2024, 12, 20), (2024, 12, 31), 0),
    ],
)
def test_twelve_months_are_kept_for_full_years(start, end, months):
    """A year of 52 or 53 weeks is full; a few weeks more or less are not twelve months."""
    assert Period(start=date(*start), end=date(*end)).months == months


def test_a_period_cannot_end_before_it_begins():
    """Dates the wrong way round are refused."""
    with pytest.raises(ValueError, match="slutter"):
        Period(start=date(2024, 1, 2), end=date(2024, 1, 1))


def test_a_period_follows_the_one_that_ends_the_day_before():
    """Neighbouring years meet at midnight, and the opening balance is the day before."""
    this, last = calendar_year(2024), calendar_year(2023)
    assert this.follows(last)
    assert not last.follows(this)
    assert this.opening == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("period", "label"),
    [(calendar_year(2024), "2024"),
     (Period(start=date(2023, 7, 1), end=date(2024, 6, 30)), "2023/24")],
)  # fmt: skip
def test_a_period_is_labelled_as_people_write_it(period, label):
    """One year, or two with a stroke."""
    assert period.label == label


@pytest.mark.parametrize(
    ("label", "year"),
    [("2023", 2023), ("2022/23", 2023), ("2022/2023", 2023), ("1999/00", 2000),
     ("FY23", None), ("", None), ("2022/x", None), ("²022", None)],
)  # fmt: skip
def test_a_label_orders_years_and_is_no_date(label, year):
    """The last year that a label names, where it names one."""
    assert label_year(label) == year
    assert FigureSet(scope=Scope.PARENT, currency="DKK", label=label).year == year


def test_value_not_published_and_unknown_are_three_things():
    """Nothing becomes 0, and what a source does not mention is unknown."""
    figures = figure_set(revenue=Absence.NOT_PUBLISHED, ebit=0)
    assert figures.value(KeyFigure.REVENUE) is Absence.NOT_PUBLISHED
    assert figures.value(KeyFigure.EBIT) == 0
    assert figures.value(KeyFigure.EQUITY) is Absence.UNKNOWN
    assert figures.number(KeyFigure.REVENUE) is None
    assert figures.money(KeyFigure.EQUITY) is None


def test_an_amount_carries_its_currency():
    """Euro stay euro."""
    figures = figure_set(currency="EUR", ebit=5)
    assert figures.money(KeyFigure.EBIT) == Money(amount=5, currency="EUR")


def test_employees_are_people_and_not_money():
    """A head count may have decimals and never a currency."""
    figures = figure_set(employees=Decimal("12.5"))
    assert figures.number(KeyFigure.EMPLOYEES) == Decimal("12.5")
    with pytest.raises(ValueError, match="ikke et beløb"):
        figures.money(KeyFigure.EMPLOYEES)


def test_the_length_of_a_year_is_exact_or_stated_or_unknown():
    """Dates go before words, and silence is not twelve months."""
    assert figure_set(2024, months=9).months == 12
    assert figure_set(2024, dated=False, months=9).months == 9
    assert figure_set(2024, dated=False).months is None


def test_figures_cannot_be_changed_in_place():
    """What was published stands."""
    with pytest.raises(FrozenInstanceError):
        figure_set().label = "2030"


def test_filing_stamps_every_set():
    """Where, when and whether it corrects belong to the year's and last year's figures alike."""
    report = a_report(figures=(figure_set(2025), figure_set(2024, comparative=True)))
    when = datetime(2026, 5, 1, tzinfo=UTC)
    filed = as_filed(report, source="rapport.xml", published_at=when, corrected=True)
    assert {(s.source, s.published_at, s.corrected) for s in filed.figures} == {
        ("rapport.xml", when, True)
    }


def test_a_split_filing_is_read_as_one():
    """Master data from the first document, figures from the second, each in its own scope."""
    stub = a_report(
        company_name="Opfundet A/S",
        figures=(FigureSet(scope=Scope.PARENT, currency="", label="2025",
                           figures={KeyFigure.EMPLOYEES: 40}),),
        warnings=(ReportWarning(code=WarningCode.NO_FIGURES),),
    )  # fmt: skip
    esef = a_report(
        cvr="",
        preceding=calendar_year(2024),
        figures=(figure_set(2025, scope=Scope.GROUP, revenue=900, ebit=90),),
        warnings=(ReportWarning(code=WarningCode.COMPANY_UNCHECKED),),
    )
    merged = merge_split(stub, esef)
    assert merged.company_name == "Opfundet A/S"
    assert merged.preceding == calendar_year(2024)
    assert merged.warnings == ()
    group, parent = merged.figure_set(Scope.GROUP), merged.figure_set(Scope.PARENT)
    assert group.number(KeyFigure.REVENUE) == 900
    assert group.number(KeyFigure.EMPLOYEES) is None
    assert parent.number(KeyFigure.EMPLOYEES) == 40


def test_the_second_half_wins_and_the_first_fills():
    """A number that only the master states is kept beside the figures of the other."""
    stub = a_report(figures=(figure_set(2025, employees=40, ebit=1),))
    esef = a_report(figures=(figure_set(2025, employees=Absence.NOT_PUBLISHED, ebit=2),))
    merged = merge_split(stub, esef).figure_set(Scope.PARENT)
    assert merged.number(KeyFigure.EMPLOYEES) == 40
    assert merged.number(KeyFigure.EBIT) == 2


def test_amounts_of_another_currency_do_not_fill():
    """Only the head count crosses from a half in kroner to a half in euro."""
    stub = a_report(figures=(figure_set(2025, employees=40, revenue=7),))
    esef = a_report(figures=(figure_set(2025, currency="EUR", ebit=2),))
    merged = merge_split(stub, esef).figure_set(Scope.PARENT)
    assert merged.number(KeyFigure.EMPLOYEES) == 40
    assert merged.number(KeyFigure.EBIT) == 2
    assert merged.currency == "EUR"
    assert merged.number(KeyFigure.REVENUE) is None


def test_halves_of_two_companies_are_not_joined():
    """A figure never lands under another number."""
    with pytest.raises(ValueError, match="98000011"):
        merge_split(a_report(), a_report(cvr="98000011"))


def test_a_report_without_numbers_has_no_figures():
    """A document that only says what it leaves out brings nothing."""
    silent = a_report(figures=(figure_set(2025, revenue=Absence.NOT_PUBLISHED),))
    assert not silent.has_figures
    assert a_report(figures=(figure_set(2025, ebit=0),)).has_figures
    assert silent.figure_set(Scope.GROUP) is None
