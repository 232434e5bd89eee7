from guide.domain.key_figures import KeyFigure
from guide.domain.reasons import Assumption, Reason, ReasonCode


def test_every_reason_is_worded_in_danish():
    """A reader meets a phrase, never a code."""
    for code in ReasonCode:
        text = Reason(code=code, figure=KeyFigure.REVENUE).danish()
        assert text
        assert "_" not in text


def test_a_reason_names_the_figure_at_fault():
    """The phrases of the annual report are used."""
    hidden = Reason(code=ReasonCode.NOT_PUBLISHED, figure=KeyFigure.REVENUE)
    assert hidden.danish() == "omsætning ikke offentliggjort"
    negative = Reason(code=ReasonCode.NEGATIVE_EQUITY, figure=KeyFigure.EQUITY)
    assert negative.danish() == "negativ egenkapital"


def test_every_assumption_is_worded_in_danish():
    """A mark explains itself."""
    assert all(assumption.danish() for assumption in Assumption)
