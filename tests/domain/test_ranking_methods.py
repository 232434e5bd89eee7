import pytest

from guide.domain.key_figures import KeyFigure
from guide.domain.ranking_methods import MEASURES, METHODS, Measure, Threshold


def test_the_methods_use_the_published_measures():
    """Four measures in 2014 and 2017, growth in EBIT alone for the comets."""
    assert {key: [m.value for m in method.measures] for key, method in METHODS.items()} == {
        "2014": [
            "revenue_per_employee", "revenue_growth", "return_on_assets", "operating_margin"
        ],
        "2017": ["ebit_per_staff_cost", "return_on_equity", "return_on_assets", "ebit_growth"],
        "komet2014": ["ebit_growth"],
    }  # fmt: skip


def test_the_thresholds_are_worded_as_published():
    """Over 20 million; 10 million staff cost or 20 million revenue; a base over half a million."""
    assert {key: [t.danish() for t in method.thresholds] for key, method in METHODS.items()} == {
        "2014": ["omsætning over 20.000.000 kr."],
        "2017": [
            "personaleomkostninger mindst 10.000.000 kr.",
            "omsætning mindst 20.000.000 kr.",
        ],
        "komet2014": ["EBIT året før over 500.000 kr."],
    }


@pytest.mark.parametrize(
    ("more_than", "number", "met"),
    [(True, 20, False), (True, 21, True), (False, 20, True), (False, 19, False)],
)
def test_over_and_at_least_differ_at_the_threshold_itself(more_than, number, met):
    """Exactly 20 million is at least, and not over."""
    threshold = Threshold(figure=KeyFigure.REVENUE, amount=20, more_than=more_than)
    assert threshold.is_met(number) is met


def test_a_method_names_every_figure_it_needs():
    """Measures, thresholds and the tie rule together."""
    assert [f.value for f in METHODS["2017"].inputs] == [
        "revenue", "staff_cost", "ebit", "pretax", "assets", "equity"
    ]  # fmt: skip
    assert [f.value for f in METHODS["2017"].inputs_before] == ["ebit", "equity"]
    assert [f.value for f in METHODS["komet2014"].inputs] == ["ebit"]


def test_every_measure_is_explained():
    """Name, formula and the figure that drives it."""
    assert list(MEASURES) == list(Measure)
    assert all(t.danish and t.english and t.formula for t in MEASURES.values())
    assert all(t.driver in t.inputs for t in MEASURES.values())


def test_only_the_comets_count_the_unknown_as_known():
    """The rule is stated on the page of each method."""
    assert [key for key, method in METHODS.items() if method.assume] == ["komet2014"]
    assert "regnes det som 12 måneder" in METHODS["komet2014"].rules()[-1]
    assert METHODS["2017"].rules()[-1] == "Kun moderselskabets egne tal."
