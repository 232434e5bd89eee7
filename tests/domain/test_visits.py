"""Days become weeks, and what was not counted is not zero."""

from datetime import date

import pytest

from guide.domain.robots import is_robot
from guide.domain.visits import WEEKS, by_week, kept_query

TODAY = date(2026, 11, 25)


def test_days_are_summed_by_week_newest_first() -> None:
    """A week runs from Monday to Sunday."""
    views = {date(2026, 11, 23): 2, date(2026, 11, 22): 5, date(2026, 11, 16): 1}
    weeks = by_week(views, {}, date(2026, 1, 1), TODAY)
    assert len(weeks) == WEEKS
    assert [(week.first, week.views) for week in weeks[:3]] == [
        (date(2026, 11, 23), 2),
        (date(2026, 11, 16), 6),
        (date(2026, 11, 9), 0),
    ]


def test_a_week_before_counting_began_is_unknown() -> None:
    """The week in which it began holds what was counted of it."""
    weeks = by_week({}, {}, date(2026, 11, 22), TODAY)
    assert [week.views for week in weeks[:3]] == [0, 0, None]
    assert all(week.appearances is None for week in by_week({}, {}, None, TODAY))


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0",
        "",
    ],
)
def test_known_programs_are_robots(agent: str) -> None:
    """They say so themselves; who says nothing counts as one."""
    assert is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 50) Chrome/131.0 Mobile Safari/537.36",
    ],
)
def test_browsers_are_readers(agent: str) -> None:
    """Also a telephone whose maker ends in bot."""
    assert not is_robot(agent)


def test_a_search_is_kept_in_one_form_and_never_about_a_person() -> None:
    """Case and spaces do not make it another."""
    assert kept_query("  ERP  System ") == "erp system"
    assert kept_query("Mette Hansen") is None
    assert kept_query(" \t") is None
