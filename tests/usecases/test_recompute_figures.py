from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from guide.catalogue import ratios, reports
from guide.domain import ratios as formulas
from guide.domain.facts import Layer
from guide.domain.key_figures import KeyFigure
from guide.domain.ratio_changes import Cause, told
from guide.domain.ratios import FORMULA_VERSION, Ratio, RatioResult
from guide.domain.report_terms import Absence, Scope
from guide.usecases.recompute_figures import recompute_figures
from tests.conftest import NOW
from tests.domain.invented import figure_set, good_year
from tests.usecases.invented_companies import add_company


@pytest.fixture
def company_id(database):
    """An invented company in an otherwise empty database."""
    return add_company(database, "Opfundet A/S", "98000003")


def keep(database, company_id, *sets, day=0):
    """Make these the company's figures, on a day after the first."""
    now = NOW + timedelta(days=day)
    with database.writing() as work:
        reports.save_sets(work, company_id, Layer.REGISTER, "prøve", sets, now)
        work.commit()


def stored(database, company_id):
    """The stored ratios by year and scope."""
    with database.reading() as work:
        return {
            (key.label, key.scope): dict(found.own)
            for key, found in ratios.of_company(work, company_id).items()
        }


def lines(report):
    """Every change in words."""
    return [change.danish() for one in report.changed for change in one.changes]


def test_the_nine_ratios_of_every_year_are_kept_with_their_version(database, company_id):
    """Value or reason, exactly."""
    keep(database, company_id, good_year(2023), good_year(2024, revenue=Absence.NOT_PUBLISHED))
    report = recompute_figures(database, NOW)
    assert (report.companies, report.count(Cause.FIRST)) == (1, 18)
    found = stored(database, company_id)
    assert set(found[("2024", "parent")]) == set(Ratio)
    solvency = found[("2023", "parent")][Ratio.SOLVENCY]
    assert (solvency.value, solvency.formula_version) == (Fraction(2, 5), FORMULA_VERSION)
    hidden = found[("2024", "parent")][Ratio.OPERATING_MARGIN]
    assert hidden.value is None
    assert hidden.reason.danish() == "omsætning ikke offentliggjort"


def test_computing_again_changes_nothing(database, company_id):
    """The second run says so."""
    keep(database, company_id, good_year(2023), good_year(2024))
    recompute_figures(database, NOW)
    again = recompute_figures(database, NOW)
    assert (again.companies, again.changed) == (1, [])


def test_new_figures_are_told_as_the_cause(database, company_id):
    """A corrected figure changes the ratios that rest on it, and those of the year after."""
    keep(database, company_id, good_year(2023), good_year(2024))
    recompute_figures(database, NOW)
    keep(database, company_id, good_year(2023, revenue=80_000_000), good_year(2024), day=1)
    report = recompute_figures(database, NOW)
    assert report.count(Cause.FIGURES) == len(lines(report))
    assert "2023 (moder), Overskudsgrad: 12,0 % → 15,0 % (tallene er ændret)" in lines(report)
    assert "2024 (moder), Vækst i omsætning: 0,0 % → 25,0 % (tallene er ændret)" in lines(report)


def test_the_ratios_of_a_new_document_are_compared_with_those_it_replaced(database, company_id):
    """A correction comes from another address, and is the same year all the same."""
    keep(database, company_id, replace(good_year(2024), source="a.xml"))
    recompute_figures(database, NOW)
    keep(database, company_id, replace(good_year(2024, equity=25_000_000), source="b.xml"), day=1)
    told_now = lines(recompute_figures(database, NOW))
    assert "2024 (moder), Soliditetsgrad: 40,0 % → 50,0 % (tallene er ændret)" in told_now


def test_a_new_formula_is_told_as_the_cause(database, company_id, monkeypatch):
    """The line names both versions."""
    keep(database, company_id, good_year(2024))
    with database.writing() as work:
        old = RatioResult(ratio=Ratio.SOLVENCY, value=Fraction(1, 2), formula_version="0")
        (key,) = ratios.of_company(work, company_id)
        ratios.save(work, company_id, {key: [old]}, NOW)
        work.commit()
    report = recompute_figures(database, NOW)
    assert report.count(Cause.FORMULA) == 1
    assert "2024 (moder), Soliditetsgrad: 50,0 % → 40,0 % (formelversion 0 → 1)" in lines(report)


def test_the_same_value_by_a_new_formula_is_kept_without_a_word(database, company_id):
    """Nothing changed for a reader, but the version is the present one."""
    keep(database, company_id, good_year(2024))
    recompute_figures(database, NOW)
    with database.writing() as work:
        (key,) = ratios.of_company(work, company_id)
        found = ratios.of_company(work, company_id)[key].own[Ratio.SOLVENCY]
        ratios.save(work, company_id, {key: [replace(found, formula_version="0")]}, NOW)
        work.commit()
    assert recompute_figures(database, NOW).changed == []
    version = stored(database, company_id)[("2024", "parent")][Ratio.SOLVENCY].formula_version
    assert version == formulas.FORMULA_VERSION


def test_parent_and_group_are_computed_each_by_itself(database, company_id):
    """Two sets of one year keep two sets of ratios."""
    keep(
        database,
        company_id,
        good_year(2024),
        replace(good_year(2024, equity=25_000_000), scope=Scope.GROUP),
    )
    recompute_figures(database, NOW)
    found = stored(database, company_id)
    assert found[("2024", "parent")][Ratio.SOLVENCY].value == Fraction(2, 5)
    assert found[("2024", "group")][Ratio.SOLVENCY].value == Fraction(1, 2)


def test_an_amount_per_head_is_told_in_the_currency_of_the_report():
    """Euro are not kroner."""
    result = RatioResult(ratio=Ratio.REVENUE_PER_EMPLOYEE, value=Fraction(1_250_000))
    assert told(result, "DKK") == "1.250.000 kr."
    assert told(result, "EUR") == "1.250.000 EUR"


def test_a_company_without_figures_is_not_counted(database, company_id):
    """There is nothing to compute."""
    assert recompute_figures(database, NOW).companies == 0


def test_unknown_figures_have_their_reason_kept(database, company_id):
    """The figure at fault is stored with the reason."""
    keep(database, company_id, figure_set(2024, ebit=1))
    recompute_figures(database, NOW)
    reason = stored(database, company_id)[("2024", "parent")][Ratio.SOLVENCY].reason
    assert reason.figure is KeyFigure.EQUITY
