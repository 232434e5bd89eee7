from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking import Entrant, lacking, places_by_value, rank
from guide.domain.ranking_methods import (
    METHOD_2014,
    METHOD_2017,
    METHOD_KOMET_2014,
    METHODS,
    Measure,
    Method,
)
from guide.domain.reasons import Assumption, ReasonCode
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import Period
from tests.domain.invented import entrant, figure_set, good_year

FOUR_MEASURES = [METHOD_2014, METHOD_2017]
NINE_MONTHS = Period(start=date(2024, 4, 1), end=date(2024, 12, 31))


def contender(key, ebit, before=None, **changes):
    """A company that may take part in every method, told apart by its EBIT."""
    year = good_year(ebit=ebit, pretax=ebit, **changes)
    return entrant(key, year, before or good_year(2023, ebit=8_000_000, revenue=90_000_000))


def reasons(method, one):
    """Why one company is left out of a list."""
    (exclusion,) = rank(method, [one]).exclusions
    return [reason.danish() for reason in exclusion.reasons]


@pytest.mark.parametrize("method", FOUR_MEASURES)
def test_the_lowest_sum_of_placements_wins(method):
    """The better EBIT is better on every measure that EBIT drives."""
    ranking = rank(method, [contender("a", 5_000_000), contender("b", 9_000_000)])
    assert [(p.place, p.key) for p in ranking.placements] == [(1, "b"), (2, "a")]
    assert ranking.placements[0].score == 4
    assert ranking.placement("a").place == 2
    assert ranking.placement("c") is None


def test_each_placement_shows_its_four_places_and_their_values():
    """The sum can be checked by hand."""
    (placement,) = rank(METHOD_2017, [contender("a", 10_000_000)]).placements
    assert [(m.measure, m.value, m.place) for m in placement.measures] == [
        (Measure.EBIT_PER_STAFF_COST, Fraction(10, 40), 1),
        (Measure.RETURN_ON_EQUITY, Fraction(10, 20), 1),
        (Measure.RETURN_ON_ASSETS, Fraction(10, 50), 1),
        (Measure.EBIT_GROWTH, Fraction(2, 8), 1),
    ]
    assert placement.score == sum(m.place for m in placement.measures)


def test_equal_values_share_the_best_place():
    """1, 2, 2, 4."""
    assert places_by_value([Fraction(5), Fraction(9), Fraction(5), Fraction(1)]) == [2, 1, 2, 4]


def test_an_equal_sum_goes_to_the_larger_ebit():
    """Twice the company with the same ratios stands before its half."""
    small = entrant("a", good_year(), good_year(2023, ebit=8_000_000))
    large = entrant("b", good_year(scale=2), good_year(2023, scale=2, ebit=16_000_000))
    assert [(p.place, p.key) for p in rank(METHOD_2017, [small, large]).placements] == [
        (1, "b"),
        (2, "a"),
    ]


def test_a_total_tie_shares_the_place_and_stands_by_name():
    """Two alike share the first place, and the next is third."""
    field = [contender(key, ebit * 10**6) for key, ebit in (("b", 9), ("a", 9), ("c", 3))]
    placements = rank(METHOD_2017, field).placements
    assert [(p.place, p.key) for p in placements] == [(1, "a"), (1, "b"), (3, "c")]


@pytest.mark.parametrize("method", FOUR_MEASURES)
@pytest.mark.parametrize(
    ("one", "code"),
    [
        (entrant("a", None), ReasonCode.NO_FIGURES),
        (Entrant(key="a", name="A", barred="ophørt"), ReasonCode.BARRED),
        (entrant("a", replace(good_year(), scope=Scope.GROUP)), ReasonCode.GROUP_ONLY),
        (entrant("a", replace(good_year(), scope=Scope.UNKNOWN)), ReasonCode.SCOPE_UNKNOWN),
        (entrant("a", replace(good_year(), currency="EUR")), ReasonCode.NOT_DKK),
        (entrant("a", replace(good_year(), exact=None)), ReasonCode.LENGTH_UNKNOWN),
        (entrant("a", replace(good_year(), exact=NINE_MONTHS)), ReasonCode.NOT_TWELVE_MONTHS),
        (entrant("a", good_year()), ReasonCode.NO_YEAR_BEFORE),
        (entrant("a", good_year(revenue=1, staff_cost=1)), ReasonCode.BELOW_THRESHOLD),
    ],
)
def test_whoever_is_left_out_is_told_why(method, one, code):
    """No company vanishes from a list in silence."""
    ranking = rank(method, [one])
    assert ranking.placements == ()
    assert code in [reason.code for reason in ranking.exclusions[0].reasons]


