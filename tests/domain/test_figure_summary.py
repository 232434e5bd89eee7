"""The newest figures that lists show."""

from guide.domain.figure_summary import summarise
from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import Absence, FigureOrigin, Scope
from guide.domain.reports import FigureSet, FigureValue


def year(
    label: str, scope: Scope = Scope.PARENT, currency: str = "DKK", **values: FigureValue
) -> FigureSet:
    """A year's figures from one source."""
    return FigureSet(
        scope=scope,
        currency=currency,
        label=label,
        figures={KeyFigure(name): value for name, value in values.items()},
        origin=FigureOrigin.SEED,
        source="prøve",
    )


def test_the_newest_year_of_the_parent_is_shown() -> None:
    """Not the group's, though it is larger."""
    found = summarise(
        [year("2023", revenue=900), year("2024", revenue=1000, result=10),
         year("2024", Scope.GROUP, revenue=9000)]
    )  # fmt: skip
    assert (found.revenue, found.revenue_year, found.result) == (1000, "2024", 10)
    assert found.growth is not None
    assert round(found.growth, 4) == 0.1111


def test_the_group_speaks_where_the_parent_does_not() -> None:
    """Never both in one series."""
    assert summarise([year("2024", Scope.GROUP, revenue=9000)]).revenue == 9000


def test_not_published_is_neither_zero_nor_unknown() -> None:
    """Three different things."""
    hidden = summarise([year("2024", revenue=Absence.NOT_PUBLISHED)])
    assert (hidden.revenue, hidden.revenue_state) == (None, "not_published")
    assert summarise([year("2024", result=1)]).revenue_state == "unknown"
    assert summarise([year("2024", revenue=0)]).revenue == 0


def test_other_currencies_are_never_taken_for_kroner() -> None:
    """Euros stay on the profile."""
    found = summarise([year("2024", currency="EUR", revenue=5, result=1)])
    assert (found.has_figures, found.revenue, found.result) == (True, None, None)


def test_no_figures_is_no_summary() -> None:
    """Nothing is guessed."""
    assert not summarise([]).has_figures
