"""One question a year, one reminder, then the editors, then silence."""

from datetime import UTC, datetime, timedelta

import pytest

from guide.domain.listing_checks import CheckStep, ListingCheck, next_step

YES = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)
ASKED = YES + YEAR
REMINDED = ASKED + MONTH


@pytest.mark.parametrize(
    ("check", "now", "step"),
    [
        (ListingCheck(confirmed_at=YES), YES + YEAR - SECOND, None),
        (ListingCheck(confirmed_at=YES), YES + YEAR, CheckStep.ASK),
        (ListingCheck(confirmed_at=YES, asked_at=ASKED), ASKED + MONTH - SECOND, None),
        (ListingCheck(confirmed_at=YES, asked_at=ASKED), ASKED + MONTH, CheckStep.REMIND),
        (
            ListingCheck(confirmed_at=YES, asked_at=ASKED, reminded_at=REMINDED),
            REMINDED + MONTH - SECOND,
            None,
        ),
        (
            ListingCheck(confirmed_at=YES, asked_at=ASKED, reminded_at=REMINDED),
            REMINDED + MONTH,
            CheckStep.STALE,
        ),
        (
            ListingCheck(
                confirmed_at=YES, asked_at=ASKED, reminded_at=REMINDED, told_at=REMINDED + MONTH
            ),
            REMINDED + 10 * YEAR,
            None,
        ),
        (
            ListingCheck(confirmed_at=REMINDED + SECOND, asked_at=ASKED, reminded_at=REMINDED),
            REMINDED + YEAR,
            None,
        ),
        (
            ListingCheck(confirmed_at=REMINDED + SECOND, asked_at=ASKED, reminded_at=REMINDED),
            REMINDED + SECOND + YEAR,
            CheckStep.ASK,
        ),
        (
            ListingCheck(
                confirmed_at=REMINDED + SECOND,
                asked_at=REMINDED + SECOND + YEAR,
                reminded_at=REMINDED,
                told_at=REMINDED,
            ),
            REMINDED + SECOND + YEAR + MONTH,
            CheckStep.REMIND,
        ),
    ],
)
def test_each_step_comes_on_its_day_and_once(
    check: ListingCheck, now: datetime, step: CheckStep | None
) -> None:
    """An answer begins the year anew; last year's reminder does not count for this year's."""
    assert next_step(check, now) is step