def test_every_reason_is_given_and_not_the_first_alone():
    """A company can see all that it lacks."""
    year = replace(good_year(equity=-1, staff_cost=Absence.NOT_PUBLISHED), currency="EUR")
    assert reasons(METHOD_2017, entrant("a", year)) == [
        "regnskabet er ikke i danske kroner",
        "personaleomkostninger ikke offentliggjort",
        "negativ egenkapital",
        "forrige år kendes ikke",
    ]


def test_one_threshold_of_two_is_enough():
    """2017: ten million in wages, or twenty in revenue."""
    wages = contender("a", 10**7, revenue=Absence.NOT_PUBLISHED, staff_cost=10_000_000)
    revenue = contender("b", 10**7, revenue=20_000_000, staff_cost=9_999_999)
    assert len(rank(METHOD_2017, [wages, revenue]).placements) == 2


def test_a_hidden_figure_is_not_below_a_threshold():
    """It is not published, and that is what the list says."""
    one = contender("a", 10**7, revenue=Absence.NOT_PUBLISHED, staff_cost=Absence.UNKNOWN)
    assert reasons(METHOD_2017, one) == [
        "personaleomkostninger ikke oplyst",
        "omsætning ikke offentliggjort",
    ]


@pytest.mark.parametrize("before_ebit", [500_000, 0, -1])
def test_a_comet_needs_a_base_over_half_a_million(before_ebit):
    """Exactly half a million is not over."""
    one = contender("a", 10**7, good_year(2023, ebit=before_ebit))
    assert reasons(METHOD_KOMET_2014, one) == ["under grænsen for at være med"]


def test_a_comet_needs_a_known_base():
    """A base that is not known is no base under the threshold."""
    one = contender("a", 10**7, good_year(2023, ebit=Absence.UNKNOWN))
    assert reasons(METHOD_KOMET_2014, one) == ["EBIT forrige år kendes ikke"]


def test_comets_on_the_seed_are_marked_as_assumed():
    """Unknown scope counts as the parent's and unknown length as twelve months, visibly."""
    seed = {"scope": Scope.UNKNOWN, "dated": False, "origin": FigureOrigin.SEED}
    one = entrant(
        "a", figure_set(2023, ebit=900_000, **seed), figure_set(2022, ebit=600_000, **seed)
    )
    (placement,) = rank(METHOD_KOMET_2014, [one]).placements
    assert placement.measures[0].value == Fraction(1, 2)
    assert placement.marks == (
        Assumption.COUNTED_AS_PARENT,
        Assumption.COUNTED_AS_TWELVE_MONTHS,
    )


def test_a_known_short_year_is_not_assumed_away():
    """Counting as twelve months is for silence only."""
    one = entrant("a", figure_set(2023, dated=False, months=9, ebit=9), good_year(2022))
    assert "regnskabsåret er ikke 12 måneder" in reasons(METHOD_KOMET_2014, one)


def test_restated_figures_are_marked():
    """A reader sees that last year was changed."""
    one = replace(contender("a", 10**7), restated=True)
    (placement,) = rank(METHOD_2017, [one]).placements
    assert placement.marks == (Assumption.RESTATED,)


def test_a_negative_base_counts_by_its_size():
    """From minus four to plus twelve million is growth of four."""
    one = contender("a", 12_000_000, good_year(2023, ebit=-4_000_000))
    (placement,) = rank(METHOD_2017, [one]).placements
    assert placement.measures[3].value == 4


