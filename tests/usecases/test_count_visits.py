"""Views and appearances are summed by day, on both databases, and nothing is lost or told twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from sqlalchemy import select

from guide.catalogue import companies, erasure, migrations, visits
from guide.catalogue.database import Database, DatabaseBusyError, DatabaseUnavailableError
from guide.catalogue.tables.visits import ProfileViewRow, SearchAppearanceRow
from guide.domain.company import CompanyId
from guide.domain.visits import Visits
from guide.usecases.count_visits import VisitCounter
from guide.usecases.forget_old import forget_old
from tests.conftest import FixedClock

TODAY = date(2026, 11, 25)
LONG = 3600.0


def _company(database: Database, clock: FixedClock, name: str = "Opdigtet A/S") -> CompanyId:
    with database.writing() as work:
        made = companies.create(work, name=name, now=clock.now())
        work.commit()
    return made


def _counter(database: Database, clock: FixedClock) -> VisitCounter:
    return VisitCounter(database, clock, seconds=LONG)


def _told(database: Database, company_id: CompanyId) -> Visits:
    with database.reading() as work:
        return visits.of_company(work, company_id, TODAY)


def test_views_and_appearances_are_shown_by_week(database: Database, clock: FixedClock) -> None:
    """Before anything was counted nothing is known, which is not zero."""
    company = _company(database, clock)
    assert _told(database, company).weeks[0].views is None
    counter = _counter(database, clock)
    counter.view("opdigtet", TODAY)
    counter.view("opdigtet", TODAY)
    counter.appear([company], "Kvantegrammofoner", TODAY)
    counter.close()
    told = _told(database, company)
    assert told.since == TODAY
    assert (told.weeks[0].views, told.weeks[0].appearances) == (2, 1)
    assert told.weeks[1].views is None


def test_a_search_is_named_from_the_third_time(database: Database, clock: FixedClock) -> None:
    """Days add up; the words in any case are one search; ones about persons are never kept."""
    company = _company(database, clock)
    counter = _counter(database, clock)
    counter.appear([company], "ERP", TODAY - timedelta(days=8))
    counter.appear([company], "erp ", TODAY)
    for _time in range(5):
        counter.appear([company], "Mette Hansen", TODAY)
    counter.flush()
    assert _told(database, company).searches == ()
    counter.appear([company], "Erp", TODAY)
    counter.close()
    assert [(one.query, one.count) for one in _told(database, company).searches] == [("erp", 3)]
    with database.reading() as work:
        assert set(work.session.scalars(select(SearchAppearanceRow.query))) == {"erp"}


def test_two_workers_add_to_one_sum(database: Database, clock: FixedClock) -> None:
    """However their writings cross."""
    several = [_company(database, clock, f"Opdigtet {number}") for number in range(5)]

    def worker(number: int) -> None:
        counter = _counter(database, clock)
        for _round in range(5):
            for company in several if number % 2 else reversed(several):
                counter.appear([company], "erp", TODAY)
                counter.view(f"opdigtet-{several.index(company)}", TODAY)
            counter.flush()
        counter.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(worker, range(4)))
    for company in several:
        week = _told(database, company).weeks[0]
        assert (week.views, week.appearances) == (20, 20)


class _AwayOnce(Database):
    """A database that cannot be written for a while."""

    away: DatabaseUnavailableError | None = None

    def writing(self):  # type: ignore[no-untyped-def]
        if self.away is not None:
            raise self.away
        return super().writing()


def test_a_database_that_is_away_loses_no_count(database_url: str, clock: FixedClock) -> None:
    """The sums wait in memory, and are written once when it is back."""
    database = _AwayOnce(database_url)
    migrations.upgrade(database)
    company = _company(database, clock)
    counter = _counter(database, clock)
    counter.view("opdigtet", TODAY)
    database.away = DatabaseBusyError("busy")
    counter.flush()
    counter.view("opdigtet", TODAY)
    database.away = None
    counter.flush()
    counter.close()
    assert _told(database, company).weeks[0].views == 2
    database.close()


def test_unknown_addresses_and_erased_companies_are_left_out(
    database: Database, clock: FixedClock
) -> None:
    """What was counted before an erasure goes with it, what comes after is not kept."""
    company = _company(database, clock)
    counter = _counter(database, clock)
    counter.view("opdigtet", TODAY)
    counter.view("findes-ikke", TODAY)
    counter.appear([company, CompanyId(999)], "erp", TODAY)
    counter.flush()
    with database.writing() as work:
        lost = erasure.erase(work, company, "prøve", clock.now())
        work.commit()
    assert (lost["profile_view"], lost["search_appearance"]) == (1, 1)
    counter.view("opdigtet", TODAY)
    counter.appear([company], "erp", TODAY)
    counter.close()
    with database.reading() as work:
        assert work.session.scalars(select(ProfileViewRow.count)).all() == []
        assert work.session.scalars(select(SearchAppearanceRow.count)).all() == []


def test_counts_are_forgotten_after_400_days(database: Database, clock: FixedClock) -> None:
    """Not a day earlier."""
    company = _company(database, clock)
    counter = _counter(database, clock)
    counter.view("opdigtet", TODAY)
    counter.appear([company], "erp", TODAY)
    counter.close()
    clock.move(days=400)
    assert forget_old(database, clock.now()).visits == 0
    clock.move(days=1)
    assert forget_old(database, clock.now()).visits == 2
