from datetime import date

import pytest

from guide.catalogue import audit, reports
from guide.domain.facts import Layer
from guide.domain.figure_series import series
from guide.domain.key_figures import KeyFigure
from guide.domain.protection import ProtectionPolicy
from guide.domain.report_terms import FigureOrigin, Scope
from guide.domain.reports import Period
from guide.usecases.say_same_year import (
    Decision,
    SameYearRefusedError,
    say_other_year,
    say_same_year,
)
from tests.conftest import NOW
from tests.domain.invented import calendar_year, figure_set
from tests.usecases.invented_companies import add_company

POLICY = ProtectionPolicy()
SUMMER = Period(start=date(2023, 7, 1), end=date(2024, 6, 30))


@pytest.fixture
def company_id(database):
    """A company with a seed row and two reports that end in 2024."""
    company_id = add_company(database, "Opfundet A/S", "98000003")
    seed = figure_set(
        2024, scope=Scope.UNKNOWN, dated=False, origin=FigureOrigin.SEED, source="side", ebit=1
    )
    filed = figure_set(2023, source="a.xml", ebit=3)
    with database.writing() as work:
        reports.save_sets(work, company_id, Layer.SEED, "prøve", [seed], NOW)
        reports.save_sets(
            work,
            company_id,
            Layer.REGISTER,
            "prøve",
            [filed, figure_set(2024, exact=SUMMER, source="b.xml", ebit=2)],
            NOW,
        )
        work.commit()
    return company_id


def decision(company_id, label="2024"):
    """An editor's decision on a label of the seed."""
    return Decision(company_id=company_id, label=label, actor="redaktør", reason="set efter")


def shown(database, company_id):
    """Origin and EBIT of each year shown."""
    with database.reading() as work:
        sets = reports.sets_of(work, [company_id])[company_id]
    return [
        (y.filed.origin.value, y.filed.number(KeyFigure.EBIT)) for y in series(sets, Scope.PARENT)
    ]


def test_the_report_takes_the_place_of_the_seeds_row(database, company_id):
    """Before, both stood; afterwards the report stands alone, and the log says who decided."""
    assert shown(database, company_id) == [("report", 3), ("seed", 1), ("report", 2)]
    assert say_same_year(database, POLICY, decision(company_id), NOW) == SUMMER
    assert shown(database, company_id) == [("report", 3), ("report", 2)]
    with database.reading() as work:
        (entry,) = audit.of_object(work, "company", str(company_id))
    assert (entry.actor, entry.action, entry.reason) == (
        "redaktør",
        "figures.same_year",
        "2024: set efter",
    )


def test_it_can_be_taken_back(database, company_id):
    """Once."""
    say_same_year(database, POLICY, decision(company_id), NOW)
    assert say_other_year(database, POLICY, decision(company_id), NOW)
    assert len(shown(database, company_id)) == 3
    assert not say_other_year(database, POLICY, decision(company_id), NOW)


def test_loading_the_seed_again_does_not_undo_it(database, company_id):
    """The editor's word lies beside the row and not in it."""
    say_same_year(database, POLICY, decision(company_id), NOW)
    seed = figure_set(
        2024, scope=Scope.UNKNOWN, dated=False, origin=FigureOrigin.SEED, source="side", ebit=1
    )
    with database.writing() as work:
        assert not reports.save_sets(work, company_id, Layer.SEED, "prøve", [seed], NOW)
    assert len(shown(database, company_id)) == 2


def test_the_year_may_be_named_by_its_last_day(database, company_id):
    """Where the label's year is not the report's."""
    period = say_same_year(database, POLICY, decision(company_id), NOW, end=date(2023, 12, 31))
    assert period == calendar_year(2023)


@pytest.mark.parametrize(
    ("label", "end", "words"),
    [
        ("2019", None, "grunddata har ikke året '2019'; de har 2024"),
        (
            "2024",
            date(2020, 1, 1),
            "vælg regnskabsåret med --end; rapporter findes for: 2023",
        ),
    ],
)
def test_what_cannot_be_the_same_is_refused_with_the_next_step(
    database, company_id, label, end, words
):
    """The known years are named."""
    with pytest.raises(SameYearRefusedError, match=words):
        say_same_year(database, POLICY, decision(company_id, label), NOW, end=end)
