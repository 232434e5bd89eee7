from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.key_figures import KeyFigure
from guide.domain.ratios import (
    FORMULA_VERSION,
    FORMULAS,
    RATIO_TERMS,
    Basis,
    Ratio,
    RatioResult,
    UntoldError,
    all_ratios,
    growth,
    return_on_assets,
    return_on_equity,
    rounded,
)
from guide.domain.reasons import Assumption, Reason, ReasonCode
from guide.domain.report_terms import Absence, Scope
from guide.domain.reports import Period
from tests.domain.invented import figure_set, good_year

LAST_YEAR = good_year(
    2023, revenue=80_000_000, ebit=8_000_000, assets=30_000_000, equity=10_000_000
)


def tell(ratio, year=None, before=LAST_YEAR, **options):
    """One ratio of a year beside the year before."""
    return FORMULAS[ratio](Basis(year=year or good_year(), before=before, **options))


@pytest.mark.parametrize(
    ("ratio", "value"),
    [
        (Ratio.OPERATING_MARGIN, Fraction(12, 100)),
        (Ratio.GROSS_MARGIN, Fraction(60, 100)),
        (Ratio.RETURN_ON_ASSETS, Fraction(12, 40)),
        (Ratio.RETURN_ON_EQUITY, Fraction(9, 15)),
        (Ratio.SOLVENCY, Fraction(20, 50)),
        (Ratio.LIQUIDITY, Fraction(30, 25)),
        (Ratio.GEARING, Fraction(30, 20)),
        (Ratio.REVENUE_PER_EMPLOYEE, Fraction(100_000_000, 80)),
        (Ratio.GROWTH, Fraction(20, 80)),
    ],
)
def test_the_formulas_are_those_of_the_reference(ratio, value):
    """Each ratio of an ordinary year, worked out by hand."""
    result = tell(ratio)
    assert (result.value, result.reason, result.assumptions) == (value, None, ())


def test_the_nine_come_in_the_order_of_print_with_their_version():
    """One result a ratio, each with the formula version that made it."""
    results = all_ratios(Basis(year=good_year(), before=LAST_YEAR))
    assert [r.ratio for r in results] == list(Ratio)
    assert {r.formula_version for r in results} == {FORMULA_VERSION}


def test_every_ratio_has_its_formula_and_its_source_in_words():
    """Nothing is shown that a reader cannot check."""
    assert list(RATIO_TERMS) == list(Ratio)
    assert all(t.danish and t.english and t.formula and t.source for t in RATIO_TERMS.values())
    assert all("(" in (formula.__doc__ or "") for formula in FORMULAS.values())


HIDDEN = {
    Ratio.OPERATING_MARGIN: ("ebit", "revenue"),
    Ratio.GROSS_MARGIN: ("gross_profit", "revenue"),
    Ratio.RETURN_ON_ASSETS: ("ebit", "assets"),
    Ratio.RETURN_ON_EQUITY: ("result", "equity"),
    Ratio.SOLVENCY: ("equity", "assets"),
    Ratio.LIQUIDITY: ("current_assets", "short_debt"),
    Ratio.GEARING: ("assets", "equity"),
    Ratio.REVENUE_PER_EMPLOYEE: ("revenue", "employees"),
    Ratio.GROWTH: ("revenue",),
}


@pytest.mark.parametrize(
    ("ratio", "figure"), [(ratio, name) for ratio, names in HIDDEN.items() for name in names]
)
@pytest.mark.parametrize(
    ("absence", "code"),
    [(Absence.NOT_PUBLISHED, ReasonCode.NOT_PUBLISHED), (Absence.UNKNOWN, ReasonCode.UNKNOWN)],
)
def test_a_ratio_that_rests_on_a_hidden_number_is_never_told(ratio, figure, absence, code):
    """The reason names the figure that is missing."""
    result = tell(ratio, good_year(**{figure: absence}))
    assert result.value is None
    assert result.reason == Reason(code=code, figure=KeyFigure(figure))


@pytest.mark.parametrize(
    ("ratio", "figure"),
    [
        (Ratio.OPERATING_MARGIN, "revenue"),
        (Ratio.GROSS_MARGIN, "revenue"),
        (Ratio.SOLVENCY, "assets"),
        (Ratio.LIQUIDITY, "short_debt"),
        (Ratio.GEARING, "equity"),
        (Ratio.REVENUE_PER_EMPLOYEE, "employees"),
        (Ratio.RETURN_ON_ASSETS, "assets"),
        (Ratio.RETURN_ON_EQUITY, "equity"),
    ],
)
@pytest.mark.parametrize("value", [0, -1])
def test_nothing_is_divided_by_zero_or_less(ratio, figure, value):
    """A denominator must be above zero; a negative equity has its own words."""
    reason = tell(ratio, good_year(**{figure: value})).reason
    negative_equity = figure == "equity" and value < 0
    code = ReasonCode.NEGATIVE_EQUITY if negative_equity else ReasonCode.NOT_POSITIVE
    assert reason == Reason(code=code, figure=KeyFigure(figure))


