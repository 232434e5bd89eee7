"""The company of the day: fair over a year, rested between, and never one that may not stand."""

from collections import Counter
from datetime import date, timedelta

import pytest

from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import REST, Candidate, DayReason, choose
from guide.domain.protection import EditorChoice, ProtectionPolicy, Visibility
from guide.domain.status import CompanyStatus

TODAY = date(2026, 11, 25)
POLICY = ProtectionPolicy()


def candidate(
    number: int,
    *,
    status: CompanyStatus = CompanyStatus.ACTIVE,
    protected: bool = False,
    description: str = "Udvikler systemer til lager og regnskab i handelsvirksomheder.",
    told: int = 2,
) -> Candidate:
    """A company that is complete unless told otherwise."""
    visibility = Visibility(
        status=status, advertising_protected=protected, editor=EditorChoice.INCLUDED
    )
    return Candidate(
        id=CompanyId(number),
        visibility=visibility,
        description=description,
        has_category=True,
        told=told,
    )


def year(candidates: list[Candidate], days: int = 365) -> dict[date, CompanyId]:
    """Let the rule choose day by day and remember."""
    shown: dict[date, CompanyId] = {}
    for offset in range(days):
        day = TODAY + timedelta(days=offset)
        pick = choose(candidates, shown, day, POLICY)
        assert pick is not None
        shown[day] = pick.company_id
    return shown


@pytest.mark.parametrize("count", [60, 100, 400])
def test_over_a_year_nobody_comes_twice_more_often_than_anybody_else(count: int) -> None:
    """The numbers of turns differ by one at most."""
    turns = Counter({CompanyId(number): 0 for number in range(count)})
    turns.update(year([candidate(number) for number in range(count)]).values())
    assert max(turns.values()) - min(turns.values()) <= 1


def test_nobody_comes_back_before_the_rest_is_over() -> None:
    """With companies enough, two turns of one lie more than the rest apart."""
    last: dict[CompanyId, date] = {}
    for day, company in year([candidate(number) for number in range(70)]).items():
        assert company not in last or day - last[company] > REST
        last[company] = day


def test_with_few_companies_the_longest_rested_comes() -> None:
    """Three companies simply alternate."""
    shown = list(year([candidate(number) for number in range(3)], 9).values())
    assert shown[:3] == shown[3:6] == shown[6:9]
    assert len(set(shown[:3])) == 3


def test_without_any_memory_the_day_alone_decides() -> None:
    """The same day gives the same company in whatever order they come, another day another."""
    many = [candidate(number) for number in range(50)]
    first = choose(many, {}, TODAY, POLICY)
    assert first == choose(many[::-1], {}, TODAY, POLICY)
    assert first != choose(many, {}, TODAY + timedelta(days=1), POLICY)


@pytest.mark.parametrize(
    "unfit",
    [
        candidate(1, status=CompanyStatus.CEASED),
        candidate(1, status=CompanyStatus.TAKEN_OVER),
        candidate(1, status=CompanyStatus.WARNING),
        candidate(1, status=CompanyStatus.FUTURE),
        candidate(1, protected=True),
        candidate(1, description="It."),
        candidate(1, told=1),
    ],
)
def test_who_may_not_stand_or_says_too_little_is_never_chosen(unfit: Candidate) -> None:
    """Not even when there is nobody else."""
    assert choose([unfit], {}, TODAY, POLICY) is None
    other = choose([unfit, candidate(2)], {}, TODAY, POLICY)
    assert other is not None
    assert other.company_id == 2


def test_a_company_planned_for_next_week_is_not_shown_today() -> None:
    """The rest holds in both directions."""
    planned = {TODAY + timedelta(days=7): CompanyId(1)}
    pick = choose([candidate(1), candidate(2)], planned, TODAY, POLICY)
    assert pick is not None
    assert pick.company_id == 2


def test_the_reason_tells_of_the_last_turn() -> None:
    """Never shown within a year, or shown then."""
    long_ago = {TODAY - timedelta(days=200): CompanyId(1)}
    first = choose([candidate(1)], {}, TODAY, POLICY)
    again = choose([candidate(1)], long_ago, TODAY, POLICY)
    assert first is not None
    assert again is not None
    assert (first.reason, first.last_shown) == (DayReason.NOT_THIS_YEAR, None)
    assert (again.reason, again.last_shown) == (DayReason.TURN, TODAY - timedelta(days=200))
