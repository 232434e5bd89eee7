"""The register is believed only when the checks of the night pass."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guide.domain.register_checks import (
    Check,
    check_brake,
    check_completeness,
    check_survey,
)

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "canary_found": True,
    "missing_fields": (),
    "count": 1000,
    "previous_count": 1000,
    "newest_load": NOW - timedelta(days=1),
    "now": NOW,
}


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({}, []),
        ({"canary_found": False}, [Check.CANARY]),
        ({"missing_fields": ("Vrvirksomhed.samtId",)}, [Check.FIELDS]),
        ({"count": 950}, []),
        ({"count": 1050}, []),
        ({"count": 949}, [Check.COUNT]),
        ({"count": 1051}, [Check.COUNT]),
        ({"count": 0, "previous_count": None}, [Check.COUNT]),
        ({"count": 7, "previous_count": None}, []),
        ({"newest_load": NOW - timedelta(days=4)}, []),
        ({"newest_load": NOW - timedelta(days=4, minutes=1)}, [Check.FRESHNESS]),
        ({"canary_found": None, "count": None, "newest_load": None}, []),
        ({"canary_found": False, "count": 0}, [Check.CANARY, Check.COUNT]),
    ],
)
def test_what_the_source_says_of_itself_is_judged(
    change: dict[str, Any], failed: list[Check]
) -> None:
    """Canary, fields, count within five in a hundred, and no older than four days."""
    assert [finding.check for finding in check_survey(**{**GOOD, **change})] == failed


@pytest.mark.parametrize(
    ("complete", "read", "fails"), [(95, 100, False), (94, 100, True), (0, 0, False)]
)
def test_nearly_all_documents_have_a_name_and_a_branch(
    complete: int, read: int, fails: bool
) -> None:
    """Fewer means that the shape has changed."""
    assert (check_completeness(complete=complete, read=read) is not None) is fails


@pytest.mark.parametrize(
    ("leaving", "changing", "known", "stops"),
    [
        (0, 0, 0, False),
        (10, 10, 1000, False),
        (10, 11, 1000, True),
        (1, 0, 10, False),
        (2, 0, 10, True),
        (0, 2, 100, False),
    ],
)
def test_the_brake_stops_a_run_that_moves_more_than_two_in_a_hundred(
    leaving: int, changing: int, known: int, stops: bool
) -> None:
    """It names the numbers and the way on."""
    finding = check_brake(leaving=leaving, changing_status=changing, known=known)
    assert (finding is not None) is stops
    if finding:
        assert "--force" in finding.text