def test_solvency_may_be_negative():
    """Lost equity is told, not hidden."""
    assert tell(Ratio.SOLVENCY, good_year(equity=-5_000_000)).value == Fraction(-1, 10)


def test_profile_takes_average_assets_and_the_top_100_closing_ones():
    """The same EBIT over 40 or over 50 millions."""
    basis = Basis(year=good_year(), before=LAST_YEAR)
    assert return_on_assets(basis).value == Fraction(12, 40)
    assert return_on_assets(replace(basis, year_end=True)).value == Fraction(12, 50)
    assert return_on_assets(Basis(year=good_year(), year_end=True)).value == Fraction(12, 50)


def test_the_top_100_of_2017_takes_profit_before_tax():
    """The numerator can be chosen; the average equity stays."""
    basis = Basis(year=good_year(), before=LAST_YEAR)
    assert return_on_equity(basis, KeyFigure.PRETAX).value == Fraction(11, 15)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (None, ReasonCode.NO_YEAR_BEFORE),
        (good_year(2023, assets=Absence.UNKNOWN), ReasonCode.BASE_UNKNOWN),
        (replace(LAST_YEAR, currency="EUR"), ReasonCode.OTHER_CURRENCY),
        (replace(LAST_YEAR, scope=Scope.GROUP), ReasonCode.OTHER_SCOPE),
    ],
)
def test_an_average_needs_an_opening_balance_of_the_same_kind(before, code):
    """No opening balance, another currency or another scope: no average."""
    assert tell(Ratio.RETURN_ON_ASSETS, before=before).reason.code is code


def test_equity_must_be_positive_at_both_ends():
    """A return on equity that was negative in spring tells nothing in winter."""
    before = good_year(2023, equity=-1)
    assert tell(Ratio.RETURN_ON_EQUITY, before=before).reason.code is ReasonCode.NEGATIVE_EQUITY


EIGHTEEN_MONTHS = Period(start=date(2023, 7, 1), end=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("ratio", "value"),
    [
        (Ratio.RETURN_ON_ASSETS, Fraction(12, 40) * 12 / 18),
        (Ratio.RETURN_ON_EQUITY, Fraction(9, 15) * 12 / 18),
        (Ratio.REVENUE_PER_EMPLOYEE, Fraction(100_000_000, 80) * 12 / 18),
        (Ratio.OPERATING_MARGIN, Fraction(12, 100)),
        (Ratio.SOLVENCY, Fraction(20, 50)),
    ],
)
def test_a_long_year_is_brought_to_twelve_months_where_it_matters(ratio, value):
    """A flow over a balance is annualised and marked; a flow over a flow is not."""
    result = tell(ratio, replace(good_year(), exact=EIGHTEEN_MONTHS))
    assert result.value == value
    annualised = ratio not in (Ratio.OPERATING_MARGIN, Ratio.SOLVENCY)
    assert result.assumptions == ((Assumption.ANNUALISED,) if annualised else ())


@pytest.mark.parametrize(
    ("year", "before", "code"),
    [
        (replace(good_year(), exact=EIGHTEEN_MONTHS), LAST_YEAR, ReasonCode.NOT_TWELVE_MONTHS),
        (good_year(), replace(LAST_YEAR, exact=EIGHTEEN_MONTHS),
         ReasonCode.YEAR_BEFORE_NOT_TWELVE_MONTHS),
        (replace(good_year(), exact=None), LAST_YEAR, ReasonCode.LENGTH_UNKNOWN),
        (good_year(), replace(LAST_YEAR, exact=None), ReasonCode.YEAR_BEFORE_LENGTH_UNKNOWN),
        (good_year(), None, ReasonCode.NO_YEAR_BEFORE),
        (good_year(), replace(LAST_YEAR, currency="EUR"), ReasonCode.OTHER_CURRENCY),
        (good_year(), replace(LAST_YEAR, scope=Scope.GROUP), ReasonCode.OTHER_SCOPE),
        (good_year(), good_year(2023, revenue=0), ReasonCode.BASE_ZERO),
        (good_year(), good_year(2023, revenue=-1), ReasonCode.FROM_NEGATIVE),
        (good_year(), good_year(2023, revenue=Absence.NOT_PUBLISHED), ReasonCode.BASE_UNKNOWN),
    ],
)  # fmt: skip
def test_growth_compares_two_full_years_of_one_kind(year, before, code):
    """Length, currency, scope and base must all be known and alike."""
    assert tell(Ratio.GROWTH, year, before).reason.code is code