def test_a_list_tells_which_inputs_are_lacking():
    """On figures without staff cost the method of 2017 says so."""
    field = [contender("a", 10**7, staff_cost=Absence.UNKNOWN), entrant("b", None)]
    counts = lacking(METHOD_2017, field)
    assert counts[KeyFigure.STAFF_COST] == 2
    assert counts[KeyFigure.EBIT] == 1


FIGURES = st.fixed_dictionaries(
    {
        name: st.integers(-(10**8), 10**9)
        for name in ("revenue", "staff_cost", "ebit", "pretax", "assets", "equity")
    }
    | {"employees": st.integers(0, 500)}
)
FIELDS = st.lists(st.tuples(FIGURES, FIGURES), max_size=12)
METHOD = st.sampled_from(list(METHODS.values()))


def field_of(rows, scale=1):
    """Entrants with all their money times ``scale``."""

    def scaled(figures):
        return {k: v if k == "employees" else v * scale for k, v in figures.items()}

    return [
        entrant(f"{i:02}", figure_set(2024, **scaled(now)), figure_set(2023, **scaled(before)))
        for i, (now, before) in enumerate(rows)
    ]  # fmt: skip


def scaled_method(method: Method, scale: int) -> Method:
    """The same method counted in a smaller coin."""
    return replace(
        method,
        base_floor=method.base_floor * scale,
        thresholds=tuple(replace(t, amount=t.amount * scale) for t in method.thresholds),
    )


@given(method=METHOD, rows=FIELDS, data=st.data())
def test_the_order_of_the_input_changes_nothing(method, rows, data):
    """Any permutation gives the same list."""
    field = field_of(rows)
    shuffled = data.draw(st.permutations(field))
    assert rank(method, field) == rank(method, shuffled)


@given(method=METHOD, rows=FIELDS, scale=st.integers(1, 10**4))
def test_scaling_all_money_changes_nothing(method, rows, scale):
    """Kroner or øre, thresholds with them: places, scores and reasons are the same."""
    plain = rank(method, field_of(rows))
    scaled = rank(scaled_method(method, scale), field_of(rows, scale))

    def outline(ranking):
        return [
            (p.place, p.key, p.score, [m.place for m in p.measures]) for p in ranking.placements
        ]

    assert outline(plain) == outline(scaled)
    assert plain.exclusions == scaled.exclusions


@given(method=METHOD, rows=FIELDS)
def test_the_best_possible_is_one_a_measure(method, rows):
    """Four in the Top 100; nobody scores lower, and a lone company scores it."""
    for placement in rank(method, field_of(rows)).placements:
        assert placement.score >= len(method.measures)
    lone = rank(method, [contender("a", 10**7)]).placements[0]
    assert lone.score == len(method.measures)
    assert len(METHOD_2014.measures) == len(METHOD_2017.measures) == 4


@given(values=st.lists(st.fractions(), unique=True, max_size=40))
def test_values_without_ties_take_the_places_one_to_n(values):
    """Each place is taken once."""
    assert sorted(places_by_value(values)) == list(range(1, len(values) + 1))


@given(method=METHOD, rows=FIELDS)
def test_a_measure_without_ties_gives_the_places_one_to_n(method, rows):
    """Among all who take part, on every measure."""
    placements = rank(method, field_of(rows)).placements
    for index in range(len(method.measures)):
        places = [p.measures[index].place for p in placements]
        if len({p.measures[index].value for p in placements}) == len(placements):
            assert sorted(places) == list(range(1, len(placements) + 1))


@given(method=METHOD, rows=FIELDS)
def test_everybody_is_placed_or_left_out_with_a_reason(method, rows):
    """Nobody is lost and nobody is both."""
    ranking = rank(method, field_of(rows))
    keys = [p.key for p in ranking.placements] + [e.key for e in ranking.exclusions]
    assert sorted(keys) == [f"{i:02}" for i in range(len(rows))]
    assert all(e.reasons for e in ranking.exclusions)
