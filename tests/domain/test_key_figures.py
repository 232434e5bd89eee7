from guide.domain.key_figures import MONEY_FIGURES, TERMS, KeyFigure


def test_the_twelve_figures_stand_in_the_order_of_an_annual_report():
    """Income from revenue to result, then the balance, then the people."""
    assert [figure.value for figure in KeyFigure] == [
        "revenue", "gross_profit", "staff_cost", "ebit", "pretax", "result",
        "current_assets", "inventories", "assets", "equity", "short_debt", "employees",
    ]  # fmt: skip


def test_every_figure_has_its_words_in_both_languages():
    """A label and a noun in Danish and English, in the same order as the figures."""
    assert list(TERMS) == list(KeyFigure)
    assert all(t.danish and t.english and t.noun and t.noun_english for t in TERMS.values())


def test_balance_figures_stand_at_a_day_and_the_others_run_over_the_year():
    """The five figures of the balance sheet are no flows."""
    balance = {figure.value for figure, terms in TERMS.items() if not terms.is_flow}
    assert balance == {"current_assets", "inventories", "assets", "equity", "short_debt"}


def test_employees_are_the_one_figure_that_is_no_money():
    """Eleven amounts and one head count."""
    assert set(KeyFigure) - set(MONEY_FIGURES) == {KeyFigure.EMPLOYEES}