def test_growth_from_a_loss_is_told_in_words():
    """A percentage of a negative number would say the opposite."""
    before = good_year(2023, ebit=-4_000_000)
    result = growth(Basis(year=good_year(), before=before), KeyFigure.EBIT)
    assert result.reason.danish() == "fra minus: EBIT var negativ forrige år"


@pytest.mark.parametrize(
    ("base", "value"),
    [(-4_000_000, Fraction(16, 4)), (100_000, Fraction(119, 5)), (0, Fraction(24)),
     (8_000_000, Fraction(1, 2))],
)  # fmt: skip
def test_growth_with_a_floor_counts_a_small_or_negative_base_by_size(base, value):
    """The rankings' rule: the size of the base, and at least half a million."""
    basis = Basis(year=good_year(), before=good_year(2023, ebit=base))
    assert growth(basis, KeyFigure.EBIT, 500_000).value == value


@pytest.mark.parametrize("ratio", [Ratio.RETURN_ON_ASSETS, Ratio.REVENUE_PER_EMPLOYEE])
def test_a_year_of_unknown_length_is_counted_as_twelve_months_only_when_asked(ratio):
    """Silence gives a reason; asking gives a value with a mark."""
    year = replace(good_year(), exact=None)
    assert tell(ratio, year).reason.code is ReasonCode.LENGTH_UNKNOWN
    told = tell(ratio, year, assume_twelve_months=True)
    assert told.value == tell(ratio).value
    assert told.assumptions == (Assumption.COUNTED_AS_TWELVE_MONTHS,)


def test_growth_marks_an_assumed_length_of_either_year():
    """The mark stands also when only the year before is silent."""
    before = replace(LAST_YEAR, exact=None)
    told = tell(Ratio.GROWTH, before=before, assume_twelve_months=True)
    assert told.assumptions == (Assumption.COUNTED_AS_TWELVE_MONTHS,)


def test_asking_for_a_value_that_is_not_there_gives_the_reason():
    """A caller that needs a number gets the reason as an error."""
    reason = Reason(code=ReasonCode.NO_YEAR_BEFORE)
    with pytest.raises(UntoldError, match="forrige år kendes ikke"):
        RatioResult(ratio=Ratio.GROWTH, reason=reason).told()


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(Fraction(1, 8), 2, "0.12"), (Fraction(3, 8), 2, "0.38"), (Fraction(-1, 3), 4, "-0.3333"),
     (Fraction(5), 1, "5.0"), (Fraction(0), 1, "0.0")],
)  # fmt: skip
def test_rounding_is_exact_with_halves_to_even(value, places, text):
    """No float is involved."""
    assert str(rounded(value, places)) == text


def test_percent_has_one_decimal():
    """12.25 % becomes 12.2, and no value stays no value."""
    assert RatioResult(ratio=Ratio.SOLVENCY, value=Fraction(1225, 10000)).percent() == Decimal(
        "12.2"
    )
    assert RatioResult(ratio=Ratio.SOLVENCY).percent() is None


@given(k=st.integers(1, 10**6))
def test_scaling_all_money_changes_no_percentage(k):
    """A ratio of two amounts is the same in kroner and in thousands."""
    small = all_ratios(Basis(year=good_year(), before=good_year(2023)))
    large = all_ratios(Basis(year=good_year(scale=k), before=good_year(2023, scale=k)))
    for one, other in zip(small, large, strict=True):
        factor = k if one.ratio is Ratio.REVENUE_PER_EMPLOYEE else 1
        assert other.value == one.told() * factor


@given(
    year=st.dictionaries(
        st.sampled_from([f.value for f in KeyFigure]),
        st.integers(-(10**9), 10**9) | st.sampled_from(list(Absence)),
    ),
    before=st.dictionaries(
        st.sampled_from([f.value for f in KeyFigure]), st.integers(-(10**9), 10**9)
    ),
)
def test_every_ratio_is_a_value_or_a_reason_whatever_the_figures(year, before):
    """Exactly one of the two, and no figure makes a formula fail."""
    basis = Basis(year=figure_set(2024, **year), before=figure_set(2023, **before))
    for result in all_ratios(basis):
        assert (result.value is None) != (result.reason is None)
