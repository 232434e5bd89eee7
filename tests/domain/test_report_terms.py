from guide.domain.key_figures import KeyFigure
from guide.domain.report_terms import ReportWarning, WarningCode


def test_every_warning_is_worded():
    """No code reaches a page as a bare code."""
    for code in WarningCode:
        text = ReportWarning(code=code).danish()
        assert text
        assert text != code.value


def test_a_warning_about_a_figure_names_it():
    """The label of the figure leads the phrase."""
    warning = ReportWarning(code=WarningCode.COST_NEGATIVE, figure=KeyFigure.STAFF_COST)
    assert warning.danish().startswith("Personaleomkostninger: ")
