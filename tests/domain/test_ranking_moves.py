from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking import rank
from guide.domain.ranking_methods import METHOD_2017, METHOD_KOMET_2014, Measure
from guide.domain.ranking_moves import what_would_move
from tests.domain.invented import entrant, good_year


def comet(key, ebit):
    """A company whose EBIT was eight million the year before."""
    return entrant(key, good_year(ebit=ebit), good_year(2023, ebit=8_000_000))


def test_a_step_tells_how_much_more_is_needed():
    """One million kroner more shares the place above."""
    a, b = comet("a", 9_000_000), comet("b", 10_000_000)
    movement = what_would_move(rank(METHOD_KOMET_2014, [a, b]), a)
    (step,) = movement.nearest
    assert (step.measure, step.place, step.driver, step.more) == (
        Measure.EBIT_GROWTH, 1, KeyFigure.EBIT, 1_000_000
    )  # fmt: skip
    assert step.overall == 2
    assert movement.points_to_next == 1


def test_sharing_the_first_place_is_not_yet_winning_when_the_others_ebit_is_larger():
    """With two rows, equal growth leaves the larger EBIT in front."""
    a, b = comet("a", 9_000_000), comet("b", 10_000_000)
    assert what_would_move(rank(METHOD_KOMET_2014, [a, b]), a).decisive == ()


def test_the_first_has_nowhere_to_go():
    """No steps and no points to make up."""
    a, b = comet("a", 9_000_000), comet("b", 10_000_000)
    movement = what_would_move(rank(METHOD_KOMET_2014, [a, b]), b)
    assert (movement.points_to_next, movement.nearest, movement.decisive) == (None, (), ())


def test_a_company_that_is_not_in_the_list_has_no_steps():
    """What keeps it out stands with the exclusion."""
    a = entrant("a", None)
    assert what_would_move(rank(METHOD_2017, [a]), a) is None


def test_the_decisive_step_passes_somebody_overall():
    """The smallest step that betters the place in the whole list, not on one measure alone."""
    field = [
        entrant(
            key,
            good_year(ebit=ebit * 10**6, staff_cost=cost * 10**6),
            good_year(2023, ebit=8_000_000),
        )
        for key, ebit, cost in (("a", 9, 11), ("b", 10, 12), ("c", 11, 13), ("d", 12, 14))
    ]
    ranking = rank(METHOD_2017, field)
    last = ranking.placements[-1]
    loser = next(e for e in field if e.key == last.key)
    steps = what_would_move(ranking, loser).decisive
    assert steps
    assert all(step.overall < last.place for step in steps)


FIGURES = st.fixed_dictionaries(
    {
        "ebit": st.integers(1_000_000, 30_000_000),
        "staff_cost": st.integers(10_000_000, 60_000_000),
        "assets": st.integers(30_000_000, 90_000_000),
        "equity": st.integers(1_000_000, 30_000_000),
        "pretax": st.integers(1_000_000, 30_000_000),
    }
)


@settings(max_examples=60)
@given(rows=st.lists(FIGURES, min_size=2, max_size=7), pick=st.integers(0, 6))
def test_taking_the_step_does_what_it_says_on_its_measure(rows, pick):
    """The driver's increase is enough to reach the place, and one krone less is not."""
    field = [
        entrant(str(i), good_year(**figures), good_year(2023)) for i, figures in enumerate(rows)
    ]
    mover = field[pick % len(field)]
    for step in what_would_move(rank(METHOD_2017, field), mover).nearest:
        for more, reached in ((step.more, True), (step.more - 1, False)):
            figures = dict(mover.year.figures)
            figures[step.driver] += more
            richer = replace(mover, year=replace(mover.year, figures=figures))
            again = rank(METHOD_2017, [richer if e is mover else e for e in field])
            index = METHOD_2017.measures.index(step.measure)
            place = again.placement(mover.key).measures[index].place
            assert (place <= step.place) is reached
